"""PostgreSQL's own `pg_dump` and `pg_restore`, of a version that fits, run as the owner."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from cyfran.site.postgres.binaries import NoServer, find_binaries

INSTALLED = Path("/usr/lib/postgresql")  # where Debian keeps each version apart


@dataclass(frozen=True)
class Programs:
    """The programs of one PostgreSQL in a folder, and its major version."""

    folder: Path
    major: int

    def command(self, name: str, *options: str) -> tuple[list[str], dict[str, str]]:
        """The program's command line and environment: to the database Django is connected to, no password in sight."""
        address = conninfo_to_dict(make_conninfo(**_address()))
        secret = {"PGPASSWORD": str(address.pop("password", ""))}
        command = [str(self.folder / name), "--no-password", *options]
        return [*command, "--dbname", make_conninfo("", **address)], os.environ | secret


def to_dump() -> Programs:
    """The programs that can read this server: of its version, or of the next one up that is here."""
    server = server_major()
    fitting = [each for each in _found() if each.major >= server]
    return _first(fitting, f"pg_dump of PostgreSQL {server} or later")


def to_restore(dumped_by: int) -> Programs:
    """The programs that read what `dumped_by` wrote and that say only what this server understands."""
    server = server_major()
    fitting = [each for each in _found() if dumped_by <= each.major <= server]
    return _first(fitting, f"pg_restore of PostgreSQL {dumped_by} to {server}")


def server_major() -> int:
    """The major version of the server that Django is connected to."""
    connection.ensure_connection()
    return int(connection.connection.info.server_version) // 10_000


def _first(fitting: list[Programs], wanted: str) -> Programs:
    if not fitting:
        raise NoServer(f"There is no {wanted} here: name its folder in CYFRAN_POSTGRES_BIN.")
    return min(fitting, key=lambda each: each.major)


def _found() -> Iterator[Programs]:
    folders = []
    with suppress(NoServer):
        folders.append(find_binaries().folder)
    folders += sorted(INSTALLED.glob("*/bin"))
    if (on_path := shutil.which("pg_dump")) is not None:
        folders.append(Path(on_path).parent)
    for folder in folders:
        if (folder / "pg_dump").exists() and (folder / "pg_restore").exists():
            yield Programs(folder, _major(folder / "pg_dump"))


def _major(program: Path) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\) (\d+)", said)
    return int(found[1]) if found else 0


def _address() -> dict[str, str]:
    kept = {k: v for k, v in connection.get_connection_params().items() if isinstance(v, str | int)}
    names = {"host", "port", "user", "password", "dbname"} | {
        name for name in kept if name.startswith(("ssl", "gss", "require", "channel", "target"))
    }
    return {name: str(value) for name, value in kept.items() if name in names and value}
