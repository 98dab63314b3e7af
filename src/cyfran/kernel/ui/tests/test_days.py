from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from cyfran.kernel.ui import days

LONDON = ZoneInfo("Europe/London")
THURSDAY = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)


def test_a_moment_is_said_in_full():
    with timezone.override(LONDON):
        assert days.moment_in_full(THURSDAY) == "Thursday 26 November, 19:00"


def test_a_moment_is_said_in_full_in_welsh():
    with timezone.override(LONDON), translation.override("cy"):
        assert days.moment_in_full(THURSDAY) == "dydd Iau 26 Tachwedd, 19:00"


def test_the_day_is_the_societys_not_greenwichs():
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    with timezone.override(LONDON):
        assert days.moment_in_full(late) == "Wednesday 1 July, 00:30"


def test_a_plain_date_is_itself():
    assert days.day_in_full(date(2026, 11, 24)) == "Tuesday 24 November"


def test_other_years_can_be_named():
    assert days.day_with_year(date(2021, 3, 3)) == "3 March 2021"
    assert days.short_day(THURSDAY) == "26 Nov 2026"
    with translation.override("cy"):
        assert days.day_with_year(date(2021, 3, 3)) == "3 Mawrth 2021"


@pytest.mark.parametrize(
    ("hour", "english", "welsh"),
    [
        (0, "Good morning, Mair", "Bore da, Mair"),
        (11, "Good morning, Mair", "Bore da, Mair"),
        (12, "Good afternoon, Mair", "Prynhawn da, Mair"),
        (17, "Good afternoon, Mair", "Prynhawn da, Mair"),
        (18, "Good evening, Mair", "Noswaith dda, Mair"),
        (23, "Good evening, Mair", "Noswaith dda, Mair"),
    ],
)
def test_the_greeting_goes_by_the_hour(hour, english, welsh):
    at = datetime(2026, 11, 24, hour, 30, tzinfo=UTC)
    assert days.greeting(at, "Mair") == english
    with translation.override("cy"):
        assert days.greeting(at, "Mair") == welsh


def test_a_stranger_is_greeted_too():
    assert days.greeting(THURSDAY) == "Good evening"
