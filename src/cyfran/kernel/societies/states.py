"""What each state of a society allows: written once, here, and enforced by every action that asks.

forming      may invite, hold its founding meeting and prepare offers; may not take share money or trade in earnest:
             it has no legal personality before registration (CCBSA 2014 s.3)
registered   may do everything its rules allow
suspended    reads only, until it is registered again (CCBSA 2014 s.8)
dissolved    reads only for ever; still exportable and verifiable (CCBSA 2014 s.119-123)
merged       as dissolved; its engagements went to another society (CCBSA 2014 s.109-110)
"""

from cyfran.kernel.societies.models import Society, State
from cyfran.kernel.societies.refusals import NotRegisteredYet, SocietyClosed


def require_registered(society: Society) -> None:
    """Refuses with NotRegisteredYet or SocietyClosed unless the society may trade and allot shares."""
    if society.state == State.FORMING:
        raise NotRegisteredYet
    require_open(society)


def require_open(society: Society) -> None:
    """Refuses with SocietyClosed unless the society may act at all."""
    if society.state not in (State.FORMING, State.REGISTERED):
        raise SocietyClosed
