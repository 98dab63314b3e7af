"""A backup's file: one line that says what it is, then what `pg_dump` wrote.

The line is JSON, with the digest of all that follows it; `tail -n +2 FILE` is an archive that any `pg_restore` reads.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO

FORMAT = 1
PIECE = 1 << 20
NO_DIGEST = "0" * 64


class NotABackup(Exception):
    """The file is no backup, or is not as it was written; the text says which."""


@dataclass(frozen=True)
class Stamp:
    """What a backup says of itself."""

    cyfran: str  # the release that wrote it
    made_at: str
    dumped_by: int  # the major version of the pg_dump
    migrations: list[str]  # those that the database had, as "app.name"
    sha256: str = NO_DIGEST
    backup: int = FORMAT

    def line(self) -> bytes:
        """The first line of the file; as long whatever the digest is."""
        return f"{json.dumps(asdict(self), sort_keys=True)}\n".encode()


def write_whole(path: Path, stamp: Stamp, pieces: Callable[[], Iterator[bytes]]) -> Stamp:
    """The backup stands at `path`, readable by its owner alone; when anything fails, what was there before does."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    digest = hashlib.sha256()
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            file.write(stamp.line())
            for piece in pieces():
                digest.update(piece)
                file.write(piece)
            sealed = Stamp(**{**asdict(stamp), "sha256": digest.hexdigest()})
            file.seek(0)
            file.write(sealed.line())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return sealed


def open_whole(file: IO[bytes]) -> Stamp:
    """The stamp of a backup that is as it was written; the file stands where the archive begins."""
    stamp = _stamp(file.readline(PIECE))
    begin, digest = file.tell(), hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    if digest.hexdigest() != stamp.sha256:
        raise NotABackup("The backup is not as it was written: it was cut short or damaged.")
    file.seek(begin)
    return stamp


def _stamp(line: bytes) -> Stamp:
    try:
        said = json.loads(line)
        stamp = Stamp(**{each.name: said[each.name] for each in fields(Stamp)})
    except (ValueError, KeyError, TypeError):
        raise NotABackup("The file is no backup of Cyfran.") from None
    if stamp.backup != FORMAT:
        raise NotABackup(
            "The backup was written by a later release of Cyfran: restore it with that."
        )
    return stamp
