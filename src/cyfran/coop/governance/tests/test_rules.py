"""Thresholds, quorum and clear days, in Python and in the database: two tellings that must agree."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyfran.coop.governance import rules
from cyfran.coop.governance.models import ResolutionKind

ORDINARY = rules.threshold_of("ordinary", 7500)
THREE_QUARTERS = rules.threshold_of("rule_change", 7500)


@pytest.mark.parametrize(
    ("threshold", "votes_for", "votes_against", "carried"),
    [
        (ORDINARY, 1, 0, True),
        (ORDINARY, 0, 0, False),  # nobody said yes or no
        (ORDINARY, 0, 1, False),
        (ORDINARY, 50, 50, False),  # a tie is lost
        (ORDINARY, 51, 50, True),
        (ORDINARY, 50, 51, False),
        (ORDINARY, 10**9 + 1, 10**9, True),
        (THREE_QUARTERS, 3, 1, True),  # three quarters exactly
        (THREE_QUARTERS, 2, 1, False),
        (THREE_QUARTERS, 299, 100, False),
        (THREE_QUARTERS, 300, 100, True),
        (THREE_QUARTERS, 1, 0, True),
        (THREE_QUARTERS, 0, 0, False),
        (rules.threshold_of("extraordinary", 8000), 79, 21, False),
        (rules.threshold_of("extraordinary", 8000), 80, 20, True),
        (rules.threshold_of("extraordinary", 10_000), 999, 1, False),
        (rules.threshold_of("extraordinary", 10_000), 1000, 0, True),
    ],
)
def test_thresholds_compare_whole_numbers(
    threshold: rules.Threshold, votes_for: int, votes_against: int, carried: bool
) -> None:
    assert threshold.is_reached(votes_for, votes_against) is carried


def test_no_society_asks_for_less_than_the_statutory_floor() -> None:
    assert rules.threshold_of("rule_change", 6000) == THREE_QUARTERS


@given(st.integers(0, 500), st.integers(0, 500), st.sampled_from(sorted(rules.KINDS)))
def test_more_votes_for_never_lose_what_fewer_won(yes: int, no: int, kind: str) -> None:
    threshold = rules.threshold_of(kind, 7500)
    roll = yes + no + 1
    assert not threshold.is_reached(yes, no, roll) or threshold.is_reached(yes + 1, no, roll)
    assert (
        threshold.is_reached(yes, no + 1, roll) <= threshold.is_reached(yes, no, roll)
        or yes + no == 0
    )


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 100_000))
def test_a_quorum_is_the_number_or_the_share_whichever_is_greater(
    count: int, share: int, roll: int
) -> None:
    quorum = rules.quorum_of(count, share, roll)
    assert quorum >= count
    assert quorum * 10_000 >= share * roll
    assert quorum == count or (quorum - 1) * 10_000 < share * roll


@pytest.mark.parametrize(
    ("kind", "needed", "enough"),
    [
        ("ordinary", "ordinary", True),
        ("ordinary", "extraordinary", False),
        ("extraordinary", "ordinary", True),
        ("extraordinary", "rule_change", False),
        ("rule_change", "extraordinary", True),
    ],
)
def test_a_weak_resolution_carries_no_strong_change(kind: str, needed: str, enough: bool) -> None:
    assert rules.is_strong_enough(kind, needed) is enough


def test_every_kind_has_words() -> None:
    assert set(ResolutionKind.values) == set(rules.KINDS)


# Notice given at that moment, voting that opens at that one: how many clear days lie between, by the calendar of
# the place. The two middle groups stand over the changes of the clocks of 2026 and 2027.
LONDON = ZoneInfo("Europe/London")
CLEAR_DAYS = [
    ("2026-11-02 00:00", "2026-11-16 23:59", 13),
    ("2026-11-02 23:59", "2026-11-17 00:00", 14),
    ("2026-11-02 12:00", "2026-11-17 12:00", 14),
    ("2026-10-24 23:30", "2026-10-26 00:30", 1),  # the 25th has 25 hours
    ("2026-10-11 10:00", "2026-10-26 00:00", 14),
    ("2026-10-25 01:30", "2026-11-08 23:59", 13),
    ("2027-03-27 23:30", "2027-03-29 00:30", 1),  # the 28th has 23 hours
    ("2027-03-13 23:59", "2027-03-28 00:00", 14),
    ("2027-03-28 00:30", "2027-04-12 00:00", 14),
    ("2026-11-02 12:00", "2026-11-02 18:00", 0),
    ("2026-11-02 12:00", "2026-11-03 00:00", 0),
    ("2028-02-28 12:00", "2028-03-01 12:00", 1),  # a leap year
]


@pytest.mark.parametrize(("notice", "opens", "days"), CLEAR_DAYS)
def test_clear_days_count_neither_end(notice: str, opens: str, days: int) -> None:
    said, taken = (
        datetime.fromisoformat(text).replace(tzinfo=LONDON).date() for text in (notice, opens)
    )
    assert rules.clear_days_between(said, taken) == days


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)), st.integers(0, 60))
def test_the_earliest_opening_leaves_just_the_days_asked_for(said: date, days: int) -> None:
    first = rules.earliest_opening(said, days)
    assert rules.clear_days_between(said, first) == days
    assert not days or rules.clear_days_between(said, first - timedelta(days=1)) < days
