"""Time: the one place that reads a clock. Times are UTC; days are the society's zone."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from django.db import connection


class HasZone(Protocol):
    """Anything that says in which zone its days are counted."""

    @property
    def zone(self) -> str: ...


def now() -> datetime:
    """The moment by the installation's clock (`cyfran_now()` in the database).

    For views, jobs and commands; the domain is told the time as `at`.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT cyfran_now()")
        moment: datetime = cursor.fetchone()[0]
    return moment.astimezone(UTC)


def society_day(society: HasZone, at: datetime) -> date:
    """The calendar day it is for the society at that moment."""
    return at.astimezone(ZoneInfo(society.zone)).date()


def start_of_day(society: HasZone, day: date) -> datetime:
    """The first moment of that day where the society is, in UTC."""
    return datetime.combine(day, time(), tzinfo=ZoneInfo(society.zone)).astimezone(UTC)


def moment_on(society: HasZone, day: date, hour: int, minute: int = 0) -> datetime:
    """A wall-clock time of that day where the society is, in UTC."""
    return datetime.combine(day, time(hour, minute), tzinfo=ZoneInfo(society.zone)).astimezone(UTC)


def clear_days_after(day: date, count: int) -> date:
    """The first day that leaves `count` clear days after `day`: neither end is counted.

    >>> clear_days_after(date(2026, 11, 2), 14)
    datetime.date(2026, 11, 17)
    """
    return day + timedelta(days=count + 1)


def move_clock(to: datetime) -> datetime:
    """It is that moment now. Only in a cluster that was made as a demonstration, and only forwards.

    Raises IntegrityError (`only_a_demonstration_moves_its_clock`) anywhere else.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT cyfran_move_clock(%s)", [to])
    return to
