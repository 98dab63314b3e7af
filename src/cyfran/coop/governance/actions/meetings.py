"""General meetings: calling one, and recording who came."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.models import GeneralMeeting
from cyfran.coop.governance.refusals import MeetingAlreadyHeld, MeetingNotHeldYet
from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import constraint_means
from cyfran.kernel.societies.models import Society


@action(
    may=roles("secretary", "board", "chair"), label=_("Call a general meeting"), codes=("kind",)
)
def call_meeting(
    *,
    actor: Actor,
    society: Society,
    kind: str,
    name: Bilingual,
    place: Bilingual,
    held_at: datetime,
    at: datetime,
) -> GeneralMeeting:
    """The meeting is called for then; resolutions can be put on its agenda.

    Refuses with MeetingAlreadyHeld, SocietyClosed.
    """
    with constraint_means("meeting_called_beforehand", MeetingAlreadyHeld):
        return GeneralMeeting.objects.create(
            society=society, kind=kind, name=name, place=place, held_at=held_at, called_at=at
        )


@action(may=roles("secretary", "chair"), label=_("Record how many came to a meeting"))
def record_attendance(
    *, actor: Actor, meeting: GeneralMeeting, attendance: int, at: datetime
) -> GeneralMeeting:
    """So many members were there.

    Refuses with MeetingNotHeldYet.
    """
    if at < meeting.held_at:
        raise MeetingNotHeldYet
    meeting.attendance = attendance
    meeting.save(update_fields=["attendance"])
    return meeting
