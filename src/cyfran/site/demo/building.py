"""The demonstration as `cyfran run` builds it: behind the running site, once, and from the start if it was interrupted."""

import time
from pathlib import Path

import psycopg

from cyfran.site.postgres.databases import administration, create_database, drop_database
from cyfran.site.postgres.home import DATABASE, SUPERUSER, Home
from cyfran.site.supervisor import Child, Children, python_module


class Building:
    """Marks in the state folder say whether the world was begun, and whether it is whole."""

    def __init__(self, state: Path) -> None:
        self._begun = state / "demonstration-begun"
        self._whole = state / "demonstration-whole"
        self._log = state / "logs" / "demonstration.log"
        self._child: Child | None = None
        self._since = time.monotonic()

    @property
    def was_interrupted(self) -> bool:
        """A world was begun here and never became whole: half of one cannot be gone on with."""
        return self._begun.exists() and not self._whole.exists()

    def clear(self, home: Home) -> bool:
        """The half-built world is gone, with its database, which is empty again. False if it is no demonstration's."""
        if not _is_demonstration(home):
            return False
        with administration(home.url(SUPERUSER, "postgres")) as connection:
            drop_database(connection, DATABASE)
            create_database(connection, DATABASE)
        self._begun.unlink()
        return True

    def start(self, children: Children) -> None:
        """The world is being built, unless it is whole already."""
        if self._whole.exists():
            return
        self._begun.touch()
        command = python_module("cyfran", "demo")
        self._child = children.start(Child("demonstration", command, log=self._log, is_task=True))

    def news(self) -> str:
        """What there is to say since the last look: that it is whole, or that it failed."""
        if self._child is None or self._child.ended_with is None:
            return ""
        child, self._child = self._child, None
        if child.ended_with:
            return f"  The demonstration could not be finished.{child.last_words()}"
        self._whole.touch()
        return (
            f"  The demonstration is whole, {time.monotonic() - self._since:.0f} s after the start."
        )


def _is_demonstration(home: Home) -> bool:
    try:
        with administration(home.url(SUPERUSER)) as connection:
            row = connection.execute("SELECT demonstration FROM societies_installation").fetchone()
    except psycopg.errors.UndefinedTable:
        return False
    return bool(row and row[0])
