"""The hub, served as `cyfran run` serves it on a database that the tests may spoil; and an installation to be killed."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from cyfran.coop.governance.tests import cast as deciding
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.membership.tests.cast import give_office, person
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Party, Society
from cyfran.site.testing import databases
from cyfran.site.testing.clock import Clock
from cyfran.site.testing.live import Served, served_by_processes
from cyfran.site.testing.running import Installation, Running
from cyfran.site.testing.visitors import Visitor
from cyfran.trade.catalogue.tests import cast as stalls


@dataclass
class Place:
    """Where the hub is served, and who is there: six members, Mair its officer and coordinator, and Fflur who grows."""

    served: Served
    hub: Hub
    grower: Person
    growers_party: Party

    @property
    def society(self) -> Society:
        return self.hub.society

    @property
    def mair(self) -> Actor:
        return self.hub.actor("mair")

    def visitor(self, who: "Person | str | None" = None) -> Visitor:
        """A browser; by name, that of a member."""
        someone = self.hub.people[who] if isinstance(who, str) else who
        return Visitor(self.served.address, someone)

    def path(self, place: str, language: str = "en") -> str:
        """`path("shop/")` is an address within the hub."""
        return f"/{language}/{self.society.slug}/{place}"


@pytest.fixture(scope="module")
def place(
    test_server: databases.Server,
    database_template: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Place]:
    with (
        databases.fresh_copy(test_server, database_template) as name,
        django_db_blocker.unblock(),
        databases.connected_to(name),
    ):
        hub = deciding.founded_hub(Clock())
        grower = person("Fflur")
        with society_transaction(hub.society):
            deciding.let_members_join(hub)
            mair = hub.people["mair"]
            growers_party = stalls.grower(hub.society, mair, grower)
            stalls.coordinator(hub.society, mair)
            give_office(stalls.party(hub.society, hub.people["dai"]), "board")
        with served_by_processes(test_server.app_url(name)) as served:
            yield Place(served, hub, grower, growers_party)


@pytest.fixture(scope="package")
def installation() -> Iterator[Installation]:
    folder = Path(tempfile.mkdtemp(prefix="cyfran-"))
    folder.chmod(0o711)
    made = Installation(folder)
    yield made
    made.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def running(installation: Installation) -> Running:
    """`cyfran run`, answering."""
    return installation.running()
