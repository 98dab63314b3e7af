"""Calling a meeting, putting it off and calling it off."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings import functions, queries
from cyfran.coop.meetings.models import Requisition
from cyfran.coop.meetings.refusals import (
    BoardHasTime,
    CalledAlready,
    MeetingInThePast,
    NotAtThisStage,
    NotEnoughAsked,
)
from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import NotAllowed, constraint_means
from cyfran.kernel.societies.models import Society
from cyfran.kernel.time import society_day
from cyfran.kernel.ui.days import day_in_full, day_with_year

CALLERS = frozenset({"secretary", "board", "chair"})
MAY_CALL = roles(*CALLERS)


@action(may=roles(*CALLERS, "member"), label=_("Call a meeting"), codes=("kind",))
def call_meeting(
    *,
    actor: Actor,
    society: Society,
    kind: str,
    name: Bilingual,
    place: Bilingual,
    held_at: datetime,
    at: datetime,
    online: bool = False,
    requisition: Requisition | None = None,
) -> Meeting:
    """The meeting is called for then; its agenda is free until notice of it is given.

    Officers call meetings. Members who asked for one, with enough others, call it themselves when the board has let its
    time pass. Refuses with MeetingInThePast, NotEnoughAsked, BoardHasTime, CalledAlready, SocietyClosed, NotAllowed.
    """
    if requisition is not None:
        _require_asked_for(actor, requisition, kind, at)
    elif not CALLERS & actor.roles(society):
        raise NotAllowed
    with constraint_means("meeting_called_beforehand", MeetingInThePast):
        meeting = Meeting.objects.create(
            society=society,
            kind=kind,
            name=name,
            place=place,
            online=online,
            held_at=held_at,
            called_at=at,
        )
    if requisition is not None:
        requisition.meeting = meeting
        requisition.save(update_fields=["meeting"])
    return meeting


@action(may=MAY_CALL, label=_("Change a meeting that nobody was told of"))
def describe_meeting(
    *, actor: Actor, meeting: Meeting, name: Bilingual, place: Bilingual, online: bool, at: datetime
) -> Meeting:
    """The meeting is called this, and is held there.

    Refuses with NotAtThisStage.
    """
    meeting.name, meeting.place, meeting.online = name, place, online
    with constraint_means("noticed_meeting_stands", NotAtThisStage):
        meeting.save(update_fields=["name", "place", "online"])
    return meeting


@action(may=MAY_CALL, label=_("Postpone a meeting"))
def postpone_meeting(
    *,
    actor: Actor,
    meeting: Meeting,
    held_at: datetime,
    place: Bilingual,
    reason: Bilingual,
    at: datetime,
) -> Meeting:
    """The meeting is held then and there; whoever was told of it is told again, with the reason.

    Refuses with TooFewDays, DaysAreBound, ShouldHaveBegun, NotAtThisStage.
    """
    day = day_in_full(queries.earliest_day(meeting, at))
    functions.postpone(meeting, held_at, place, reason, day=day)
    return meeting


@action(may=MAY_CALL, label=_("Call a meeting off"))
def cancel_meeting(*, actor: Actor, meeting: Meeting, reason: Bilingual, at: datetime) -> Meeting:
    """The meeting does not take place; whoever was told of it is told so, and its resolutions go no further.

    Refuses with ShouldHaveBegun, NotAtThisStage.
    """
    functions.cancel(meeting, reason)
    return meeting


def _require_asked_for(actor: Actor, requisition: Requisition, kind: str, at: datetime) -> None:
    requisition.refresh_from_db()
    if requisition.meeting_id is not None:
        raise CalledAlready
    if kind != Meeting.Kind.SPECIAL:
        raise NotAllowed
    until = queries.board_has_until(requisition)
    if until is None:
        raise NotEnoughAsked(needed=requisition.needed)
    if CALLERS & actor.roles(requisition.society):
        return
    if not queries.has_signed(requisition, actor.person_id):
        raise NotAllowed
    if society_day(requisition.society, at) <= until:
        raise BoardHasTime(day=day_with_year(until))
