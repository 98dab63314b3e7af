"""The hub with Mair as its coordinator and Dai, who trades as Fferm Cwm Du, and Elin as growers."""

from collections.abc import Iterator

from cyfran.coop.membership.tests.cast import person, registered_hub
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Party, Society
from cyfran.site.testing.standing import standing
from cyfran.trade.catalogue.actions.offers import name_stall
from cyfran.trade.catalogue.tests import cast


@standing
def mair(db: None) -> Person:
    return person("Mair")


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
    farm = cast.grower(hub, mair, dai)
    name_stall(actor=Actor.person(dai), society=hub, seller=farm, name="Fferm Cwm Du")
    return farm


@standing
def gardd(hub: Society, mair: Person, elin: Person) -> Party:
    return cast.grower(hub, mair, elin)
