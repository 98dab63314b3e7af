"""What the catalogue does when something happened elsewhere; site/wiring.py connects it."""

from datetime import datetime

from cyfran.coop.membership.events import MembershipCeased
from cyfran.kernel.record.actions import erase_words_about
from cyfran.kernel.societies.events import PartyErased
from cyfran.kernel.societies.models import ERASED
from cyfran.trade.catalogue.models import Offer, Stall


def withdraw_whoever_left(event: MembershipCeased) -> None:
    """Who is no longer a member sells nothing here any more; orders already placed stand."""
    _withdraw_offers_of(event.member.party_id, event.at)


def withdraw_whoever_is_erased(event: PartyErased) -> None:
    """Nobody sells without a name."""
    _withdraw_offers_of(event.party.pk, event.at)


def _withdraw_offers_of(party_id: int, at: datetime) -> None:
    offers = Offer.objects.filter(seller=party_id, state=Offer.State.LISTED)
    offers.update(state=Offer.State.WITHDRAWN, withdrawn_at=at)


def forget_stall(event: PartyErased) -> None:
    """The name the party sold under is gone."""
    stalls = Stall.objects.filter(society=event.party.society_id, party=event.party)
    erase_words_about(event.party.society_id, Stall, stalls.values_list("pk", flat=True))
    stalls.update(name=ERASED)
