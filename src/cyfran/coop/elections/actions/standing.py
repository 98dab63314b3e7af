"""Who stands: nominations, the nominee's yes or no, their words and picture, and the ballot when it is fixed."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.elections import functions, refusals
from cyfran.coop.elections.models import Election, Nomination
from cyfran.coop.elections.serving import seat_the_elected
from cyfran.kernel.actions import Actor, action, anyone, roles
from cyfran.kernel.files.models import StoredFile
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import NotAllowed, Refusal, constraints_mean
from cyfran.kernel.societies.models import Party
from cyfran.kernel.societies.queries import party_of

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
MEANINGS: dict[str, type[Refusal]] = {
    "nominated_once": refusals.NominatedAlready,
    "nominated_on_the_roll": refusals.NotOnTheRoll,
    "nominated_while_nominations_are_open": refusals.NominationsClosed,
    "returning_officer_does_not_stand": refusals.OfficerCannotStand,
    "nominee_is_not_serving_on": refusals.ServesOn,
    "nomination_moves_forward": refusals.AnsweredAlready,
}


@action(may=roles("member"), label=_("Nominate a member"))
def nominate(*, actor: Actor, election: Election, nominee: Party, at: datetime) -> Nomination:
    """The member is asked whether they stand; who puts themselves forward stands.

    Refuses with NominationsClosed, NotOnTheRoll, NominatedAlready, OfficerCannotStand, ServesOn, NotAllowed.
    """
    nominator = party_of(election.society, actor.person_id)
    if nominator is None:
        raise NotAllowed
    own = nominee.pk == nominator.pk
    with constraints_mean(MEANINGS):
        return Nomination.objects.create(
            society_id=election.society_id,
            election=election,
            nominee=nominee,
            nominator=nominator,
            state=Nomination.State.STANDING if own else Nomination.State.PROPOSED,
            nominated_at=at,
        )


@action(may=roles("member"), label=_("Stand in an election"))
def stand(
    *,
    actor: Actor,
    nomination: Nomination,
    statement: Bilingual | None,
    photograph: StoredFile | None,
    at: datetime,
) -> Nomination:
    """The nominee stands, with these words and this picture; both can be changed until nominations close.

    Refuses with NotYourNomination, NoPicture, NominationsClosed, AnsweredAlready.
    """
    own = _own(nomination, actor)
    if photograph is not None and photograph.media_type not in PICTURES:
        raise refusals.NoPicture
    own.state, own.statement = Nomination.State.STANDING, statement
    own.photograph = photograph
    return _answered(own, "statement", "photograph")


@action(may=roles("member"), label=_("Say no to a nomination"))
def decline_nomination(*, actor: Actor, nomination: Nomination, at: datetime) -> Nomination:
    """The nominee does not stand.

    Refuses with NotYourNomination, NominationsClosed, AnsweredAlready.
    """
    own = _own(nomination, actor)
    own.state = Nomination.State.DECLINED
    return _answered(own)


@action(may=roles("member"), label=_("Withdraw from an election"))
def withdraw_candidate(*, actor: Actor, nomination: Nomination, at: datetime) -> Nomination:
    """The candidate stands no more; their words and picture are gone.

    Refuses with NotYourNomination, NominationsClosed, AnsweredAlready.
    """
    own = _own(nomination, actor)
    own.state, own.statement, own.photograph = Nomination.State.WITHDRAWN, None, None
    return _answered(own, "statement", "photograph")


@action(may=anyone, scheduled=True, label=_("Close the nominations when their time is over"))
def fix_ballot(*, actor: Actor, election: Election, at: datetime) -> Election:
    """The ballot has its candidates, in the order of their names; with no more than there are seats, they are elected.

    Refuses with NominationsOpen, SocietyClosed.
    """
    if functions.close_nominations(election) == "declared":
        seat_the_elected(election, at)
    return election


def _own(nomination: Nomination, actor: Actor) -> Nomination:
    fresh = Nomination.objects.select_related("nominee").get(pk=nomination.pk)
    if actor.person_id is None or fresh.nominee.person_id != actor.person_id:
        raise refusals.NotYourNomination
    return fresh


def _answered(nomination: Nomination, *more: str) -> Nomination:
    with constraints_mean(MEANINGS):
        nomination.save(update_fields=["state", *more])
    return nomination
