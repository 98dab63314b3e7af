"""Elections of people: who is called to vote, who stands, the papers, the box, the log, and who was elected."""

from cyfran.coop.elections.models.ballots import (
    BoxedBallot,
    Head,
    Leaf,
    Opening,
    Paper,
    PaperBallot,
    Returned,
    Teller,
)
from cyfran.coop.elections.models.elections import (
    Election,
    Nomination,
    Retirement,
    Retiring,
    Roll,
    Rules,
    Seat,
    State,
    Told,
)

__all__ = [
    "BoxedBallot",
    "Election",
    "Head",
    "Leaf",
    "Nomination",
    "Opening",
    "Paper",
    "PaperBallot",
    "Retirement",
    "Retiring",
    "Returned",
    "Roll",
    "Rules",
    "Seat",
    "State",
    "Teller",
    "Told",
]
