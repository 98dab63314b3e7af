"""The screen in the room: in large letters what the meeting is at, who is there, who speaks, and what was decided."""

from django.http import HttpResponse

from cyfran.coop.meetings.standing import standing_of
from cyfran.coop.meetings.views.asking import READERS, meeting_or_404
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page

EVERY = 5  # seconds; without scripts the page loads itself again, with them its middle is swapped


@for_roles(*READERS)
def show(request: SocietyRequest, pk: int) -> HttpResponse:
    """The meeting as the room sees it, made anew every few seconds."""
    meeting = meeting_or_404(request, pk)
    return page(
        request,
        "meetings/screen.html",
        {"meeting": meeting, "standing": standing_of(meeting, request.at), "every": EVERY},
        fragment="meetings/_screen.html",
    )
