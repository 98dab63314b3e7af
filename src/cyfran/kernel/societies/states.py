"""What each state of a society allows.

The record holds the closed states: it takes no entry of a verb that is not declared `even_closed`, and no verb
stands without its entry (kernel/recording.py, record_write). `require_registered` holds the first.

forming      may invite, hold its founding meeting and prepare offers; may not take share money or trade in earnest:
             it has no legal personality before registration (CCBSA 2014 s.3)
registered   may do everything its rules allow
suspended    reads only, until it is registered again (CCBSA 2014 s.8)
dissolved    reads only for ever; still exportable and verifiable (CCBSA 2014 s.119-123)
merged       as dissolved; its engagements went to another society or a company (CCBSA 2014 s.109-113)
"""

from cyfran.kernel.societies.models import Society, State
from cyfran.kernel.societies.refusals import NotRegisteredYet


def require_registered(society: Society) -> None:
    """Refuses with NotRegisteredYet while the society may neither trade nor allot shares."""
    if society.state == State.FORMING:
        raise NotRegisteredYet
