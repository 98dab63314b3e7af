"""Counting in memory: a request adds to it and asks the database nothing; once a minute it is written down."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cyfran.kernel.visits.rules import REST

MOST = 2_000  # different counts in a minute; whoever makes up sources cannot fill the table


@dataclass(frozen=True)
class Counted:
    """A count of a society's day, added up."""

    society_id: int
    day: date
    kind: str
    name: str
    times: int = 1
    slow: int = 0
    milliseconds: int = 0

    @property
    def place(self) -> tuple[int, date, str, str]:
        """What it is a count of."""
        return (self.society_id, self.day, self.kind, self.name)


class Tally:
    """What one process has counted and not yet written down; every thread adds to it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sums: dict[tuple[int, date, str, str], tuple[int, int, int]] = {}

    def add(self, *counted: Counted, first: Callable[[], None] = lambda: None) -> None:
        """They are counted; `first` is called when nothing was waiting before."""
        with self._lock:
            was_empty = not self._sums
            for each in counted:
                place = each.place
                if place not in self._sums and len(self._sums) >= MOST:
                    place = (*place[:3], REST)
                times, slow, milliseconds = self._sums.get(place, (0, 0, 0))
                self._sums[place] = (
                    times + each.times,
                    slow + each.slow,
                    milliseconds + each.milliseconds,
                )
        if was_empty and counted:
            first()

    def take(self) -> list[Counted]:
        """Everything that was counted; from now on nothing is."""
        with self._lock:
            taken, self._sums = self._sums, {}
        return [Counted(*place, *sums) for place, sums in taken.items()]
