from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cyfran.kernel.money import format_money
from cyfran.kernel.ui.forms import MoneyField, PercentField


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("12", 1200),
        ("12.5", 1250),
        ("12.50", 1250),
        ("1,234.50", 123450),
        ("£2", 200),
        ("£1,234,567.89", 123456789),
        (" £ 2.00 ", 200),
        ("50p", 50),
        ("50c", 50),
        ("0", 0),
        ("007", 700),
        ("1 234", 123400),
    ],
)
def test_an_amount_as_people_write_it_is_read(typed, pence):
    assert MoneyField().clean(typed) == pence


@pytest.mark.parametrize(
    "typed",
    [
        "2,50", "1,23", "12,34.5", ",5", "1,,000", "1.234", "1e3", "1.2.3", ".", "£", "p", "--1",
        "£-£1", "twelve", "12 pounds", "NaN", "Infinity", "-", "１２", "1_000", "0x10", "9" * 30,
        "1;DROP TABLE", "<b>1</b>", "12.50€", "+5", "1/2",
    ],
)  # fmt: skip
def test_what_could_be_misread_is_refused_not_guessed(typed):
    with pytest.raises(ValidationError) as refused:
        MoneyField().clean(typed)
    assert refused.value.messages == ["Write the amount in pounds and pence, such as 12.50."]


def test_nothing_is_asked_for():
    with pytest.raises(ValidationError) as refused:
        MoneyField().clean("")
    assert refused.value.messages == ["Write an amount, such as 12.50."]
    assert MoneyField(required=False).clean("") is None


def test_below_the_least_and_above_the_most_say_what_is_allowed():
    with pytest.raises(ValidationError, match=r"Write £1\.00 or more\."):
        MoneyField(min_value=100).clean("0.99")
    with pytest.raises(ValidationError, match=r"Write £1,000\.00 or less\."):
        MoneyField(max_value=100_000).clean("1000.01")
    with pytest.raises(ValidationError, match=r"Write £0\.00 or more\."):
        MoneyField().clean("−5")


def test_below_nought_where_that_is_allowed():
    assert MoneyField(min_value=-1000).clean("-£5.00") == -500
    assert MoneyField(min_value=-1000).clean("−5") == -500


def test_it_speaks_welsh():
    with translation.override("cy"):
        with pytest.raises(ValidationError) as refused:
            MoneyField().clean("llawer")
        assert "punnoedd a cheiniogau" in refused.value.messages[0]


def test_what_was_typed_is_shown_again_and_pence_are_shown_as_pounds():
    widget = MoneyField().widget
    assert widget.format_value(123450) == "1234.50"
    assert widget.format_value(-5) == "−0.05"
    assert widget.format_value("2,50") == "2,50"


@given(st.integers(-(10**11), 10**11))
def test_whatever_is_written_by_us_is_read_back(pence):
    field = MoneyField(min_value=-(10**12))
    assert field.clean(format_money(pence)) == pence
    assert field.clean(field.widget.format_value(pence)) == pence


@given(st.text(max_size=30))
def test_no_text_breaks_it(text):
    with suppress(ValidationError):
        pence = MoneyField(required=False).clean(text)
        assert pence is None or 0 <= pence <= 10**12


@pytest.mark.parametrize(
    ("typed", "basis_points"),
    [("12.5", 1250), ("12.5%", 1250), ("10 %", 1000), ("0", 0), ("100", 10_000)],
)
def test_a_percentage_is_read_to_the_hundredth(typed, basis_points):
    assert PercentField().clean(typed) == basis_points


@pytest.mark.parametrize("typed", ["12.345", "£5", "50p", "twelve", "1,5"])
def test_what_is_no_percentage_is_refused(typed):
    with pytest.raises(ValidationError, match="two figures after the point"):
        PercentField().clean(typed)


def test_a_percentage_stays_within_its_bounds():
    with pytest.raises(ValidationError, match="from 0 to 50"):
        PercentField(max_value=5000).clean("50.01")


def test_a_percentage_is_shown_without_idle_noughts():
    assert PercentField().widget.format_value(1250) == "12.5"
    assert PercentField().widget.format_value(1000) == "10"
    assert PercentField().widget.format_value(0) == "0"
