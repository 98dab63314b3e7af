"""Time passes for elections too: nominations close, ballots are shuffled, voting closes and is counted."""

from datetime import datetime

from cyfran.coop.elections.actions.calling import tell_of_election
from cyfran.coop.elections.actions.closing import declare_election
from cyfran.coop.elections.actions.standing import fix_ballot
from cyfran.coop.elections.actions.voting import shuffle_ballots
from cyfran.coop.elections.models import State, Told
from cyfran.coop.elections.queries import ONGOING, due, elections_of, not_told
from cyfran.kernel.actions import Actor
from cyfran.kernel.jobs import sweep
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.models import Society


@sweep("elections.elections")
def move_elections(society: Society, actor: Actor, at: datetime) -> None:
    """Every election stands where the time has brought it."""
    for state in (State.CALLED, State.CONTESTED, State.CLOSED):
        step = fix_ballot if state == State.CALLED else declare_election
        for election in due(society, at).filter(state=state):
            try:
                step(actor=actor, election=election, at=at)
            except Refusal:
                continue  # somebody else was first: the election's page says what is


@sweep("elections.log")
def shuffle(society: Society, actor: Actor, at: datetime) -> None:
    """What waits in the boxes is in the logs, where it is enough."""
    for election in elections_of(society).filter(state=State.CONTESTED, opens_at__lte=at):
        shuffle_ballots(actor=actor, election=election)


@sweep("elections.letters")
def tell_members(society: Society, actor: Actor, at: datetime) -> None:
    """Everybody on a roll has been told that the election is called, and then that voting is open."""
    for election in elections_of(society).filter(state__in=ONGOING):
        what = Told.What.OPEN if election.is_open_at(at) else Told.What.CALLED
        timely = election.takes_nominations_at(at) or what == Told.What.OPEN
        if timely and not_told(election, what).exists():
            tell_of_election(actor=actor, election=election, what=what, at=at)
