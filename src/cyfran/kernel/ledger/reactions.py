"""What the books do when something happened elsewhere; site/wiring.py connects it."""

from cyfran.kernel.ledger.posting import erase_memos_of
from cyfran.kernel.societies.events import PartyErased


def forget_memos(event: PartyErased) -> None:
    """The words on the party's entries are gone; amounts and seals stay."""
    erase_memos_of(society=event.party.society_id, party_id=event.party.pk)
