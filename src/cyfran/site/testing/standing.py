"""Fixtures that are built once and stand for every following test which begins with the same ones.

They lie on each other in one transaction, a savepoint each, and a test is a savepoint on top. What a test does is
undone when it ends: in the database by its savepoint, in the objects because it was handed copies. A test that begins
differently takes off what it does not share, and builds its own.
"""

import copy
import functools
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from inspect import isgeneratorfunction
from typing import Any

import pytest
from django.db import connection, transaction
from psycopg.pq import TransactionStatus

from cyfran.site.testing.environment import STATE

Build = Callable[..., Any]
LONGEST = 60.0  # seconds: what the database calls now stands still in a transaction
# Touched by whoever waits until every transaction of the server has ended, whatever its database.
WAITED_FOR = STATE / "waited-for"
_standing: list[Build] = []


@dataclass
class Level:
    """One fixture that stands: its savepoint, its value as it was when built, and what is open until it is taken off."""

    build: Build
    savepoint: transaction.Atomic
    value: Any = None
    generator: Generator[Any, None, None] | None = None


class World:
    """What stands in this process, lowest first."""

    def __init__(self) -> None:
        self._levels: list[Level] = []
        self._asked_for = 0  # by the present test, so far
        self._since = 0.0

    def value_of(self, build: Build, given: dict[str, Any]) -> Any:
        """As it stands, when the test began like the last one up to here; built on top of that otherwise."""
        height = self._asked_for
        self._asked_for += 1
        if height < len(self._levels) and self._levels[height].build is build:
            return copy.deepcopy(self._levels[height].value)
        self._take_off(height)
        if not self._levels:
            self._since = time.time()
        level = Level(build, _entered())
        self._levels.append(level)
        value = build(**given)
        if isgeneratorfunction(build):
            level.generator = value
            value = next(value)
        connection.check_constraints()
        level.value = copy.deepcopy(value)
        return value

    @contextmanager
    def test(self, set_up: Callable[[], object]) -> Iterator[None]:
        """What `set_up` asks for stands, and nothing else; what the block does is checked as a commit would, and undone."""
        self._asked_for = 0
        if self._levels and (time.time() - self._since > LONGEST or self._is_waited_for()):
            self.clear()
        try:
            set_up()
        except BaseException:
            self.clear()  # a fixture that is half built must not stand for the next test
            raise
        self._take_off(self._asked_for)
        savepoint = _entered()
        try:
            yield
            if not (connection.needs_rollback or _is_aborted()):
                connection.check_constraints()
        finally:
            _undo(savepoint)

    def _is_waited_for(self) -> bool:
        return WAITED_FOR.exists() and WAITED_FOR.stat().st_mtime > self._since

    def clear(self) -> None:
        """Nothing stands, and no transaction is open."""
        self._take_off(0)

    def _take_off(self, height: int) -> None:
        while len(self._levels) > height:
            level = self._levels.pop()
            if level.generator is not None:
                next(level.generator, None)
            _undo(level.savepoint)


world = World()


def standing(build: Build) -> Any:
    """Makes a fixture of this sort, as `pytest.fixture` makes others; it leaves what it is given as it is.

    Those defined first are built first, whatever a test's arguments say: begin a conftest with what is dear.
    """

    @functools.wraps(build)
    def found(**given: Any) -> Any:
        return world.value_of(build, given)

    _standing.append(found)
    return pytest.fixture(found)


def standing_for(request: pytest.FixtureRequest) -> list[str]:
    """The names of the test's fixtures that stand, in the order in which they are built."""
    places = {}
    for name in request.fixturenames:
        # pytest says in public which fixtures there are, and not what they are.
        manager = request._fixturemanager  # noqa: SLF001
        found = manager.getfixturedefs(name, request.node)
        if found and found[-1].func in _standing:
            places[name] = _standing.index(found[-1].func)
    return sorted(places, key=places.__getitem__)


def _is_aborted() -> bool:
    """Whether the test left the transaction as it was after a statement that failed."""
    return bool(connection.connection.info.transaction_status == TransactionStatus.INERROR)


def _entered() -> transaction.Atomic:
    savepoint = transaction.atomic()
    savepoint._from_testcase = True  # type: ignore[attr-defined]  # noqa: SLF001 - `durable` takes no notice, as in Django's
    savepoint.__enter__()
    return savepoint


def _undo(savepoint: transaction.Atomic) -> None:
    transaction.set_rollback(True)
    savepoint.__exit__(None, None, None)
