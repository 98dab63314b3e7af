"""In the meeting: which item it is at, what is put to the vote, hands counted by two, and ballots."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.events import ResolutionClosed
from cyfran.coop.governance.models import Resolution
from cyfran.coop.meetings import functions, refusals
from cyfran.coop.meetings.actions.room import TAKES_PART, require_chair
from cyfran.coop.meetings.models import Demand, Item, Question
from cyfran.coop.meetings.queries import invitee_of
from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.events import announce
from cyfran.kernel.refusals import Refusal, constraints_mean
from cyfran.kernel.societies.models import Party
from cyfran.kernel.societies.queries import party_of

REFUSED_DEMAND: dict[str, type[Refusal]] = {
    "demanded_once_by_each": refusals.DemandedAlready,
    "demanded_before_it_is_decided": refusals.NotPutNow,
    "ballot_on_a_resolution": refusals.HandsDecide,
}


@action(may=TAKES_PART, label=_("Take up an item of the agenda"))
def take_up_item(*, actor: Actor, item: Item, at: datetime) -> Item:
    """The meeting is at this item; the list of speakers begins anew.

    Refuses with NotTheChair, QuestionIsOpen, NotAtThisStage.
    """
    require_chair(item.meeting, actor)
    functions.take_up(item)
    item.refresh_from_db()
    return item


@action(may=TAKES_PART, label=_("Put an item to the vote"), codes=("way",))
def put_question(*, actor: Actor, item: Item, way: str, at: datetime) -> Question:
    """The meeting votes: by a show of hands, or on a resolution by a ballot in which each vote is recorded.

    Refuses with NotTheChair, NotPutNow, QuestionIsOpen, HandsDecide, NoQuorum, NotAtThisStage.
    """
    require_chair(item.meeting, actor)
    functions.put(item, way)
    return Question.objects.get(society_id=item.society_id, item=item)


@action(may=TAKES_PART, label=_("Enter a count of hands"))
def enter_count(
    *, actor: Actor, item: Item, votes_for: int, against: int, abstained: int, at: datetime
) -> Question:
    """The count waits for a second person's.

    Refuses with NotATeller, NotPutNow, TooManyHands, BallotDemanded, NoQuorum.
    """
    functions.enter_count(item, _teller(item, actor), (votes_for, against, abstained))
    return Question.objects.get(society_id=item.society_id, item=item)


@action(may=TAKES_PART, label=_("Confirm a count of hands"))
def confirm_count(
    *, actor: Actor, item: Item, votes_for: int, against: int, abstained: int, at: datetime
) -> Question:
    """Where both counts agree the question is decided, and a resolution with it; where they differ both begin again.

    Refuses with NotATeller, SecondTellerNeeded, NotPutNow, NoQuorum.
    """
    functions.confirm_count(item, _teller(item, actor), (votes_for, against, abstained))
    return _decided(item, at)


@action(may=roles("member"), label=_("Demand a ballot"))
def demand_ballot(*, actor: Actor, question: Question, at: datetime) -> Demand:
    """With enough others who are present, the show of hands becomes a ballot in which each vote is recorded.

    Refuses with NotOnTheList, DemandedAlready, NotPutNow, HandsDecide.
    """
    invitee = invitee_of(question.meeting, actor.person_id)
    if invitee is None:
        raise refusals.NotOnTheList
    with constraints_mean(REFUSED_DEMAND):
        return Demand.objects.create(
            society_id=question.society_id, question=question, invitee=invitee, at=at
        )


@action(may=TAKES_PART, label=_("Close a ballot"))
def close_ballot(*, actor: Actor, item: Item, at: datetime) -> Question:
    """The recorded votes are counted, and the resolution is decided.

    Refuses with NotTheChair, NotPutNow, NoQuorum.
    """
    require_chair(item.meeting, actor)
    functions.close_ballot(item)
    return _decided(item, at)


def _teller(item: Item, actor: Actor) -> Party:
    teller = party_of(item.meeting.society, actor.person_id)
    if teller is None:
        raise refusals.NotATeller
    return teller


def _decided(item: Item, at: datetime) -> Question:
    question = Question.objects.get(society_id=item.society_id, item=item)
    if question.state == Question.State.DECIDED and item.resolution_id is not None:
        announce(ResolutionClosed(Resolution.objects.get(pk=item.resolution_id), at))
    return question
