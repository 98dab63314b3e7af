"""The hub deciding, on a clock of its own."""

import copy
from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from cyfran.coop.governance.tests import cast
from cyfran.coop.governance.tests.cast import Hub
from cyfran.kernel.database import society_transaction
from cyfran.site.testing import databases
from cyfran.site.testing.clock import Clock
from cyfran.site.testing.standing import standing


@standing
def hub(db: None, clock: Clock) -> Iterator[Hub]:
    """Six members, Mair the secretary; the test runs inside the society's transaction and is rolled back."""
    hub = cast.founded_hub(clock)
    with society_transaction(hub.society):
        cast.let_members_join(hub)
        yield hub


@pytest.fixture(scope="session")
def hub_template(
    test_server: databases.Server,
    database_template: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[tuple[str, Hub]]:
    """A database in which the hub is committed, to be copied, and the hub."""
    with databases.fresh_copy(test_server, database_template) as name:
        with django_db_blocker.unblock(), databases.connected_to(name):
            hub = cast.founded_hub(Clock())
            with society_transaction(hub.society):
                cast.let_members_join(hub)
        yield name, hub


@pytest.fixture
def committed_hub(
    hub_template: tuple[str, Hub],
    test_server: databases.Server,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Hub]:
    """The same in a database of its own, committed, for tests that race."""
    template, hub = hub_template
    with (
        databases.fresh_copy(test_server, template) as name,
        django_db_blocker.unblock(),
        databases.connected_to(name),
    ):
        yield copy.deepcopy(hub)
