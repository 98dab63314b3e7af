"""Notice of a meeting: who is invited is fixed, and everybody is told, with proof."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings import functions, queries
from cyfran.coop.meetings.actions.calling import MAY_CALL
from cyfran.coop.meetings.letters import tell_of_meeting
from cyfran.coop.meetings.models import Invitee, Move, Service
from cyfran.coop.meetings.refusals import NotTold, ToldAlready
from cyfran.kernel.actions import Actor, action, nobody, roles
from cyfran.kernel.refusals import constraints_mean
from cyfran.kernel.ui.days import day_in_full

AT_A_TIME = 200  # told in one go: a sweep comes every minute


@action(may=MAY_CALL, label=_("Give notice of a meeting"))
def give_notice_of_meeting(
    *, actor: Actor, meeting: Meeting, at: datetime, members: Sequence[int] = ()
) -> Meeting:
    """Day, place, agenda, quorum and who may attend and vote stand still; everybody invited is told.

    To a general meeting every member is invited, to a board meeting its officers, to a circle the `members` said.
    Refuses with TooFewDays, NoAgenda, NobodyInvited, NotAtThisStage.
    """
    functions.give_notice(meeting, members, day=day_in_full(queries.earliest_day(meeting, at)))
    return meeting


@action(may=nobody, scheduled=True, label=_("Tell members of a meeting"))
def serve_meeting_notice(*, actor: Actor, meeting: Meeting, at: datetime) -> Meeting:
    """The next of those invited have been written to, each once for each notice, in their own language."""
    invited = list(queries.to_be_written_to(meeting)[:AT_A_TIME])
    Service.objects.bulk_create(
        Service(
            society_id=meeting.society_id,
            meeting=meeting,
            invitee=one,
            round=meeting.notice_round,
            way=Service.Way.EMAIL,
            sent_at=at,
        )
        for one in invited
    )
    items = queries.agenda_of(meeting)
    move = (
        Move.objects.filter(society_id=meeting.society_id, meeting=meeting).order_by("-pk").first()
    )
    for one in invited:
        tell_of_meeting(meeting, one.party, items, move if meeting.notice_round > 1 else None)
    return meeting


@action(
    may=roles("secretary"), label=_("Record that notice went by post or by hand"), codes=("way",)
)
def record_service(
    *, actor: Actor, meeting: Meeting, invitee: Invitee, way: str, sent_at: datetime, at: datetime
) -> Service:
    """It is proved that this person was told, in this way, on that day.

    Refuses with ToldAlready, NotTold.
    """
    meanings = {"told_once_a_round": ToldAlready, "told_of_the_notice_that_runs": NotTold}
    with constraints_mean(meanings):
        return Service.objects.create(
            society_id=meeting.society_id,
            meeting=meeting,
            invitee=invitee,
            round=meeting.notice_round,
            way=way,
            sent_at=sent_at,
        )
