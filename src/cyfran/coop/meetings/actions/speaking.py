"""Who speaks: asking for the floor, points of order, giving the floor and ending a speech."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings.actions.room import TAKES_PART, require_chair
from cyfran.coop.meetings.models import Speech
from cyfran.coop.meetings.queries import current_item, invitee_of
from cyfran.coop.meetings.refusals import (
    AsksAlready,
    NotOnTheList,
    NotPresent,
    NotPutNow,
    SomebodySpeaks,
)
from cyfran.kernel.actions import Actor, action
from cyfran.kernel.refusals import Refusal, constraints_mean

MEANINGS: dict[str, type[Refusal]] = {
    "speaks_who_is_present": NotPresent,
    "asks_to_speak_once": AsksAlready,
    "one_speaks_at_a_time": SomebodySpeaks,
}


@action(may=TAKES_PART, label=_("Ask to speak at a meeting"), codes=("kind",))
def ask_to_speak(*, actor: Actor, meeting: Meeting, kind: str, at: datetime) -> Speech:
    """The person stands on the list of speakers to the item the meeting is at; a point of order goes first.

    Refuses with NotOnTheList, NotPutNow, NotPresent, AsksAlready.
    """
    invitee, item = invitee_of(meeting, actor.person_id), current_item(meeting)
    if invitee is None:
        raise NotOnTheList
    if item is None:
        raise NotPutNow
    with constraints_mean(MEANINGS):
        return Speech.objects.create(
            society_id=meeting.society_id,
            meeting=meeting,
            item=item,
            invitee=invitee,
            kind=kind,
            asked_at=at,
        )


@action(may=TAKES_PART, label=_("Give somebody the floor"))
def give_floor(*, actor: Actor, speech: Speech, at: datetime) -> Speech:
    """They speak, and their time runs.

    Refuses with NotTheChair, SomebodySpeaks.
    """
    require_chair(speech.meeting, actor)
    speech.began_at = at
    with constraints_mean(MEANINGS):
        speech.save(update_fields=["began_at"])
    return speech


@action(may=TAKES_PART, label=_("End a speech, or take a name off the list"))
def end_speech(*, actor: Actor, speech: Speech, at: datetime) -> Speech:
    """They have spoken, or are not to speak; oneself may withdraw. Refuses with NotTheChair."""
    own = invitee_of(speech.meeting, actor.person_id)
    if own is None or own.pk != speech.invitee_id:
        require_chair(speech.meeting, actor)
    speech.ended_at = at
    speech.save(update_fields=["ended_at"])
    return speech
