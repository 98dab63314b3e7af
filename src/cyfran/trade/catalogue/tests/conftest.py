"""The hub with Mair as its coordinator and Dai and Elin as growers; Siân buys."""

from collections.abc import Iterator

from cyfran.coop.membership.tests.cast import AT, forming_hub, person, registered_hub
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Party, Society
from cyfran.site.testing.standing import standing
from cyfran.trade.catalogue.actions.offers import list_offer
from cyfran.trade.catalogue.tests import cast


@standing
def mair(db: None) -> Person:
    return person("Mair")


@standing
def elsewhere(sian: Person) -> int:
    """The id of an item of another society; founded before anybody is inside the hub."""
    other = forming_hub(sian, "hwb-arall")
    with society_transaction(other):
        return list_offer(
            actor=cast.coordinator(other, sian),
            society=other,
            seller=cast.party(other, sian),
            name=cast.LEEKS,
            price=1,
            at=AT,
        ).item_id


@standing
def hub(mair: Person) -> Iterator[Society]:
    society = registered_hub(mair)
    with society_transaction(society):
        yield society


@standing
def dai(db: None) -> Person:
    return person("Dai")


@standing
def elin(db: None) -> Person:
    return person("Elin")


@standing
def sian(db: None) -> Person:
    return person("Siân")


@standing
def coordinator(hub: Society, mair: Person) -> Actor:
    return cast.coordinator(hub, mair)


@standing
def fferm(hub: Society, mair: Person, dai: Person) -> Party:
    """Dai's farm."""
    return cast.grower(hub, mair, dai)


@standing
def gardd(hub: Society, mair: Person, elin: Person) -> Party:
    """Elin's garden."""
    return cast.grower(hub, mair, elin)
