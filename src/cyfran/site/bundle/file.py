"""A bundle while it is written: rows go in one after the other, so that no size needs memory."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from io import SEEK_END
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FORMAT, VERSION = "cyfran bundle", 1
UNSEALED = b"sha256:" + b"0" * 64
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the same rows make the same bytes


class BundleFile:
    """The zip file under construction; `seal` completes it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files: dict[str, dict[str, Any]] = {}
        self._file = path.open("w+b")
        self._zip = ZipFile(self._file, "w", ZIP_DEFLATED)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        why: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self._zip.close()
        self._file.close()

    def write_rows(self, part: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """The part holds these rows, each a line of canonical JSON."""
        written = 0

        def lines() -> Iterable[bytes]:
            nonlocal written
            for row in rows:
                written += 1
                yield line_of(row)

        self.write_bytes(f"{part}.jsonl", lines())
        self.files[f"{part}.jsonl"]["rows"] = written

    def write_bytes(self, name: str, chunks: Iterable[bytes]) -> None:
        """The file holds these bytes, and the manifest their digest."""
        digest, size, member = hashlib.sha256(), 0, _member(name)
        with self._zip.open(member, "w", force_zip64=True) as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
        packed = _digest(self._file, member.header_offset, self._file.tell())
        self.files[name] = {"sha256": digest.hexdigest(), "bytes": size, "packed": packed}

    def seal(self, facts: Mapping[str, Any]) -> str:
        """The manifest stands in the bundle, and its comment is the digest of every byte before: the seal."""
        manifest = {"format": FORMAT, "version": VERSION, **facts, "files": self.files}
        text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
        self._zip.writestr(_member("manifest.json"), text)
        self._zip.comment = UNSEALED
        self._zip.close()
        seal = _digest(self._file, 0, self._file.seek(-64, SEEK_END))
        self._file.write(seal.encode())
        self._file.flush()
        return seal


def line_of(row: Mapping[str, Any]) -> bytes:
    """The row as one line: sorted keys, no blanks, times in UTC to the microsecond."""
    plain = {name: plainly(value) for name, value in row.items()}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def plainly(value: Any) -> Any:
    """What JSON has no word for, in the words of docs/bundle.md."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    if isinstance(value, list | tuple):
        return [plainly(one) for one in value]
    if value is None or isinstance(value, bool | int | str | dict):
        return value
    return str(value)


def _member(name: str) -> ZipInfo:
    info = ZipInfo(name, FIRST_DAY)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def _digest(file: IO[bytes], start: int, end: int) -> str:
    """The digest of what was written from `start` to `end`, where the file stands afterwards."""
    digest = hashlib.sha256()
    file.seek(start)
    while start < end:
        chunk = file.read(min(1 << 20, end - start))
        start += len(chunk)
        digest.update(chunk)
    return digest.hexdigest()
