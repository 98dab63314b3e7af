"""The hub deciding, on a clock of its own."""

from collections.abc import Iterator

import pytest

from cyfran.coop.governance.tests import cast
from cyfran.coop.governance.tests.cast import Hub
from cyfran.kernel.database import society_transaction
from cyfran.site.testing.clock import Clock
from cyfran.site.testing.standing import standing


@standing
def hub(db: None, clock: Clock) -> Iterator[Hub]:
    """Six members, Mair the secretary; the test runs inside the society's transaction and is rolled back."""
    hub = cast.founded_hub(clock)
    with society_transaction(hub.society):
        cast.let_members_join(hub)
        yield hub


@pytest.fixture
def committed_hub(committed_db: str, clock: Clock) -> Hub:
    """The same in a database of its own, committed, for tests that race."""
    hub = cast.founded_hub(clock)
    with society_transaction(hub.society):
        cast.let_members_join(hub)
    return hub
