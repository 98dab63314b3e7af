"""The hub, with Mair as its secretary, inside its own transaction; Dai and Siân are strangers yet."""

from collections.abc import Iterator

from cyfran.coop.membership.tests import cast
from cyfran.kernel.database import society_transaction
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Society
from cyfran.site.testing.standing import standing


@standing
def mair(db: None) -> Person:
    """She founded the hub."""
    return cast.person("Mair")


@standing
def hub(mair: Person) -> Iterator[Society]:
    """Registered; the test runs inside its transaction."""
    society = cast.registered_hub(mair)
    with society_transaction(society):
        yield society


@standing
def dai(db: None) -> Person:
    """He grows leeks."""
    return cast.person("Dai")


@standing
def sian(db: None) -> Person:
    """She buys vegetables."""
    return cast.person("Siân")


@standing
def forming(mair: Person) -> Iterator[Society]:
    """The hub on its first day, with Mair as its only founder; the test runs inside its transaction."""
    society = cast.forming_hub(mair)
    with society_transaction(society):
        yield society
