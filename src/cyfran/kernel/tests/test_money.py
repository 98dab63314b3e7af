"""Money is integer minor units; it is written one way and rounded half up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyfran.kernel.money import Money, format_money, parse_money, share_of


@pytest.mark.parametrize(
    ("minor", "shown"),
    [
        (0, "£0.00"),
        (5, "£0.05"),
        (118640, "£1,186.40"),
        (-96, "−£0.96"),
        (123456789, "£1,234,567.89"),
    ],
)
def test_pounds_are_written_with_two_places_and_a_real_minus(minor: int, shown: str) -> None:
    assert format_money(minor) == shown


def test_minutes_are_written_as_hours_and_minutes() -> None:
    assert format_money(-95, "MIN") == "−1:35"


def test_another_currency_is_written_as_its_own_locale_writes_it() -> None:
    assert "1" in format_money(100, "EUR", "cy")


@pytest.mark.parametrize(
    ("text", "pence"), [("12", 1200), ("£1,234.5", 123450), (" 0.05 ", 5), ("−2", -200)]
)
def test_an_amount_is_read_as_people_write_it(text: str, pence: int) -> None:
    assert parse_money(text) == pence


@pytest.mark.parametrize(
    "text", ["", "abc", "1.234", "1e400", "NaN", "Infinity", "9" * 40, "£", "1.2.3", "٣.5.5"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        parse_money(text)


def test_two_currencies_cannot_be_added() -> None:
    with pytest.raises(ValueError, match="cannot be added"):
        Money(1, "GBP") + Money(1, "EUR")


def test_a_total_of_nothing_is_nought() -> None:
    assert Money.total([]) == Money(0)
    assert Money.total([Money(2), Money(3)]) - Money(1) == Money(4)
    assert str(-Money(5)) == "−£0.05"


@given(st.integers(-(10**12), 10**12))
def test_what_is_written_is_read_back(minor: int) -> None:
    assert parse_money(format_money(minor)) == minor


@given(st.integers(-(10**9), 10**9), st.integers(0, 10_000))
def test_a_share_is_within_half_a_penny_and_the_same_both_ways(
    amount: int, basis_points: int
) -> None:
    part = share_of(amount, basis_points)
    assert abs(part * 10_000 - amount * basis_points) <= 5_000
    assert share_of(-amount, basis_points) == -part
