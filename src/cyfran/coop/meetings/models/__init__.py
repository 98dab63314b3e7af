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

__all__ = ["Invitee", "Item", "Move", "Paper", "Requisition", "Service", "Signature"]
