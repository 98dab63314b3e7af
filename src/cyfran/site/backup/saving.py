"""Make a backup."""

import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from cyfran import __version__
from cyfran.site import erasures
from cyfran.site.backup.file import PIECE, Stamp, write_whole
from cyfran.site.backup.programs import Programs, to_dump


class CannotSave(Exception):
    """The database could not be read; the text is what `pg_dump` said."""


def save(path: Path, at: datetime) -> Stamp:
    """The whole database of one moment is in a backup at `path`, and the journal of erasures is complete."""
    programs = to_dump()
    applied = MigrationRecorder(connection).applied_migrations()
    stamp = Stamp(
        cyfran=__version__,
        made_at=at.isoformat(),
        dumped_by=programs.major,
        migrations=sorted(f"{app}.{name}" for app, name in applied),
    )
    erasures.write_down_all()
    return write_whole(path, stamp, lambda: _dump(programs))


def _dump(programs: Programs) -> Iterator[bytes]:
    # Roles and rights are another server's own affair: `cyfran upgrade` gives them anew.
    command, environment = programs.command(
        "pg_dump", "--format=custom", "--no-owner", "--no-privileges"
    )
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as dump:
        assert dump.stdout is not None
        assert dump.stderr is not None
        while piece := dump.stdout.read(PIECE):
            yield piece
        said = dump.stderr.read().decode(errors="replace")
    if dump.returncode:
        raise CannotSave(said.strip())
