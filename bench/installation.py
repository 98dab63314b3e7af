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
    superuser_url: str
    programs: Path

    def owner(self) -> Connection:
        """The owner's connection, in autocommit."""
        return psycopg.connect(self.owner_url, autocommit=True)

    def superuser(self) -> Connection:
        """A connection that may watch every other and lay history past the triggers, in autocommit."""
        return psycopg.connect(self.superuser_url, autocommit=True)

    def environment(self, **more: str) -> dict[str, str]:
        """What a process of this installation finds in its environment."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cyfran.site.settings",
            "CYFRAN_SECRET_KEY": "only-for-figures-" + "x" * 50,
            "CYFRAN_FIELD_KEYS": "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMTI=",
            "CYFRAN_STATE": str(PROJECT / ".state" / "bench" / "scratch"),
            "CYFRAN_LOG_LEVEL": "WARNING",
            "PYTHONPATH": str(PROJECT / "src"),
            "DATABASE_URL": self.app_url,
            "DATABASE_OWNER_URL": self.owner_url,
            **more,
        }


@contextmanager
def installation() -> Iterator[Installation]:
    """It is there while the block runs."""
    folder = PROJECT / ".state" / "bench" / "cluster"
    name = f"bench_{os.getpid()}"
    with lease(folder, SETTINGS) as home:
        admin_url = home.url(SUPERUSER, "postgres")
        with administration(admin_url) as admin:
            create_database(admin, name)
        programs = runnable_binaries(find_binaries(), server_account(), home.folder / "programs")
        made = Installation(
            *(make_conninfo(home.url(role, name)) for role in (APP, OWNER, SUPERUSER)),
            programs.folder,
        )
        try:
            _upgrade(made)
            yield made
        finally:
            with administration(admin_url) as admin:
                drop_database(admin, name)


def _upgrade(made: Installation) -> None:
    command = [sys.executable, "-m", "django", "upgrade", "--verbosity", "0"]
    environment = made.environment(CYFRAN_AS_OWNER="1")
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-4000:])


class Backend:
    """A connection whose server process is watched: what it used of the processor."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        assert row is not None
        self._pid = int(str(row[0]))

    def cpu(self) -> float:
        """Seconds of processor, user and system, since it was born."""
        return cpu_of(self._pid)

    def cpu_of(self, statement: str, values: list[object] | None = None) -> float:
        """What one statement used."""
        before = self.cpu()
        self.connection.execute(statement, values)
        return self.cpu() - before


def cpu_of(pid: int) -> float:
    """Seconds of processor that the process has used, all its threads together; nought once it is gone."""
    try:
        # To the nanosecond where the kernel tells it so, which for several threads is one file each.
        runs = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/schedstat")]
        if runs:
            return sum(int(run.split()[0]) for run in runs) / 1e9
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return 0.0
