"""General meetings: which there are, calling one, its agenda, and who came."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as say

from cyfran.coop.governance import queries
from cyfran.coop.governance.actions.drafts import OFFICERS
from cyfran.coop.governance.actions.meetings import call_meeting, record_attendance
from cyfran.coop.governance.forms import AttendanceForm, MeetingForm
from cyfran.coop.governance.models import GeneralMeeting, State
from cyfran.coop.governance.views.lists import READERS
from cyfran.coop.governance.wording import Listed, listed
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page


@for_roles(*READERS)
def every(request: SocietyRequest) -> HttpResponse:
    """The meetings, the latest first."""
    return page(
        request,
        "governance/meetings.html",
        {
            "meetings": list(queries.meetings_of(request.society)),
            "is_officer": bool(OFFICERS & request.actor.roles(request.society)),
        },
    )


@for_roles("secretary", "board", "chair")
def call(request: SocietyRequest) -> HttpResponse:
    """A meeting is called."""
    form, refusal = MeetingForm(request.POST or None, initial={"kind": "annual"}), None
    if request.method == "POST" and form.is_valid():
        try:
            made = call_meeting(
                actor=request.actor, society=request.society, at=request.at, **form.cleaned_data
            )
        except Refusal as no:
            refusal = no
        else:
            return HttpResponseRedirect(
                society_url(request.society, "governance:meeting", pk=made.pk)
            )
    return page(
        request,
        "governance/call_meeting.html",
        {"form": form, "refusal": refusal},
        status=422 if refusal or form.errors else 200,
    )


@for_roles(*READERS)
def show(request: SocietyRequest, pk: int) -> HttpResponse:
    """The meeting, its agenda, and how many came."""
    meeting = queries.meetings_of(request.society).filter(pk=pk).first()
    if meeting is None:
        raise Http404(say("There is no such meeting."))
    may_count = bool({"secretary", "chair"} & request.actor.roles(request.society))
    form = AttendanceForm(request.POST or None, initial={"attendance": meeting.attendance})
    refusal: Refusal | None = None
    if request.method == "POST" and may_count and form.is_valid():
        try:
            record_attendance(
                actor=request.actor,
                meeting=meeting,
                attendance=form.cleaned_data["attendance"],
                at=request.at,
            )
        except Refusal as no:
            refusal = no
        else:
            return HttpResponseRedirect(society_url(request.society, "governance:meeting", pk=pk))
    return page(
        request,
        "governance/meeting.html",
        {
            "meeting": meeting,
            "agenda": _agenda(request, meeting),
            "form": form if may_count and request.at >= meeting.held_at else None,
            "refusal": refusal,
        },
        status=422 if refusal or form.errors else 200,
    )


def _agenda(request: SocietyRequest, meeting: GeneralMeeting) -> list[Listed]:
    shown = meeting.resolutions.exclude(state__in=[State.DRAFT, State.WITHDRAWN])
    return [listed(one, request.at) for one in shown.order_by("number")]
