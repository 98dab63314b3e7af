"""Which meetings there are, and one of them: when, where, its agenda and papers, and how it stands."""

from typing import Any

from django.http import HttpResponse

from cyfran.coop.governance.models import IN_THE_ROOM, Meeting
from cyfran.coop.governance.wording import listed
from cyfran.coop.meetings import queries
from cyfran.coop.meetings.actions.calling import CALLERS
from cyfran.coop.meetings.models import Item, Move
from cyfran.coop.meetings.views.asking import READERS, meeting_or_404
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page

TONES = {
    Meeting.State.NOTICED: "now",
    Meeting.State.OPEN: "now",
    Meeting.State.ADJOURNED: "now",
    Meeting.State.CLOSED: "good",
    Meeting.State.CANCELLED: "bad",
}


@for_roles(*READERS)
def every(request: SocietyRequest) -> HttpResponse:
    """The meetings, the latest first, and what members ask meetings for."""
    return page(
        request,
        "meetings/every.html",
        {
            "meetings": [
                (one, TONES.get(Meeting.State(one.state), ""))
                for one in queries.every_meeting(request.society)
            ],
            "requisitions": list(queries.open_requisitions(request.society)),
            "may_call": bool(CALLERS & request.actor.roles(request.society)),
        },
    )


@for_roles(*READERS)
def show(request: SocietyRequest, pk: int) -> HttpResponse:
    """The meeting as every member sees it; what officers do beside it."""
    return meeting_page(request, meeting_or_404(request, pk))


def meeting_page(
    request: SocietyRequest, meeting: Meeting, refusal: Refusal | None = None
) -> HttpResponse:
    """The meeting's page, with the refusal of something tried on it."""
    society = request.society
    may_call = bool(CALLERS & request.actor.roles(society))
    context: dict[str, Any] = {
        "meeting": meeting,
        "tone": TONES.get(Meeting.State(meeting.state), ""),
        "agenda": [_line(request, one) for one in queries.agenda_of(meeting)],
        "moves": list(Move.objects.filter(society=society, meeting=meeting).order_by("-pk")),
        "invitee": queries.invitee_of(meeting, request.actor.person_id),
        "may_call": may_call,
        "meets": meeting.state in IN_THE_ROOM,
        "at_desk": queries.counts_hands(meeting, request.actor),
        "allows_proxies": queries.proxies_are_allowed(meeting),
        "refusal": refusal,
    }
    if may_call and meeting.notice_round:
        context["served"] = queries.served_by_way(meeting)
        context["unserved"] = queries.may_be_told(meeting).count()
    if may_call and meeting.is_prepared:
        context["earliest"] = queries.earliest_day(meeting, request.at)
    return page(request, "meetings/meeting.html", context, status=422 if refusal else 200)


def _line(request: SocietyRequest, item: Item) -> tuple[Item, Any]:
    """The item, and its resolution as lists of resolutions show it."""
    return item, listed(item.resolution, request.at) if item.resolution else None
