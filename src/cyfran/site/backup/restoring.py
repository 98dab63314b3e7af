"""Bring an installation back from a backup."""

import subprocess
from pathlib import Path
from typing import IO

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from cyfran.kernel.societies.models import Party
from cyfran.site import erasures
from cyfran.site.backup.file import Stamp, open_whole
from cyfran.site.backup.programs import to_restore


class CannotRestore(Exception):
    """Nothing was restored; the text says why."""


def restore(path: Path, journal: Path) -> tuple[Stamp, list[Party]]:
    """The database is the backup's, upgraded to this release, and whoever was erased since is erased again.

    Into an empty database only. Returns the backup's stamp and the parties that were erased again.
    """
    with path.open("rb") as file:
        stamp = open_whole(file)
        _require_known(stamp)
        _require_empty()
        _pour(file, stamp)
    call_command("upgrade", verbosity=0)
    let_sealing_go_on()
    return stamp, erasures.erase_again(journal)


def let_sealing_go_on() -> None:
    """Entries that no block holds yet can be sealed: a new server counts its transactions from the beginning."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE record_recordentry DISABLE TRIGGER entry_stays")
        cursor.execute("UPDATE record_recordentry SET writer = 0 WHERE block_id IS NULL")
        cursor.execute("ALTER TABLE record_recordentry ENABLE TRIGGER entry_stays")


def _require_known(stamp: Stamp) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if set(stamp.migrations) - known:
        raise CannotRestore(
            f"The backup was written by Cyfran {stamp.cyfran}, which is later than this release: restore it with that."
        )


def _require_empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace")
        if cursor.fetchone()[0]:
            name = connection.settings_dict["NAME"]
            raise CannotRestore(
                f"The database {name} is not empty. A backup is restored into a new database only."
            )


def _pour(file: IO[bytes], stamp: Stamp) -> None:
    """All of the archive is in the database, or nothing of it."""
    programs = to_restore(stamp.dumped_by)
    command, environment = programs.command(
        "pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"
    )
    connection.close()
    # From where the archive begins: the child shares the place that the descriptor stands at.
    file.raw.seek(file.tell())  # type: ignore[attr-defined]
    done = subprocess.run(command, env=environment, stdin=file, capture_output=True, check=False)
    if done.returncode:
        raise CannotRestore(done.stderr.decode(errors="replace").strip())
