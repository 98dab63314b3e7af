"""A digest of source files: whether what was made from them is still up to date."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1]

# What a database is made from: its tables, its guards and functions, its rule definitions.
SCHEMA = (
    "**/migrations/*.py",
    "**/sql/*.sql",
    "**/models.py",
    "**/models/*.py",
    "**/rulebook.py",
    "kernel/database.py",
    "kernel/guards.py",
    "kernel/recording.py",
    "site/management/commands/upgrade.py",
)


def fingerprint(patterns: Iterable[str] = SCHEMA, folder: Path = SOURCE) -> str:
    """A digest of the names and contents of the files that match, 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in sorted({found for pattern in patterns for found in folder.glob(pattern)}):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(folder)} {content}\n".encode())
    return digest.hexdigest()
