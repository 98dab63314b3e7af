"""The room: who is there, who chairs and who counts, and opening, adjourning and closing the meeting."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings import functions
from cyfran.coop.meetings.models import Duty, Invitee, Presence
from cyfran.coop.meetings.queries import chairs, invitee_of
from cyfran.coop.meetings.refusals import (
    DoesNotMeet,
    NotOnTheList,
    NotTheChair,
    OnlyInTheRoom,
)
from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import AtTheSameTime, Refusal, constraints_mean
from cyfran.kernel.societies.models import Party

# Who chairs or counts is judged meeting by meeting; whoever was invited holds one of these.
TAKES_PART = roles("member", "board", "chair", "secretary", "treasurer")
MEANINGS: dict[str, type[Refusal]] = {
    "present_while_it_meets": DoesNotMeet,
    "present_from_the_list": NotOnTheList,
    "present_where_it_meets": OnlyInTheRoom,
    "present_once": AtTheSameTime,
}


def require_chair(meeting: Meeting, actor: Actor) -> None:
    """Refuses with NotTheChair."""
    if not chairs(meeting, actor):
        raise NotTheChair


@action(may=TAKES_PART, label=_("Mark somebody present at a meeting"))
def check_in(*, actor: Actor, meeting: Meeting, invitee: Invitee, at: datetime) -> Presence:
    """The person is in the room, and counts towards the quorum.

    Refuses with NotTheChair, NotOnTheList, DoesNotMeet, AtTheSameTime.
    """
    require_chair(meeting, actor)
    return _present(meeting, invitee, Presence.Way.ROOM, at)


@action(may=TAKES_PART, label=_("Take part in a meeting from elsewhere"))
def join_online(*, actor: Actor, meeting: Meeting, at: datetime) -> Presence:
    """The person who acts is present from where they are.

    Refuses with NotOnTheList, DoesNotMeet, OnlyInTheRoom, AtTheSameTime.
    """
    invitee = invitee_of(meeting, actor.person_id)
    if invitee is None:
        raise NotOnTheList
    return _present(meeting, invitee, Presence.Way.ONLINE, at)


@action(may=TAKES_PART, label=_("Leave a meeting"))
def leave_meeting(*, actor: Actor, meeting: Meeting, invitee: Invitee, at: datetime) -> Presence:
    """The person is not present any more; they may come back.

    Oneself leaves; the chair and the secretary mark that somebody left. Refuses with NotTheChair, DoesNotMeet.
    """
    own = invitee_of(meeting, actor.person_id)
    if own is None or own.pk != invitee.pk:
        require_chair(meeting, actor)
    presence = Presence.objects.get(society_id=meeting.society_id, meeting=meeting, invitee=invitee)
    presence.left_at = at
    return _kept(presence)


@action(
    may=roles("chair", "secretary"), label=_("Give somebody a duty at a meeting"), codes=("what",)
)
def give_duty(*, actor: Actor, meeting: Meeting, party: Party, what: str, at: datetime) -> Duty:
    """They chair this meeting, or count hands at it, until it closes."""
    given, _made = Duty.objects.get_or_create(
        society_id=meeting.society_id, meeting=meeting, party=party, what=what, defaults={"at": at}
    )
    return given


@action(may=TAKES_PART, label=_("Open a meeting"))
def open_meeting(*, actor: Actor, meeting: Meeting, at: datetime) -> Meeting:
    """The meeting is under way, with its quorum.

    Refuses with NotTheChair, TooEarly, NoQuorum, NotAtThisStage.
    """
    require_chair(meeting, actor)
    functions.open_meeting(meeting)
    return meeting


@action(may=TAKES_PART, label=_("Adjourn a meeting"))
def adjourn_meeting(
    *, actor: Actor, meeting: Meeting, held_at: datetime, reason: Bilingual, at: datetime
) -> Meeting:
    """The meeting goes on then, and everybody invited is told. Where it had no quorum, those who come then are it.

    Refuses with NotTheChair, WaitForQuorum, AdjournedIntoThePast, QuestionIsOpen, NotAtThisStage.
    """
    require_chair(meeting, actor)
    functions.adjourn(meeting, held_at, reason)
    return meeting


@action(may=TAKES_PART, label=_("Close a meeting"))
def close_meeting(*, actor: Actor, meeting: Meeting, at: datetime) -> Meeting:
    """The meeting is over; every resolution on its agenda was decided.

    Refuses with NotTheChair, QuestionIsOpen, NotAtThisStage.
    """
    require_chair(meeting, actor)
    functions.close(meeting)
    return meeting


def _present(meeting: Meeting, invitee: Invitee, way: str, at: datetime) -> Presence:
    about = {"society_id": meeting.society_id, "meeting": meeting, "invitee": invitee}
    presence = Presence.objects.filter(**about).first()
    if presence is None:
        with constraints_mean(MEANINGS):
            return Presence.objects.create(**about, way=way, arrived_at=at)
    presence.way, presence.left_at = way, None
    return _kept(presence)


def _kept(presence: Presence) -> Presence:
    with constraints_mean(MEANINGS):
        presence.save(update_fields=["way", "left_at"])
    return presence
