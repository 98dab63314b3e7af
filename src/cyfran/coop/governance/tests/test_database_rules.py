"""The database decides by the same rules as rules.py: called as the owner, whose functions these are."""

import itertools
from datetime import date, datetime

import psycopg
import pytest

from cyfran.coop.governance import rules
from cyfran.coop.governance.tests import cast
from cyfran.coop.governance.tests.test_rules import CLEAR_DAYS, LONDON
from cyfran.site.testing.clock import Clock

ROLL = 100
Owner = psycopg.Connection[tuple[object, ...]]


@pytest.fixture
def owner(committed_db: str, owner_connection: Owner) -> Owner:
    return owner_connection


def test_the_database_carries_and_loses_as_the_rules_say(owner: Owner) -> None:
    for kind, yes, no, abstained in itertools.product(
        rules.KINDS, (0, 1, 2, 3, 4, 75), (0, 1, 2, 25), (0, 1)
    ):
        threshold, turnout = rules.threshold_of(kind, 7500), rules.turnout_of(kind, ROLL)
        for quorum in (1, 3):
            expected = threshold.is_reached(yes, no, ROLL) and yes + no + abstained >= quorum
            expected = expected and yes + no >= turnout
            found = owner.execute(
                "SELECT governance_is_carried(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                [
                    yes,
                    no,
                    abstained,
                    quorum,
                    threshold.numerator,
                    threshold.denominator,
                    threshold.more_than,
                    ROLL,
                    threshold.of_all,
                    turnout,
                ],
            ).fetchone()
            assert found == (expected,), (kind, yes, no, abstained, quorum)


def test_the_database_ranks_the_kinds_as_the_rules_do(owner: Owner) -> None:
    for kind in rules.KINDS.values():
        found = owner.execute("SELECT governance_strength(%s)", [kind.code]).fetchone()
        assert found == (kind.strength + 1,)


@pytest.mark.parametrize("large", [0, 7500, 9000])
@pytest.mark.parametrize("roll", [1, 6, 7])
def test_the_database_has_the_terms_of_each_kind_that_the_rules_have(
    owner: Owner, large: int, roll: int
) -> None:
    for code, kind in rules.KINDS.items():
        threshold = rules.threshold_of(code, large)
        found = owner.execute(
            "SELECT * FROM governance_terms_of(%s, %s, %s)", [code, large, roll]
        ).fetchone()
        assert found == (
            threshold.numerator,
            threshold.denominator,
            threshold.more_than,
            threshold.of_all,
            rules.turnout_of(code, roll),
            kind.second_meeting,
            kind.registers,
        )


@pytest.mark.parametrize(
    ("kind", "first", "opens", "ends"),
    [
        ("conversion", date(2026, 11, 24), date(2026, 12, 8), date(2026, 12, 24)),
        ("conversion", date(2027, 1, 31), date(2027, 2, 14), date(2027, 2, 28)),
        ("amalgamation", date(2026, 11, 24), date(2026, 11, 25), date(2027, 5, 24)),
    ],
)
def test_a_second_meeting_has_the_days_that_the_law_gives_it(
    owner: Owner, kind: str, first: date, opens: date, ends: date
) -> None:
    found = owner.execute("SELECT * FROM governance_confirmation_days(%s, %s)", [kind, first])
    assert found.fetchone() == (opens, ends)


def test_the_database_counts_clear_days_by_the_calendar_of_the_place(
    committed_db: str, clock: Clock, owner_connection: Owner
) -> None:
    society = cast.founded_hub(clock).society
    for notice, opens, days in CLEAR_DAYS:
        said, taken = (
            datetime.fromisoformat(text).replace(tzinfo=LONDON) for text in (notice, opens)
        )
        for asked in {max(days, 0), days + 1}:
            assert _lawful(owner_connection, society.pk, said, taken, asked) is (asked <= days)


def _lawful(owner: Owner, society: int, said: datetime, taken: datetime, days: int) -> bool:
    try:
        owner.execute(
            "SELECT governance_check_times(s, NULL, %s, %s, %s + interval '40 days', %s) "
            "FROM societies_society s WHERE id = %s",
            [said, taken, taken, days, society],
        )
    except psycopg.errors.CheckViolation as refused:
        owner.rollback()
        if refused.diag.constraint_name != "notice_runs_its_clear_days":
            raise
        return False
    return True


def test_a_vote_of_three_days_may_stand_over_a_change_of_the_clocks(
    committed_db: str, clock: Clock, owner_connection: Owner
) -> None:
    society = cast.founded_hub(clock).society
    opens, closes = (
        datetime(2027, 3, day, 19, tzinfo=LONDON) for day in (26, 29)
    )  # three days, and 71 hours
    owner_connection.execute(
        "SELECT governance_check_times(s, NULL, %s, %s, %s, 0) FROM societies_society s WHERE id = %s",
        [datetime(2027, 3, 1, tzinfo=LONDON), opens, closes, society.pk],
    )


@pytest.mark.parametrize(
    ("closes", "days", "acts"),
    [
        ("2026-11-26 19:00", 3, "2026-11-30 00:00"),
        ("2026-11-26 00:00", 1, "2026-11-28 00:00"),
        ("2026-11-26 19:00", 0, "2026-11-26 19:00"),
        ("2026-10-24 19:00", 1, "2026-10-26 00:00"),
        ("2027-03-27 23:00", 1, "2027-03-29 00:00"),
    ],
)
def test_a_decision_acts_at_the_first_midnight_after_its_clear_days(
    committed_db: str, clock: Clock, owner_connection: Owner, closes: str, days: int, acts: str
) -> None:
    society = cast.founded_hub(clock).society
    closing, acting = (
        datetime.fromisoformat(text).replace(tzinfo=LONDON) for text in (closes, acts)
    )
    found = owner_connection.execute(
        "SELECT governance_enact_after(s, %s, %s) FROM societies_society s WHERE id = %s",
        [closing, days, society.pk],
    ).fetchone()
    assert found == (acting,)
