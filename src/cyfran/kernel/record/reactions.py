"""What the record does when something happened elsewhere; site/wiring.py connects it."""

from cyfran.kernel.record.actions import erase_words_about, erase_words_of
from cyfran.kernel.societies.events import PartyErased
from cyfran.kernel.societies.models import Party


def forget_words(event: PartyErased) -> None:
    """The words about the party are gone, and those the person gave; entries and hashes stay."""
    erase_words_about(event.party.society_id, Party, [event.party.pk])
    if event.person_id is not None:
        erase_words_of(event.party.society_id, event.person_id)
