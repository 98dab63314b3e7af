from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from cyfran.kernel.ui.forms import DayField, MomentField, QuantityField


@pytest.mark.parametrize(
    ("boxes", "day"),
    [
        (["26", "11", "2026"], date(2026, 11, 26)),
        (["1", "1", "2026"], date(2026, 1, 1)),
        (["01", "02", "2026"], date(2026, 2, 1)),
        ([" 26 ", " Nov ", "2026"], date(2026, 11, 26)),
        (["26", "november", "2026"], date(2026, 11, 26)),
        (["26", "Tachwedd", "2026"], date(2026, 11, 26)),
        (["29", "2", "2028"], date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_from_its_boxes(boxes, day):
    assert DayField().clean(boxes) == day


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        (["", "", ""], "Write the day, the month and the year."),
        (["26", "", "2026"], "Write the day, the month and the year."),
        (["31", "2", "2026"], "There is no such day."),
        (["29", "2", "2026"], "There is no such day."),
        (["0", "1", "2026"], "There is no such day."),
        (["1", "13", "2026"], "There is no such day."),
        (["26", "11", "26"], "four figures"),
        (["26", "11", "0000"], "There is no such day."),
        (["x", "11", "2026"], "in figures"),
        (["26", "Brumaire", "2026"], "in figures"),
        (["²6", "11", "2026"], "in figures"),
        (["-1", "11", "2026"], "in figures"),
    ],
)
def test_a_day_that_is_none_is_refused_with_what_to_look_at(boxes, said):
    with pytest.raises(ValidationError) as refused:
        DayField().clean(boxes)
    assert said in refused.value.messages[0]


def test_a_day_may_be_left_out_where_it_is_optional_but_not_half_of_it():
    assert DayField(required=False).clean(["", "", ""]) is None
    with pytest.raises(ValidationError):
        DayField(required=False).clean(["1", "", ""])


def test_a_day_stays_within_its_bounds():
    field = DayField(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))
    with pytest.raises(ValidationError, match="Choose 1 January 2026 or later"):
        field.clean(["31", "12", "2025"])
    with pytest.raises(ValidationError, match="Choose 31 December 2026 or earlier"):
        field.clean(["1", "1", "2027"])


def test_a_day_shows_itself_in_its_boxes():
    assert DayField().widget.decompress(date(2026, 11, 26)) == [26, 11, 2026]


def test_it_speaks_welsh():
    with translation.override("cy"), pytest.raises(ValidationError, match="Does dim diwrnod"):
        DayField().clean(["31", "2", "2026"])


def test_a_moment_is_where_the_society_is_and_kept_in_utc():
    with timezone.override(ZoneInfo("Europe/London")):
        assert MomentField().clean(["1", "7", "2026", "00:30"]) == datetime(
            2026, 6, 30, 23, 30, tzinfo=UTC
        )
        assert MomentField().clean(["26", "11", "2026", "19.00"]) == datetime(
            2026, 11, 26, 19, tzinfo=UTC
        )
        shown = MomentField().widget.decompress(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    assert shown == [1, 7, 2026, "00:30"]


@pytest.mark.parametrize("hour", ["", "7pm", "24:00", "19:60", "1900000", "half seven"])
def test_a_moment_needs_a_time_of_day(hour):
    with pytest.raises(ValidationError, match="hours and minutes"):
        MomentField().clean(["1", "7", "2026", hour])


@pytest.mark.parametrize(
    ("typed", "said"),
    [("13", "12 or less"), ("-1", "0 or more"), ("1.5", "whole number"), ("lots", "whole number")],
)
def test_a_quantity_says_what_it_can_be(typed, said):
    with pytest.raises(ValidationError, match=said):
        QuantityField(max_value=12).clean(typed)
