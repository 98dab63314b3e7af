"""The verbs on a society and on the people it knows."""

from cyfran.kernel.societies.actions.erasing import erase_party, erase_party_again
from cyfran.kernel.societies.actions.society import (
    appoint,
    describe_society,
    end_appointment,
    enter_party,
    found_society,
    name_coordinator,
    record_registration,
)
from cyfran.kernel.societies.actions.state import (
    end_society,
    record_reinstatement,
    record_suspension,
)

__all__ = [
    "appoint",
    "describe_society",
    "end_appointment",
    "end_society",
    "enter_party",
    "erase_party",
    "erase_party_again",
    "found_society",
    "name_coordinator",
    "record_registration",
    "record_reinstatement",
    "record_suspension",
]
