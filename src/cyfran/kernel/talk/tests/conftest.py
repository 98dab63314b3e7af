"""A hub whose secretary is Mair, with Dai and Siân as members; the test runs inside its transaction."""

from collections.abc import Iterator

from cyfran.coop.membership.tests import cast
from cyfran.kernel.database import society_transaction
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Society
from cyfran.site.testing.standing import standing


@standing
def mair(db: None) -> Person:
    """The secretary."""
    return cast.person("Mair")


@standing
def hub(mair: Person) -> Iterator[Society]:
    """Registered; the test runs inside its transaction."""
    society = cast.registered_hub(mair)
    with society_transaction(society):
        yield society


@standing
def dai(hub: Society, mair: Person) -> Person:
    """A member."""
    who = cast.person("Dai")
    cast.joined(hub, mair, who)
    return who


@standing
def sian(hub: Society, mair: Person) -> Person:
    """Another."""
    who = cast.person("Siân")
    cast.joined(hub, mair, who)
    return who
