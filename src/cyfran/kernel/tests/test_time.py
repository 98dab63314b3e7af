"""Days are the society's; clear days count neither end; both clock changes are ordinary days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from cyfran.kernel.time import clear_days_after, moment_on, society_day, start_of_day


@dataclass(frozen=True)
class Place:
    zone: str = "Europe/London"


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29)),
        (
            datetime(2026, 6, 30, 23, 30, tzinfo=UTC),
            date(2026, 7, 1),
        ),  # summer time is an hour ahead
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), date(2026, 12, 31)),
    ],
)
def test_a_day_is_the_one_it_is_where_the_society_is(at: datetime, day: date) -> None:
    assert society_day(Place(), at) == day


def test_the_days_on_which_the_clocks_change_begin_at_midnight_there() -> None:
    assert start_of_day(Place(), date(2026, 3, 29)) == datetime(2026, 3, 29, 0, tzinfo=UTC)
    assert start_of_day(Place(), date(2026, 3, 30)) == datetime(2026, 3, 29, 23, tzinfo=UTC)
    assert start_of_day(Place(), date(2026, 10, 25)) == datetime(2026, 10, 24, 23, tzinfo=UTC)
    assert start_of_day(Place(), date(2026, 10, 26)) == datetime(2026, 10, 26, 0, tzinfo=UTC)


def test_eight_in_the_evening_is_eight_on_the_wall_in_summer_and_winter() -> None:
    assert moment_on(Place(), date(2026, 7, 1), 20) == datetime(2026, 7, 1, 19, tzinfo=UTC)
    assert moment_on(Place(), date(2026, 12, 1), 20, 30) == datetime(
        2026, 12, 1, 20, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("served", "days", "first"),
    [
        (date(2026, 11, 2), 14, date(2026, 11, 17)),
        (date(2026, 3, 20), 14, date(2026, 4, 4)),
        (date(2028, 2, 20), 14, date(2028, 3, 6)),
        (date(2026, 5, 1), 0, date(2026, 5, 2)),
    ],
)
def test_clear_days_count_neither_the_day_of_service_nor_the_day_itself(
    served: date, days: int, first: date
) -> None:
    assert clear_days_after(served, days) == first
