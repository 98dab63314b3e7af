"""Tell the co-op something, and read what was told; pass a page on without anybody else in between."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cyfran.kernel.feedback.actions import erase_feedback, tell_coop
from cyfran.kernel.feedback.forms import FeedbackForm
from cyfran.kernel.feedback.models import Feedback
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page

OFFICERS = ("secretary", "chair", "board", "coordinator", "founder")
A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: SocietyRequest) -> HttpResponse:
    """Anybody can tell the co-op something, or pass on the page they come from."""
    about = _own_page(request, request.GET.get("about", ""))
    form = FeedbackForm(request.POST or None, initial={"about": about})
    refusal = None
    if form.is_valid():
        try:
            tell_coop(
                actor=request.actor,
                society=request.society,
                words=form.cleaned_data["words"],
                email=form.cleaned_data["email"],
                about=_own_page(request, form.cleaned_data["about"]),
                at=request.at,
            )
        except Refusal as no:
            refusal = no
        else:
            return HttpResponseRedirect(f"{society_url(request.society, 'feedback:feedback')}?told")
    context = {
        "form": form,
        "refusal": refusal,
        "is_told": "told" in request.GET,
        "address": request.build_absolute_uri(
            about or society_url(request.society, "society:home")
        ),
        "is_officer": bool(set(OFFICERS) & request.actor.roles(request.society)),
    }
    return page(request, "feedback/feedback.html", context, status=422 if form.is_bound else 200)


def _own_page(request: SocietyRequest, path: str) -> str:
    """The page, if it is one of this co-op's."""
    home = society_url(request.society, "society:home")
    return path[:200] if path.startswith(home) else ""


@for_roles(*OFFICERS)
@require_safe
def heard(request: SocietyRequest) -> HttpResponse:
    """What was told, the latest first, for officers."""
    kept = Feedback.objects.filter(society=request.society, erased_at=None).order_by("-at", "-pk")
    shown = Paginator(kept, A_PAGE).get_page(request.GET.get("page"))
    return page(request, "feedback/heard.html", {"page_obj": shown})


@for_roles(*OFFICERS)
@require_POST
def erase(request: SocietyRequest, feedback_id: int) -> HttpResponse:
    """One is erased."""
    found = Feedback.objects.filter(society=request.society, pk=feedback_id).first()
    if found is None:
        raise Http404(_("There is no such message."))
    erase_feedback(actor=request.actor, feedback=found, at=request.at)
    return HttpResponseRedirect(society_url(request.society, "feedback:heard"))
