"""Every event and what follows from it, in one place."""

from cyfran.coop.membership.actions.founding import begin_founding
from cyfran.coop.membership.actions.meeting import admit_founders
from cyfran.kernel.events import on
from cyfran.kernel.societies.events import SocietyFounded, SocietyRegistered


def wire() -> None:
    """Connect each event to its reactions."""
    on(SocietyFounded, begin_founding)
    on(SocietyRegistered, admit_founders)
