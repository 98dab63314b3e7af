"""An installation goes on under the next release, and under the next PostgreSQL, with everything in it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

import cyfran
from cyfran import verify
from cyfran.coop.governance.tests import cast
from cyfran.kernel.database import society_transaction
from cyfran.kernel.ledger.models import Entry
from cyfran.kernel.societies.actions import erase_party
from cyfran.kernel.societies.models import Party
from cyfran.kernel.time import now
from cyfran.site.bundle.export import export_bundle
from cyfran.site.testing.clock import Clock
from cyfran.site.testing.databases import Server

DEBIANS = Path("/usr/lib/postgresql/15/bin")
FOUNDING = """
import django; django.setup()
from cyfran.coop.membership.tests import cast
from cyfran.kernel.database import society_transaction
mair, dai, sian = (cast.person(name) for name in ("Mair", "Dai", "Siân"))
hub = cast.forming_hub(mair)
with society_transaction(hub):
    cast.hold_meeting(hub, mair, dai, sian)
    cast.appoint_officers(hub, mair, dai, sian)
    cast.record_registration(
        actor=cast.Actor.person(dai), society=hub, number="9214", registered_on=cast.AT.date(), at=cast.AT
    )
    for application in cast.Application.objects.order_by("pk"):
        cast.paid(hub, sian, application)
"""
COUNTS = """
    SELECT (SELECT count(*) FROM membership_member), (SELECT count(*) FROM record_recordentry),
           (SELECT sum(amount) FILTER (WHERE amount > 0) FROM ledger_posting), current_setting('server_version_num')
"""


def run(environment: dict[str, str], *arguments: str) -> str:
    """What `python` says, with these arguments; it must succeed."""
    done = subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"CYFRAN_LOG_LEVEL": "ERROR"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_an_installation_of_the_first_release_is_upgraded_with_what_is_in_it(
    committed_db: str, clock: Clock, test_server: Server, settings, tmp_path: Path
):
    settings.STATE = tmp_path
    as_owner = {
        "DATABASE_URL": test_server.app_url(committed_db),
        "DATABASE_OWNER_URL": test_server.owner_url(committed_db),
        "CYFRAN_AS_OWNER": "1",
    }
    hub = cast.founded_hub(clock)
    with society_transaction(hub.society):
        cast.let_members_join(hub, ("mair", "dai"))
        hub.draft()
        entries = Entry.objects.count()
    # As the release before left it: without a table of this one, and with guards that have changed since.
    run(as_owner, "-m", "django", "migrate", "societies", "0001", "--verbosity=0")
    with psycopg.connect(test_server.owner_url(committed_db)) as owner:
        owner.execute("DROP FUNCTION record_erase_words_of(bigint, bigint)")
        owner.execute("ALTER TABLE ledger_posting DISABLE ROW LEVEL SECURITY")
        owner.execute("GRANT UPDATE ON ledger_posting TO cyfran_app")
        owner.execute(
            "CREATE OR REPLACE FUNCTION record_line(e record_recordentry) RETURNS text "
            "LANGUAGE sql STABLE AS $$ SELECT 'another form' $$"
        )

    run(as_owner, "-m", "cyfran", "upgrade", "--verbosity=0")
    with society_transaction(hub.society):
        hub.draft()
        nain = Party.objects.create(society=hub.society, name="Nain", created_at=now())
    run(as_owner, "-m", "cyfran", "upgrade", "--verbosity=0")

    with society_transaction(hub.society), connection.cursor() as cursor:
        erase_party(actor=hub.actor("mair"), party=nain, at=now())
        assert Entry.objects.count() == entries
        cursor.execute("SELECT record_seal(%s)", [hub.society.pk])
        cursor.execute("SELECT has_table_privilege('ledger_posting', 'UPDATE')")
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT relrowsecurity FROM pg_class WHERE relname = 'ledger_posting'")
        assert cursor.fetchone() == (True,)
    bundle = export_bundle(hub.society, tmp_path / "hub.zip", at=now()).path
    assert verify.main([str(bundle)]) == 0


def test_the_first_migration_of_an_app_needs_only_the_first_of_others():
    """Otherwise a later table of one app could not be taken back, and tried again, without all that others hold."""
    ours = {path.parents[1].name for path in Path(cyfran.__path__[0]).rglob("migrations/0001_*.py")}
    asked = {
        needed
        for (label, _name), migration in MigrationLoader(None).disk_migrations.items()
        if label in ours and migration.initial
        for needed in migration.dependencies
    }
    assert not {(label, name) for label, name in asked if label in ours and name != "0001_initial"}


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the server's account may enter, as pytest's own is not."""
    # A server that nobody uses any more may still be leaving, and write its last words while we clean up.
    with tempfile.TemporaryDirectory(prefix="cyfran-", ignore_cleanup_errors=True) as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.mark.server
@pytest.mark.xdist_group("postgres")
@pytest.mark.skipif(not (DEBIANS / "initdb").exists(), reason="there is no PostgreSQL 15 here")
@pytest.mark.skipif(
    bool(os.environ.get("CYFRAN_POSTGRES_BIN")), reason="goes to the embedded PostgreSQL"
)
def test_what_an_older_postgresql_holds_moves_into_the_embedded_one(folder: Path, capsys):
    old = {
        "DATABASE_URL": "",
        "CYFRAN_STATE": str(folder / "old"),
        "CYFRAN_POSTGRES_BIN": str(DEBIANS),
    }
    new = {"DATABASE_URL": "", "CYFRAN_STATE": str(folder / "new")}
    file, bundle = str(folder / "hub.backup"), str(folder / "hub.zip")
    counts = (
        "-c",
        "import sys; from cyfran.site.installation import *; import psycopg\n"
        "with database_for('x', prepare_environment()):\n"
        " with psycopg.connect(os.environ['DATABASE_OWNER_URL']) as c: print(*c.execute(sys.argv[1]).fetchone())",
        COUNTS,
    )
    within = (
        "-c",
        "import sys; from cyfran.site.installation import *\n"
        "with database_for('x', prepare_environment()): exec(sys.argv[1])",
        FOUNDING,
    )

    run(old, "-m", "cyfran", "upgrade", "--verbosity=0")
    run(old, *within)
    run(old, "-m", "cyfran", "backup", file)
    *held, old_version = run(old, *counts).split()
    run(new, "-m", "cyfran", "restore", file)
    *holds, new_version = run(new, *counts).split()

    assert holds == held
    assert int(old_version) // 10_000 == 15
    assert int(new_version) // 10_000 >= 18
    run(new, "-m", "cyfran", "export", "hwb-bwyd-tywi", "-o", bundle)
    assert verify.main([bundle]) == 0
