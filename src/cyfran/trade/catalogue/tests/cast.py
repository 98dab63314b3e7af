"""Sellers and what they sell, built through the product's own actions."""

from typing import Any

from cyfran.coop.membership.tests.cast import AT, give_office, joined
from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.queries import party_of
from cyfran.trade.catalogue.actions.offers import list_offer, restock_offer
from cyfran.trade.catalogue.models import Offer

LEEKS = Bilingual(en="Leeks, bunch", cy="Cennin, bwnsiad", source="cy")


def party(society: Society, who: Person) -> Party:
    """The society's own record of that person."""
    found = party_of(society, who.pk)
    assert found is not None
    return found


def grower(society: Society, secretary: Person, who: Person) -> Party:
    """That person is a producer member."""
    joined(society, secretary, who, "producer")
    return party(society, who)


def coordinator(society: Society, who: Person) -> Actor:
    """That person coordinates the society's trade from now on."""
    give_office(party(society, who), "coordinator")
    return Actor.person(who)


def listed(society: Society, who: Person, **given: Any) -> Offer:
    """Something that person has on offer: leeks at £1.80, twelve of them, unless told otherwise."""
    given = {"name": LEEKS, "price": 180, "unit": "g", "size": 500, "stock": 12} | given
    return list_offer(
        actor=Actor.person(who), society=society, seller=party(society, who), at=AT, **given
    )


def stocked(who: Person, offer: Offer, stock: int | None) -> None:
    """There are so many of them."""
    restock_offer(actor=Actor.person(who), offer=offer, stock=stock)
