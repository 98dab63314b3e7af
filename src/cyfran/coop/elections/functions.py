"""The database functions that alone move an election (sql/), and what their refusals mean.

Nothing else can: the web role has no right to a state, a roll, a paper, the box, the log or a result.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from cyfran.coop.elections import refusals
from cyfran.coop.elections.models import Election, Roll, Teller
from cyfran.coop.elections.sealing import Ballot
from cyfran.kernel.refusals import Refusal, SocietyClosed, constraints_mean
from cyfran.kernel.societies.models import Mandate

MEANINGS: dict[str, type[Refusal]] = {
    "society_is_open": SocietyClosed,
    "called_election_stands_still": refusals.AlreadyCalled,
    "nominations_stay_open_long_enough": refusals.NominationsTooShort,
    "election_notice_runs_its_clear_days": refusals.ElectionTooSoon,
    "election_stays_open_long_enough": refusals.VotingTooShort,
    "election_has_a_roll": refusals.NobodyOnTheRoll,
    "withdrawn_before_nominations_close": refusals.TooLateToWithdrawIt,
    "closed_when_nominations_are_over": refusals.NominationsOpen,
    "closed_when_voting_is_over": refusals.ElectionStillOpen,
    "declared_after_the_count": refusals.NotToBeDeclared,
    "count_is_of_its_election": refusals.NotToBeDeclared,
    "ballot_after_the_opening": refusals.ElectionNotOpen,
    "ballot_before_the_close": refusals.ElectionClosed,
    "paper_for_somebody_on_the_roll": refusals.NotOnTheRoll,
    "paper_for_a_member": refusals.CeasedToBeAMember,
    "one_paper_for_each_member": refusals.PaperTaken,
    "one_ballot_for_each_paper": refusals.PaperUsed,
    "paper_was_given_back": refusals.PaperGivenBack,
    "paper_to_be_given_back": refusals.NothingToGiveBack,
    "no_more_ballots_than_papers": refusals.MoreThanGivenOut,
    "two_tellers_for_each_paper": refusals.SecondTellerNeeded,
    "tellers_agree": refusals.TellersDiffer,
    "paper_ballot_waits": refusals.NotWaiting,
}


def call(election: Election, public_key: str, sealed_key: bytes, **told: object) -> None:
    """Notice is given; `told` fills the sentences of a refusal."""
    _ask("elections_call(%s, %s, %s, %s)", election, public_key, sealed_key, **told)
    election.refresh_from_db()


def withdraw(election: Election) -> None:
    """The election does not take place."""
    _ask("elections_withdraw(%s, %s)", election)
    election.refresh_from_db()


def close_nominations(election: Election) -> str:
    """The ballot is fixed; answers "contested", "declared", or "already" when it was before."""
    answer: str = _ask("elections_close_nominations(%s, %s)", election)
    election.refresh_from_db()
    return answer


def give_paper(election: Election, on_roll: Roll, digest: str) -> None:
    """The member has had this paper, and no other."""
    _ask("elections_give_paper(%s, %s, %s, %s)", election, on_roll.pk, digest)


def return_paper(election: Election, on_roll: Roll, token: str) -> None:
    """The unused paper counts no more, and the member may have another."""
    _ask("elections_return_paper(%s, %s, %s, %s)", election, on_roll.pk, token)


def give_out_paper(election: Election, on_roll: Roll) -> None:
    """The member votes on paper, and in no other way."""
    _ask("elections_give_out_paper(%s, %s, %s)", election, on_roll.pk)


def enter_ballot(election: Election, teller: Teller, commitment: str, sealed: bytes) -> int:
    """The first teller's entry waits; answers its number."""
    call = "elections_enter_ballot(%s, %s, %s, %s, %s)"
    number: int = _ask(call, election, teller.pk, commitment, sealed)
    return number


def confirm_ballot(
    election: Election, number: int, teller: Teller, ballot: Ballot, paper: tuple[str, str]
) -> str:
    """The second teller says the same, and the ballot is in the box; answers its receipt."""
    call = "elections_confirm_ballot(%s, %s, %s, %s, %s, %s, %s, %s)"
    receipt: str = _ask(call, election, number, teller.pk, ballot.salt, ballot.ranking, *paper)
    return receipt


def strike_ballot(election: Election, number: int) -> None:
    """The entry counts no more."""
    _ask("elections_strike_ballot(%s, %s, %s)", election, number)


def cast(election: Election, token: str, signature: str, commitment: str, sealed: bytes) -> str:
    """The ballot is in the box; answers its receipt."""
    receipt: str = _ask(
        "elections_cast(%s, %s, %s, %s, %s, %s)", election, token, signature, commitment, sealed
    )
    return receipt


def cast_plainly(
    election: Election, on_roll: Roll, token: str, signature: str, commitment: str, sealed: bytes
) -> str:
    """The member has had a paper and a ballot is in the box, in one act; answers its receipt."""
    call = "elections_cast_plainly(%s, %s, %s, %s, %s, %s, %s)"
    receipt: str = _ask(call, election, on_roll.pk, token, signature, commitment, sealed)
    return receipt


def shuffle(election: Election) -> int:
    """What waits in the box is in the log, if it is enough; answers how many ballots."""
    moved: int = _ask("elections_shuffle(%s, %s)", election)
    return moved


def close(election: Election) -> None:
    """Voting is over and the log is complete."""
    _ask("elections_close(%s, %s)", election)
    election.refresh_from_db()


def open_ballots(election: Election, openings: Sequence[tuple[int, str, str]]) -> None:
    """What the ballots say is published: place in the log, salt, ranking."""
    _ask("elections_open(%s, %s, %s)", election, json.dumps(openings))
    election.refresh_from_db()


def declare(election: Election, result: str) -> bool:
    """The result stands; True when it was declared just now."""
    made = _ask("elections_declare(%s, %s, %s)", election, result)
    election.refresh_from_db()
    return made is not None


def mandate_of(election: Election) -> Mandate:
    """By what authority those elected hold office."""
    mandate = election.mandate
    assert mandate is not None
    return mandate


def _ask(call: str, election: Election, *more: Any, **told: Any) -> Any:
    with constraints_mean(MEANINGS, **told), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {call}",
            [election.society_id, election.pk, *more],
        )
        return cursor.fetchone()[0]
