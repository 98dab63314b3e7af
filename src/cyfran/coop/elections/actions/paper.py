"""Ballots on paper: given out by the returning officer, entered by two tellers who agree."""

import secrets
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.elections import functions, refusals, sealing
from cyfran.coop.elections.actions.voting import (
    Receipt,
    made_out,
    require_open,
    sealed_ballot,
)
from cyfran.coop.elections.models import Election, PaperBallot, Roll, Teller
from cyfran.coop.elections.queries import paper_ballot_numbered, teller_for
from cyfran.coop.elections.sealing import Ballot
from cyfran.kernel.actions import Actor, action, signed_in
from cyfran.kernel.refusals import Refusal, constraints_mean
from cyfran.kernel.societies.models import Party

MEANINGS: dict[str, type[Refusal]] = {
    "teller_once": refusals.TellerAlready,
    "teller_does_not_stand": refusals.TellerStands,
}


@action(may=signed_in, label=_("Name a teller"))
def name_teller(*, actor: Actor, election: Election, party: Party, at: datetime) -> Teller:
    """The party enters ballots on paper, together with another.

    Refuses with NotTheOfficer, TellerAlready, TellerStands.
    """
    _require_officer(election, actor)
    with constraints_mean(MEANINGS):
        return Teller.objects.create(society_id=election.society_id, election=election, party=party)


@action(may=signed_in, recorded=False, label=_("Give out a ballot on paper"))
def give_out_paper(*, actor: Actor, election: Election, on_roll: Roll, at: datetime) -> Roll:
    """The member votes on paper, and in no other way.

    Refuses with NotTheOfficer, PaperTaken, CeasedToBeAMember, ElectionNotOpen, ElectionClosed.
    """
    _require_officer(election, actor)
    functions.give_out_paper(election, on_roll)
    return on_roll


@action(may=signed_in, recorded=False, label=_("Enter a ballot on paper"))
def enter_paper_ballot(
    *, actor: Actor, election: Election, ranking: str, at: datetime
) -> PaperBallot:
    """The entry waits, sealed, for another teller to say the same; its number is written on the paper.

    Refuses with NotATeller, RankingMalformed, MoreThanGivenOut, ElectionNotOpen, ElectionClosed.
    """
    teller = _teller(election, actor)
    require_open(election, at)
    commitment, sealed = sealed_ballot(election, Ballot(secrets.token_hex(32), ranking))
    number = functions.enter_ballot(election, teller, commitment, sealed)
    return _entry(election, number)


@action(may=signed_in, recorded=False, label=_("Confirm a ballot on paper"))
def confirm_paper_ballot(
    *, actor: Actor, election: Election, number: int, ranking: str, at: datetime
) -> Receipt:
    """Two tellers have read the same, and the ballot is in the box.

    Refuses with NotATeller, SecondTellerNeeded, TellersDiffer, NotWaiting, ElectionNotOpen, ElectionClosed.
    """
    teller = _teller(election, actor)
    require_open(election, at)
    entry = _entry(election, number)
    first = sealing.open_ballot(bytes(entry.sealed), entry.commitment)
    if first is None:
        raise refusals.NotWaiting
    same = Ballot(first.salt, ranking)
    return Receipt(functions.confirm_ballot(election, number, teller, same, made_out(election)))


@action(may=signed_in, recorded=False, label=_("Strike an entry of a ballot on paper"))
def strike_paper_ballot(
    *, actor: Actor, election: Election, number: int, at: datetime
) -> PaperBallot:
    """The entry counts no more, and the paper is entered anew.

    Refuses with NotATeller, NotWaiting, ElectionNotOpen, ElectionClosed.
    """
    _teller(election, actor)
    functions.strike_ballot(election, number)
    return _entry(election, number)


def _require_officer(election: Election, actor: Actor) -> None:
    if election.returning_officer.person_id != actor.person_id:
        raise refusals.NotTheOfficer


def _teller(election: Election, actor: Actor) -> Teller:
    teller = teller_for(election, actor.person_id)
    if teller is None:
        raise refusals.NotATeller
    return teller


def _entry(election: Election, number: int) -> PaperBallot:
    entry = paper_ballot_numbered(election, number)
    if entry is None:
        raise refusals.NotWaiting
    return entry
