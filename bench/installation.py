"""A PostgreSQL for figures: set as in service (fsync on), its own data below .state/bench, a fresh database each time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from cyfran.site.configuration import PROJECT
from cyfran.site.postgres.binaries import find_binaries, runnable_binaries, server_account
from cyfran.site.postgres.databases import administration, create_database, drop_database
from cyfran.site.postgres.home import APP, OWNER, SUPERUSER
from cyfran.site.postgres.shared import lease

SETTINGS = {"shared_buffers": "512MB", "max_wal_size": "4GB"}
Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True)
class Installation:
    """An upgraded, empty installation; `programs` is the folder of psql, pgbench and their kin."""

    app_url: str
    owner_url: str
    programs: Path

    def owner(self) -> Connection:
        """The owner's connection, in autocommit."""
        return psycopg.connect(self.owner_url, autocommit=True)


@contextmanager
def installation() -> Iterator[Installation]:
    """It is there while the block runs."""
    folder = PROJECT / ".state" / "bench" / "cluster"
    name = f"bench_{os.getpid()}"
    with lease(folder, SETTINGS) as home:
        admin_url = home.url(SUPERUSER, "postgres")
        with administration(admin_url) as admin:
            create_database(admin, name)
        owner, app = home.url(OWNER, name), home.url(APP, name)
        try:
            _upgrade(app, owner)
            programs = runnable_binaries(
                find_binaries(), server_account(), home.folder / "programs"
            )
            yield Installation(make_conninfo(app), make_conninfo(owner), programs.folder)
        finally:
            with administration(admin_url) as admin:
                drop_database(admin, name)


def _upgrade(app: str, owner: str) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cyfran.site.settings",
        "CYFRAN_AS_OWNER": "1",
        "CYFRAN_SECRET_KEY": "only-for-figures-" + "x" * 50,
        "CYFRAN_FIELD_KEYS": "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMTI=",
        "CYFRAN_STATE": str(PROJECT / ".state" / "bench" / "scratch"),
        "DATABASE_URL": app,
        "DATABASE_OWNER_URL": owner,
    }
    command = [sys.executable, "-m", "django", "upgrade", "--verbosity", "0"]
    made = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if made.returncode:
        raise RuntimeError(made.stderr[-4000:])


class Backend:
    """A connection whose server process is watched: what it used of the processor."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        assert row is not None
        self._stat = Path(f"/proc/{row[0]}/stat")

    def cpu(self) -> float:
        """Seconds of processor, user and system, since it was born."""
        fields = self._stat.read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def cpu_of(self, statement: str, values: list[object] | None = None) -> float:
        """What one statement used."""
        before = self.cpu()
        self.connection.execute(statement, values)
        return self.cpu() - before
