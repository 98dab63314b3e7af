"""The drill: a backup, then changes and an erasure, then the loss of everything, then the restoration."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from cyfran import verify
from cyfran.coop.governance.tests import cast
from cyfran.coop.governance.tests.cast import Hub
from cyfran.kernel.database import society_transaction
from cyfran.kernel.guards import owned_models
from cyfran.kernel.societies.actions import erase_party
from cyfran.kernel.societies.models import Party
from cyfran.kernel.time import now
from cyfran.site.backup.file import NotABackup, Stamp, open_whole, write_whole
from cyfran.site.bundle.export import export_bundle
from cyfran.site.postgres.databases import administration, create_database, drop_database
from cyfran.site.testing import databases
from cyfran.site.testing.clock import Clock
from cyfran.site.testing.databases import Server
from cyfran.site.testing.sealing import seal_record

STAMP = Stamp("0.1.0", "2026-11-24T09:30:00+00:00", 15, ["people.0001_initial"])


def command(
    server: Server, database: str, state: Path, *arguments: str
) -> "subprocess.CompletedProcess[str]":
    """`cyfran` with these arguments, on that database."""
    environment = os.environ | {
        "DATABASE_URL": server.app_url(database),
        "DATABASE_OWNER_URL": server.owner_url(database),
        "CYFRAN_STATE": str(state),
        "CYFRAN_LOG_LEVEL": "ERROR",
    }
    return subprocess.run(
        [sys.executable, "-m", "cyfran", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def state(settings: Any, tmp_path: Path) -> Path:
    settings.STATE = tmp_path
    return tmp_path


@pytest.fixture
def new_database(test_server: Server) -> Iterator[str]:
    name = f"test_{os.getpid()}_restored"
    with administration(test_server.admin) as admin:
        create_database(admin, name)
    yield name
    with administration(test_server.admin) as admin:
        drop_database(admin, name)


def rows(url: str) -> dict[str, int]:
    """How many rows each table of the co-ops has, as the owner counts them."""
    with psycopg.connect(url) as owner:
        return {
            table: owner.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for table in sorted(model._meta.db_table for model in owned_models())
        }


def told(clock: Clock) -> tuple[Hub, Party]:
    """Three members, a block and entries after it, and a stranger who is known by name."""
    hub = cast.founded_hub(clock)
    with society_transaction(hub.society):
        cast.let_members_join(hub, ("mair", "dai", "sian"))
        nain = Party.objects.create(
            society=hub.society, name="Nain Tyddyn", address="Tyddyn Mawr", created_at=now()
        )
    seal_record(hub.society)
    with society_transaction(hub.society):
        hub.draft()
    return hub, nain


def test_what_was_backed_up_comes_back_and_the_erased_stay_erased(
    committed_db: str, clock: Clock, test_server: Server, new_database: str, state: Path, capsys
):
    hub, nain = told(clock)
    file = state / "hub.backup"
    before = rows(test_server.owner_url(committed_db))

    made = command(test_server, committed_db, state, "backup", str(file))
    assert made.returncode == 0, made.stderr
    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(file.read_bytes().split(b"\n")[0])["cyfran"] == "0.1.0"
    with society_transaction(hub.society):
        hub.draft()  # lost: made after the backup
        erase_party(actor=hub.actor("mair"), party=nain, at=now())

    refused = command(test_server, committed_db, state, "restore", str(file))
    assert refused.returncode == 1
    assert "is not empty" in refused.stderr
    back = command(test_server, new_database, state, "restore", str(file))
    assert back.returncode == 0, back.stderr
    assert f"party {nain.pk} of hwb-bwyd-tywi" in back.stdout

    after = rows(test_server.owner_url(new_database))
    more = {table: after[table] - before[table] for table in after if after[table] != before[table]}
    # The erasure itself, its entry in the record, and the mandate of the job that did it.
    assert more == {"societies_erasure": 1, "record_recordentry": 1, "societies_mandate": 1}
    with databases.connected_to(new_database):
        seal_record(hub.society)
        with society_transaction(hub.society):
            assert Party.objects.get(pk=nain.pk).name == "Dilëwyd · Erased"
            hub.draft()  # numbers go on where the backup left them
        seal_record(hub.society)
        bundle = export_bundle(hub.society, state / "hub.zip", at=now()).path
    assert verify.main([str(bundle)]) == 0
    # Three times it was sealed; what was held back for a moment by an open transaction has a block of its own.
    assert re.search(r"entries in [3-9] blocks", capsys.readouterr().out)


def test_a_backup_that_is_cut_short_or_altered_is_refused(tmp_path: Path):
    path = tmp_path / "whole"
    write_whole(path, STAMP, lambda: iter([b"PGDMP", b" and so on"]))
    with path.open("rb") as file:
        assert open_whole(file).dumped_by == 15
        assert file.read() == b"PGDMP and so on"
    whole = path.read_bytes()
    for broken in (whole[:-1], whole.replace(b"so on", b"no on"), whole.split(b"\n", 1)[1], b""):
        path.write_bytes(broken)
        with path.open("rb") as file, pytest.raises(NotABackup):
            open_whole(file)


def test_a_backup_that_fails_leaves_the_one_before(tmp_path: Path):
    path = tmp_path / "whole"
    write_whole(path, STAMP, lambda: iter([b"first"]))

    def failing() -> Iterator[bytes]:
        yield b"second"
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        write_whole(path, STAMP, failing)
    assert path.read_bytes().endswith(b"first")
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_later_release_wrote_is_refused(
    django_db_setup: None, test_server: Server, new_database: str, tmp_path: Path
):
    path = tmp_path / "later"
    later = Stamp("9.0.0", STAMP.made_at, 15, ["societies.0999_what_is_not_yet"])
    write_whole(path, later, lambda: iter([b"PGDMP"]))
    refused = command(test_server, new_database, tmp_path, "restore", str(path))
    assert refused.returncode == 1
    assert "Cyfran 9.0.0, which is later than this release" in refused.stderr
