"""Who acts for whom: asked, accepted, begun, stopped and ended. These pages are always the reader's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cyfran.kernel.actions import Actor
from cyfran.kernel.helping.acting import SESSION
from cyfran.kernel.helping.actions import accept_helping, ask_helper, end_helping
from cyfran.kernel.helping.forms import AskForm
from cyfran.kernel.helping.models import ORDER, Helping
from cyfran.kernel.helping.queries import helped_by, helpers_of, in_force, name_of, offered_to
from cyfran.kernel.people.lately import only_lately
from cyfran.kernel.people.models import Person
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import OwnSocietyRequest
from cyfran.kernel.time import society_day
from cyfran.kernel.ui.pages import page


@login_required
@require_safe
def home(request: OwnSocietyRequest) -> HttpResponse:
    """Who acts for the reader, for whom the reader acts, and what waits for their answer."""
    society, me = request.society, Person.objects.get(pk=request.user.pk)
    today = society_day(society, request.at)

    def named(found: list[Helping]) -> list[tuple[Helping, str]]:
        return [(each, name_of(society, each.helped)) for each in found]

    context = {
        "helpers": [
            (each, name_of(society, each.helper) if each.helper else each.email)
            for each in helpers_of(society, me.pk, today)
        ],
        "helped": named(list(helped_by(society, me.pk, today))),
        "offered": named(list(offered_to(society, me, today))),
    }
    return page(request, "helping/home.html", context)


@only_lately
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: OwnSocietyRequest) -> HttpResponse:
    """Somebody is asked to act for the reader."""
    form = AskForm(request.POST or None)
    refusal = None
    if form.is_valid():
        try:
            ask_helper(
                actor=_me(request), society=request.society, at=request.at, **form.cleaned_data
            )
        except Refusal as no:
            refusal = no
        else:
            messages.success(
                request, _("A letter is on its way to them. They can act once they accept.")
            )
            return _back(request)
    context = {"form": form, "refusal": refusal}
    return page(request, "helping/ask.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def accept(request: OwnSocietyRequest, helping_id: int) -> HttpResponse:
    """The reader will act for somebody who asked them."""
    try:
        accept_helping(actor=_me(request), helping=_found(request, helping_id), at=request.at)
    except Refusal as no:
        messages.error(request, str(no))
    return _back(request)


@login_required
@require_POST
def end(request: OwnSocietyRequest, helping_id: int) -> HttpResponse:
    """It is over, by either of the two."""
    try:
        end_helping(actor=_me(request), helping=_found(request, helping_id), at=request.at)
    except Refusal as no:
        messages.error(request, str(no))
    return _back(request)


@login_required
@require_POST
def begin(request: OwnSocietyRequest, helping_id: int) -> HttpResponse:
    """From now on the reader acts for somebody on this co-op's pages, in this browser."""
    today = society_day(request.society, request.at)
    helping = (
        in_force(request.society, today).filter(pk=helping_id, helper_id=request.user.pk).first()
    )
    if helping is None:
        raise Http404(_("You do not act for them."))
    chosen = request.session.get(SESSION, {})
    request.session[SESSION] = chosen | {str(request.society.pk): helping.pk}
    place = "orders:shop" if ORDER in helping.scope else "society:home"
    return HttpResponseRedirect(society_url(request.society, place))


@login_required
@require_POST
def stop(request: OwnSocietyRequest) -> HttpResponse:
    """The reader acts for themselves again."""
    chosen = dict(request.session.get(SESSION, {}))
    chosen.pop(str(request.society.pk), None)
    request.session[SESSION] = chosen
    return _back(request)


def _me(request: OwnSocietyRequest) -> Actor:
    """The reader, whomever they act for: nobody lets others act in another's name."""
    return Actor.person(request.user.pk)


def _found(request: OwnSocietyRequest, helping_id: int) -> Helping:
    found = Helping.objects.filter(society=request.society, pk=helping_id).first()
    if found is None:
        raise Http404(_("There is no such thing."))
    return found


def _back(request: OwnSocietyRequest) -> HttpResponse:
    return HttpResponseRedirect(society_url(request.society, "helping:home"))
