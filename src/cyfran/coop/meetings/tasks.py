"""Time passes for meetings too: everybody invited is told."""

from datetime import datetime

from cyfran.coop.meetings.actions.notice import serve_meeting_notice
from cyfran.coop.meetings.queries import to_be_announced, to_be_written_to
from cyfran.kernel.actions import Actor
from cyfran.kernel.jobs import sweep
from cyfran.kernel.societies.models import Society


@sweep("meetings.notices")
def tell_whoever_is_invited(society: Society, actor: Actor, at: datetime) -> None:
    """Everybody invited to a meeting that is coming has been written to, some hundreds at a time."""
    for meeting in to_be_announced(society, at):
        if to_be_written_to(meeting).exists():
            serve_meeting_notice(actor=actor, meeting=meeting, at=at)
