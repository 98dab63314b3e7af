"""A server shared by processes that come and go: tests, and commands while nothing else runs it.

Whoever needs the server holds a lease, a shared lock on a file that the kernel frees however the
holder ends. The first starts a keeper (`python -m cyfran.site.postgres FOLDER`), a process of its own
that supervises the cluster and leaves when no lease is held any more.
"""

import fcntl
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import psycopg

from cyfran.site.postgres.binaries import NoServer
from cyfran.site.postgres.cluster import AlreadySupervised, Cluster
from cyfran.site.postgres.databases import make_roles_and_database
from cyfran.site.postgres.home import SUPERUSER, Home

LOOK_EVERY = 0.5  # seconds between the keeper's looks at the leases
_started: list["subprocess.Popen[bytes]"] = []  # they may outlive us, so nobody waits for them


@contextmanager
def lease(
    folder: Path, settings: Mapping[str, str] | None = None, patience: float = 60.0
) -> Iterator[Home]:
    """The server of that folder runs while the block does, with its roles and its database.

    One that runs already, under whoever's supervision, is used as it is.
    """
    cluster = Cluster(folder, settings)
    home = cluster.home
    home.make()
    with (home.folder / "lease.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        deadline = time.monotonic() + patience
        keeper: subprocess.Popen[bytes] | None = None
        while not _answers(home):
            if keeper is None or keeper.poll() is not None:
                keeper = _start_keeper(home, folder, cluster.settings)
                _started.append(keeper)
            if time.monotonic() > deadline:
                raise NoServer(
                    f"PostgreSQL does not start; see {home.log} and {home.folder / 'keeper.log'}."
                )
            time.sleep(0.05)
        yield home


def _start_keeper(
    home: Home, folder: Path, settings: Mapping[str, str]
) -> "subprocess.Popen[bytes]":
    command = [
        sys.executable,
        "-m",
        "cyfran.site.postgres",
        str(folder),
        json.dumps(dict(settings)),
    ]
    with (home.folder / "keeper.log").open("ab") as log:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )


def _answers(home: Home) -> bool:
    """Whether the server takes connections and has its database."""
    try:
        with psycopg.connect(home.url(SUPERUSER, "cyfran"), connect_timeout=2):
            return True
    except psycopg.OperationalError:
        return False


def keep(folder: Path, settings: Mapping[str, str]) -> None:
    """The keeper's life: the cluster runs for as long as somebody holds a lease on it."""
    cluster = Cluster(folder, settings)
    try:
        cluster.start()
    except AlreadySupervised:
        return
    try:
        make_roles_and_database(cluster.home)
        with (cluster.home.folder / "lease.lock").open("a") as leases:
            while not _nobody_holds(leases):
                time.sleep(LOOK_EVERY)
            # Newcomers wait for this lock until the server is down, and then start a keeper of their own.
            cluster.stop()
    finally:
        cluster.stop()


def _nobody_holds(leases: IO[str]) -> bool:
    try:
        fcntl.flock(leases, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
