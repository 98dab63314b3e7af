"""Minutes: notes to an item, publishing, corrections by those who attended, and approval, which seals them."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings import functions, refusals
from cyfran.coop.meetings.minutes import written
from cyfran.coop.meetings.models import Correction, Item, Minutes, Note
from cyfran.coop.meetings.queries import invitee_of
from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import Refusal, constraints_mean

MAY_WRITE = roles("secretary", "chair")
MEANINGS: dict[str, type[Refusal]] = {
    "sealed_minutes_stand": refusals.MinutesAreSealed,
    "corrected_by_who_attended": refusals.WasNotThere,
}


@action(may=MAY_WRITE, label=_("Write a note for the minutes"))
def write_note(*, actor: Actor, item: Item, text: Bilingual, at: datetime) -> Note:
    """The minutes say this of the item, beside what the record says, once they are published again.

    Refuses with MinutesAreSealed.
    """
    with constraints_mean(MEANINGS):
        note, _made = Note.objects.update_or_create(
            society_id=item.society_id, item=item, defaults={"meeting": item.meeting, "text": text}
        )
    return note


@action(may=MAY_WRITE, label=_("Publish the minutes of a meeting"))
def publish_minutes(*, actor: Actor, meeting: Meeting, at: datetime) -> Minutes:
    """Members read the minutes, written from the record and the notes, and those who attended can correct them.

    Refuses with NotAtThisStage, MinutesAreSealed.
    """
    functions.publish_minutes(meeting, written(meeting, "en"), written(meeting, "cy"))
    return Minutes.objects.get(society_id=meeting.society_id, meeting=meeting)


@action(
    may=roles("member", "board", "chair", "secretary", "treasurer"),
    label=_("Suggest a correction of minutes"),
)
def suggest_correction(*, actor: Actor, minutes: Minutes, words: str, at: datetime) -> Correction:
    """The secretary reads what somebody who attended would have the minutes say.

    Refuses with NotOnTheList, WasNotThere, MinutesAreSealed.
    """
    invitee = invitee_of(minutes.meeting, actor.person_id)
    if invitee is None:
        raise refusals.NotOnTheList
    with constraints_mean(MEANINGS):
        return Correction.objects.create(
            society_id=minutes.society_id,
            minutes=minutes,
            invitee=invitee,
            words=words,
            suggested_at=at,
        )


@action(may=MAY_WRITE, label=_("Answer a correction of minutes"))
def answer_correction(
    *, actor: Actor, correction: Correction, taken: bool, answer: str, at: datetime
) -> Correction:
    """The correction is taken up or not, with the reason; what the minutes say is changed in their notes."""
    states = Correction.State
    correction.state = states.TAKEN if taken else states.DECLINED
    correction.answer = answer
    correction.save(update_fields=["state", "answer"])
    return correction


@action(may=MAY_WRITE, label=_("Record that minutes were approved"), codes=("digest",))
def approve_minutes(
    *, actor: Actor, meeting: Meeting, item: Item, digest: str, at: datetime
) -> Minutes:
    """The minutes are sealed as the later meeting had them before it; their digest stands in the record.

    Refuses with NotApproved, MinutesHaveChanged, MinutesAreSealed, NotAtThisStage.
    """
    functions.approve_minutes(meeting, item, digest)
    return Minutes.objects.get(society_id=meeting.society_id, meeting=meeting)
