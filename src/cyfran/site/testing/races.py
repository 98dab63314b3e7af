"""Doing things at once, each on a connection of its own, as the buyers of the last unit do."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

Result = TypeVar("Result")


def at_once(*calls: Callable[[], Result]) -> list[Result | Exception]:
    """Each call's result, or the exception it ended with, in the order given; all start together.

    For tests with `committed_db`: what one thread writes must be there for the others to see.
    """
    barrier = threading.Barrier(len(calls))

    def attempt(call: Callable[[], Result]) -> Result | Exception:
        try:
            connections["default"].ensure_connection()
            barrier.wait(30)
            return call()
        except Exception as outcome:  # noqa: BLE001 - the test looks at what it was
            return outcome
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(attempt, calls))
