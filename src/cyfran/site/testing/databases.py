"""Databases for tests: a template brought up by `cyfran upgrade` as the owner, and copies of it.

Append-only tables refuse the flush that would empty them, so a test that commits gets a copy of its own.
"""

import fcntl
import itertools
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.sql import SQL, Identifier, Literal

from cyfran.site.fingerprint import fingerprint
from cyfran.site.postgres.databases import (
    Administration,
    administration,
    create_database,
    database_exists,
    drop_database,
)
from cyfran.site.postgres.shared import lease
from cyfran.site.testing.environment import (
    FAST_AND_UNSAFE,
    STATE,
    cluster_folder,
    external_server,
)
from cyfran.site.testing.standing import world

KEPT_TEMPLATES = 6
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Server:
    """A running server: addresses without a database, for the app role, the owner and the administrator."""

    app: str
    owner: str
    admin: str

    def app_url(self, database: str) -> str:
        """The app role's address of a database."""
        return make_conninfo(self.app, dbname=database)

    def owner_url(self, database: str) -> str:
        """The owner's address of a database."""
        return make_conninfo(self.owner, dbname=database)


@contextmanager
def test_server() -> Iterator[Server]:
    """The server of the tests runs while the block does."""
    app, owner = os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"]
    if external_server():
        yield Server(app, owner, make_conninfo(owner, dbname="postgres"))
        return
    with lease(cluster_folder(), FAST_AND_UNSAFE):
        yield Server(app, owner, os.environ["CYFRAN_TEST_ADMIN_URL"])


def template_of(server: Server) -> str:
    """The name of the template that belongs to the sources as they are; made when there is none yet."""
    name = f"template_demonstration_{fingerprint()[:16]}"
    with _only_one("template"), administration(server.admin) as admin:
        if not database_exists(admin, name):
            _sweep(admin)
            _make_template(server, admin, name)
        admin.execute(
            SQL("COMMENT ON DATABASE {} IS {}").format(Identifier(name), Literal(str(time.time())))
        )
    return name


def _make_template(server: Server, admin: Administration, name: str) -> None:
    building = f"building_{os.getpid()}"
    drop_database(admin, building)
    create_database(admin, building)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cyfran.site.settings",
        "CYFRAN_AS_OWNER": "1",
        "DATABASE_URL": server.app_url(building),
        "DATABASE_OWNER_URL": server.owner_url(building),
    }
    # A demonstration, so that tests may move its clock; it differs in nothing else.
    command = [sys.executable, "-m", "django", "upgrade", "--demonstration", "--skip-checks"]
    made = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if made.returncode:
        drop_database(admin, building)
        raise RuntimeError(f"`cyfran upgrade` failed on an empty database:\n{made.stderr[-4000:]}")
    with psycopg.connect(server.owner_url(building)) as owner:
        owner.execute((Path(__file__).parent / "sql/meeting.sql").read_bytes())
    admin.execute(SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(Identifier(building)))
    admin.execute(
        SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(building), Identifier(name))
    )


def _sweep(admin: Administration) -> None:
    """Drop what interrupted runs left, and templates not used for longest."""
    names = [name for (name,) in admin.execute("SELECT datname FROM pg_database").fetchall()]
    for name in names:
        kind, _, rest = str(name).partition("_")
        if kind in ("test", "building") and not Path(f"/proc/{rest.split('_')[0]}").exists():
            drop_database(admin, str(name))
    templates = admin.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%' "
        "ORDER BY coalesce(shobj_description(oid, 'pg_database'), '0')::float DESC"
    ).fetchall()
    for (name,) in templates[KEPT_TEMPLATES - 1 :]:
        drop_database(admin, str(name))


@contextmanager
def fresh_copy(server: Server, template: str) -> Iterator[str]:
    """A database of its own, as after installation; dropped with the block. Yields its name."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    with administration(server.admin) as admin:
        create_database(admin, name, template=template)
    try:
        yield name
    finally:
        with administration(server.admin) as admin:
            drop_database(admin, name)


@contextmanager
def connected_to(database: str, **elsewhere: str) -> Iterator[None]:
    """Django's default connection, in every thread that connects meanwhile, is to that database.

    HOST, PORT, USER and PASSWORD say which server, where it is another than the tests'.
    """
    connection = connections["default"]
    described = connection.settings_dict  # one dictionary, shared by the threads' connections
    now = {"NAME": database, **elsewhere}
    before = {name: described[name] for name in now}
    _disconnect()
    described.update(now)
    try:
        yield
    finally:
        _disconnect()
        described.update(before)


@contextmanager
def connected_to_url(url: str) -> Iterator[None]:
    """As `connected_to`, by an address with everything in it: an installation's, say."""
    parts = conninfo_to_dict(url)
    elsewhere = {"HOST": str(parts["host"]), "PORT": str(parts["port"]), "USER": str(parts["user"])}
    with connected_to(str(parts["dbname"]), **elsewhere, PASSWORD=""):
        yield


def _disconnect() -> None:
    world.clear()  # it stands in the transaction of this connection
    connection = connections["default"]
    connection.close()
    if isinstance(connection, DatabaseWrapper):
        connection.close_pool()


@contextmanager
def as_owner(server: Server) -> Iterator[Administration]:
    """The owner's own connection to the database that Django uses now; rolled back unless it commits."""
    database = str(connections["default"].settings_dict["NAME"])
    connection = psycopg.connect(server.owner_url(database))
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _only_one(what: str) -> Iterator[None]:
    STATE.mkdir(parents=True, exist_ok=True)
    with (STATE / f"{what}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
