"""Who runs the co-op's trade from week to week: the board names them, and ends it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cyfran.coop.membership.forms.joining import CoordinatorForm
from cyfran.coop.membership.queries.register import members_in_order
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.actions import end_appointment, name_coordinator
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Office
from cyfran.kernel.societies.queries import serving
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page

BOARD = ("chair", "secretary", "board")
MAY_END = frozenset({"chair", "secretary"})


@for_roles(*BOARD)
@require_http_methods(["GET", "HEAD", "POST"])
def coordinators(request: SocietyRequest) -> HttpResponse:
    """Who coordinates now; posting names another member."""
    form = CoordinatorForm(request.POST or None, members=members_in_order(request.society))
    if request.method != "POST":
        return _show(request, form)
    if not form.is_valid():
        return _show(request, form, status=422)
    party = form.cleaned_data["member"].party
    return _then(
        request,
        form,
        lambda: name_coordinator(actor=request.actor, party=party, at=request.at),
        _("%(name)s coordinates the trade from now on.") % {"name": party.name},
    )


@for_roles(*MAY_END)
@require_POST
def end(request: SocietyRequest, pk: int) -> HttpResponse:
    """Somebody coordinates no longer."""
    found = serving(request.society).filter(pk=pk, office=Office.COORDINATOR).first()
    if found is None:
        raise Http404(_("Nobody holds that office any more."))
    return _then(
        request,
        CoordinatorForm(members=members_in_order(request.society)),
        lambda: end_appointment(actor=request.actor, appointment=found, at=request.at),
        _("The appointment has ended."),
    )


def _then(
    request: SocietyRequest, form: CoordinatorForm, act: Callable[[], object], told: str
) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        return _show(request, form, refusal=refusal, status=422)
    messages.success(request, told)
    return HttpResponseRedirect(society_url(request.society, "membership:coordinators"))


def _show(
    request: SocietyRequest,
    form: CoordinatorForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    society = request.society
    context = {
        "form": form,
        "refusal": refusal,
        "appointments": serving(society)
        .filter(office=Office.COORDINATOR)
        .select_related("party")
        .order_by("party__sort_key"),
        "may_end": bool(MAY_END & request.actor.roles(society)),
    }
    return page(request, "membership/coordinators.html", context, status=status)
