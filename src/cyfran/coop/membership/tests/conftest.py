"""The hub, with Mair as its secretary, inside its own transaction; Dai and Siân are strangers yet."""

from collections.abc import Iterator

import pytest

from cyfran.coop.membership.tests import cast
from cyfran.kernel.database import society_transaction
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Society


@pytest.fixture
def mair(db: None) -> Person:
    """She founded the hub."""
    return cast.person("Mair")


@pytest.fixture
def dai(db: None) -> Person:
    """He grows leeks."""
    return cast.person("Dai")


@pytest.fixture
def sian(db: None) -> Person:
    """She buys vegetables."""
    return cast.person("Siân")


@pytest.fixture
def hub(mair: Person) -> Iterator[Society]:
    """Registered; the test runs inside its transaction."""
    society = cast.registered_hub(mair)
    with society_transaction(society):
        yield society


@pytest.fixture
def forming(mair: Person) -> Iterator[Society]:
    """The hub on its first day, with Mair as its only founder; the test runs inside its transaction."""
    society = cast.forming_hub(mair)
    with society_transaction(society):
        yield society
