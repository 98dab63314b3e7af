"""The end of voting: the log is complete, the ballots are opened and counted, and the board has its members."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.elections import functions
from cyfran.coop.elections.counting import count_of, openings_in
from cyfran.coop.elections.models import Election, State
from cyfran.coop.elections.rules import FEWEST_PUBLISHED
from cyfran.coop.elections.serving import seat_the_elected
from cyfran.kernel.actions import Actor, action, anyone


@action(may=anyone, scheduled=True, label=_("Count the ballots when voting is over"))
def declare_election(*, actor: Actor, election: Election, at: datetime) -> Election:
    """The log is closed, every ballot is opened and counted, and who was elected is on the board.

    Nobody says the result: anybody may ask for the count once the time is over, and asking again changes nothing.
    Ballots are published with it, unless they are so few that a ranking would tell who wrote it.
    Refuses with ElectionStillOpen.
    """
    if election.state != State.DECLARED:
        functions.close(election)
    if election.state != State.CLOSED:
        return election
    openings = openings_in(election)
    if len(openings) >= FEWEST_PUBLISHED:
        functions.open_ballots(election, openings)
    if functions.declare(election, count_of(election, openings)):
        seat_the_elected(election, at)
    return election
