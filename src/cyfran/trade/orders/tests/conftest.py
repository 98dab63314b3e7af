"""The catalogue's hub with an open week; Siân has £50 in her account."""

from cyfran.kernel.actions import Actor
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Party, Society
from cyfran.site.testing.standing import standing
from cyfran.trade.catalogue.models import Offer
from cyfran.trade.catalogue.tests import cast as stalls
from cyfran.trade.catalogue.tests.conftest import (
    coordinator,
    dai,
    elin,
    fferm,
    gardd,
    hub,
    mair,
    sian,
)
from cyfran.trade.orders.models import Cycle
from cyfran.trade.orders.tests import cast

__all__ = ["coordinator", "dai", "elin", "fferm", "gardd", "hub", "mair", "sian"]


@standing
def week(hub: Society, coordinator: Actor) -> Cycle:
    return cast.open_week(hub, coordinator)


@standing
def leeks(hub: Society, fferm: Party, dai: Person) -> Offer:
    """Twelve bunches of Dai's leeks at £1.80."""
    return stalls.listed(hub, dai)


@standing
def cider(hub: Society, gardd: Party, elin: Person) -> Offer:
    """Elin's cider at £2.50 and tax at 20 %."""
    return stalls.listed(
        hub, elin, name=stalls.LEEKS, price=250, unit="ml", size=750, tax_code="standard", stock=6
    )


@standing
def siân_s_account(hub: Society, sian: Person) -> Party:
    return cast.with_credit(hub, sian, 5000)
