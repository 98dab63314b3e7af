"""The environment of the tests; loaded by pytest (`-p`) before Django's settings are read.

The server is the embedded one, or the one of CYFRAN_POSTGRES_BIN; CYFRAN_TEST_DATABASE_URL (the app
role) and CYFRAN_TEST_DATABASE_OWNER_URL (the owner, who may create databases) name a running one.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from babel.messages.pofile import PoFileError

from cyfran.site.configuration import PROJECT
from cyfran.site.postgres.binaries import find_binaries, server_account
from cyfran.site.postgres.home import APP, OWNER, SUPERUSER, find_home
from cyfran.site.words.catalogues import compile_all

STATE = PROJECT / ".state" / "test"

# Never in service: a crash of the machine may lose or break what such a server holds.
FAST_AND_UNSAFE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "checkpoint_timeout": "30min",
}


def cluster_folder() -> Path:
    """One cluster for each set of programs, shared by every test run of this checkout."""
    digest = hashlib.sha256(str(find_binaries().folder).encode()).hexdigest()[:8]
    return STATE / f"cluster-{digest}"


def external_server() -> tuple[str, str] | None:
    """The app role's and the owner's addresses on a server that runs already, if one is named."""
    app, owner = (os.environ.get(f"CYFRAN_TEST_DATABASE{which}_URL") for which in ("", "_OWNER"))
    return (app, owner) if app and owner else None


def _set() -> None:
    named = external_server()
    if named is None:
        home = find_home(cluster_folder(), server_account())
        named = (home.url(APP), home.url(OWNER))
        os.environ["CYFRAN_TEST_ADMIN_URL"] = home.url(SUPERUSER, "postgres")
    os.environ.update(
        DATABASE_URL=named[0],
        DATABASE_OWNER_URL=named[1],
        CYFRAN_STATE=str(STATE / "scratch"),
        CYFRAN_SECRET_KEY="only-for-tests-" + "x" * 50,
        CYFRAN_FIELD_KEYS="b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMTI=",
    )
    for name in ("CYFRAN_AS_OWNER", "CYFRAN_POOL", "CYFRAN_ADDRESS", "CYFRAN_DEMONSTRATION"):
        os.environ.pop(name, None)
    # WhiteNoise warns of a folder that is not there, and a warning fails a test.
    (STATE / "scratch" / "static").mkdir(parents=True, exist_ok=True)
    # A catalogue that cannot be read is for `make check` to report.
    with suppress(PoFileError):
        compile_all()


_set()
