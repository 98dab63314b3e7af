"""Fixtures of the whole suite: the databases. Everything connects as the web's role, which owns nothing."""

import gc
from collections.abc import Iterator

import psycopg
import pytest
from django.utils import translation
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker

from cyfran.site.testing import databases
from cyfran.site.testing.clock import Clock
from cyfran.site.testing.live import served
from cyfran.site.testing.once import made_once
from cyfran.site.testing.standing import standing, standing_for, world

# How busy the machine is fails no test.
settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ours")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--with-database",
        action="store_true",
        help="only the tests that another PostgreSQL could fail: for a second one, after a whole run",
    )


def pytest_itemcollected(item: pytest.Item) -> None:
    # A file's tests follow each other in one process, which then builds what stands for them once.
    if item.get_closest_marker("xdist_group") is None:
        item.add_marker(pytest.mark.xdist_group(f"{item.path.parent.parent.name}/{item.path.stem}"))


def pytest_collection_finish() -> None:
    # What the modules hold stays until the end: no collection of garbage need look at it.
    gc.freeze()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # What starts a whole installation takes longest, so it starts first.
    items.sort(key=lambda item: item.get_closest_marker("server") is None)
    if not config.getoption("--with-database"):
        return
    apart = [item for item in items if not _hangs_on_the_server(item)]
    config.hook.pytest_deselected(items=apart)
    items[:] = [item for item in items if _hangs_on_the_server(item)]


def _hangs_on_the_server(item: pytest.Item) -> bool:
    """Those that start an installation of their own bring its server with them."""
    uses_it = "test_server" in getattr(item, "fixturenames", ())
    return uses_it and item.get_closest_marker("any_server") is None


@pytest.fixture(scope="session", autouse=True)
def dear_things() -> Iterator[None]:
    """Keys and static files, which are not what any test is about."""
    with made_once():
        yield


@pytest.fixture(scope="session")
def test_server() -> Iterator[databases.Server]:
    """The PostgreSQL of this run, shared with every other run of the checkout."""
    with databases.test_server() as server:
        yield server


@pytest.fixture(scope="session")
def database_template(test_server: databases.Server) -> str:
    """The name of the template database: an installation just upgraded, with nobody in it."""
    return databases.template_of(test_server)


@pytest.fixture(scope="session")
def django_db_setup(
    test_server: databases.Server,
    database_template: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """This process's own copy of the template, for tests that are rolled back."""
    with (
        databases.fresh_copy(test_server, database_template) as name,
        django_db_blocker.unblock(),
        databases.connected_to(name),
        django_db_blocker.block(),
    ):
        yield


@standing
def db(django_db_setup: None) -> None:
    """The test may use the database, and everything it does there is rolled back."""


@pytest.fixture(autouse=True)
def rolled_back(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """What stands for the test is set up before everything else; what the test does is undone after it."""
    names = standing_for(request)
    if not names:
        yield
        return
    with (
        django_db_blocker.unblock(),
        world.test(lambda: [request.getfixturevalue(name) for name in names]),
    ):
        yield


@pytest.fixture
def committed_db(
    django_db_setup: None,
    test_server: databases.Server,
    database_template: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """A database for this test alone, in which it may commit, race and break things. Yields its name.

    Django's connections, those of new threads too, go to it; it is dropped afterwards. Not together with `db`.
    """
    with (
        databases.fresh_copy(test_server, database_template) as name,
        django_db_blocker.unblock(),
        databases.connected_to(name),
    ):
        yield name


@pytest.fixture
def live_site(committed_db: str) -> Iterator[str]:
    """The address of the whole site, served on the database of `committed_db`."""
    with served() as address:
        yield address


@pytest.fixture
def owner_connection(
    django_db_setup: None, test_server: databases.Server
) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """psycopg as the owner, on the database the test uses; it sees only what was committed.

    Ask for it after `committed_db`.
    """
    with databases.as_owner(test_server) as connection:
        yield connection


@pytest.fixture
def clock() -> Clock:
    """The clock of the database the test uses; ask for it together with `db` or `committed_db`."""
    return Clock()


@pytest.fixture(autouse=True)
def speaks_english() -> None:
    """What a test hears does not hang on which language the test before it spoke."""
    translation.activate("en")
