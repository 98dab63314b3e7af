"""What happens at a meeting. The meeting itself is a noun of governance, since resolutions name it."""

from cyfran.coop.meetings.models.calling import (
    Invitee,
    Item,
    Move,
    Paper,
    Requisition,
    Service,
    Signature,
)
from cyfran.coop.meetings.models.minutes import Correction, Minutes, Note
from cyfran.coop.meetings.models.room import (
    Demand,
    Duty,
    Instruction,
    Presence,
    Proxy,
    Question,
    Speech,
)

__all__ = [
    "Correction",
    "Demand",
    "Duty",
    "Instruction",
    "Invitee",
    "Item",
    "Minutes",
    "Move",
    "Note",
    "Paper",
    "Presence",
    "Proxy",
    "Question",
    "Requisition",
    "Service",
    "Signature",
    "Speech",
]
