"""From the log to the count: the ballots are opened and counted by the same file that anybody can run."""

from collections import Counter
from collections.abc import Iterable

from cyfran.coop.elections import sealing
from cyfran.coop.elections.models import Election
from cyfran.coop.elections.queries import leaves_of, openings_of
from cyfran.coop.elections.rules import ranking_in
from cyfran.coop.governance import stv


def openings_in(election: Election) -> list[tuple[int, str, str]]:
    """Every ballot of the log as it was sealed: place, salt, ranking. One that cannot be opened is left out."""
    sealed = leaves_of(election).values_list("place", "sealed", "commitment")
    opened = (
        (place, sealing.open_ballot(bytes(body), commitment))
        for place, body, commitment in sealed.iterator(chunk_size=2_000)
    )
    return [(place, ballot.salt, ballot.ranking) for place, ballot in opened if ballot is not None]


def ballots_of(
    election: Election, rankings: Iterable[str], names: list[str] | None = None
) -> stv.Election:
    """The rankings as the counter takes them. Candidates are their places on the ballot, unless names are given.

    A ballot that ranks nobody who can be ranked is not a valid one.
    """
    places = election.places
    counted: Counter[tuple[int, ...]] = Counter(ranking_in(text, places) or () for text in rankings)
    labels = names or [f"Candidate {place}" for place in range(1, places + 1)]
    return stv.Election(labels, election.seats, counted)


def published(election: Election, names: list[str] | None = None) -> stv.Election | None:
    """The ballots that everybody may read; None where there are too few to publish."""
    if election.opened is None:
        return None
    rankings = openings_of(election).values_list("ranking", flat=True)
    return ballots_of(election, rankings, names)


def count_of(election: Election, openings: list[tuple[int, str, str]]) -> str:
    """The count, as `stv.py --json` prints it."""
    ballots = ballots_of(election, (ranking for _place, _salt, ranking in openings))
    return stv.as_json(ballots, ballots.count(election.rules, election.seed))
