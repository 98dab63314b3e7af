"""What the catalogue does when something happened elsewhere; site/wiring.py connects it."""

from cyfran.kernel.record.actions import erase_words_about
from cyfran.kernel.societies.events import PartyErased
from cyfran.kernel.societies.models import ERASED
from cyfran.trade.catalogue.models import Stall


def forget_stall(event: PartyErased) -> None:
    """The name the party sold under is gone."""
    stalls = Stall.objects.filter(society=event.party.society_id, party=event.party)
    erase_words_about(event.party.society_id, Stall, stalls.values_list("pk", flat=True))
    stalls.update(name=ERASED)
