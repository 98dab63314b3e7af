import re
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from cyfran.kernel.ui.charts import (
    Amount,
    Point,
    Step,
    bars,
    months_line,
    pound_bar,
    step_ring,
    waterfall,
)

SLY = '<script>alert("1")</script>'


def drawn(markup):
    """The markup read strictly: anything unescaped or unclosed fails here."""
    return ET.fromstring(f"<div>{markup}</div>")  # noqa: S314


def widths(markup, kind="rect"):
    return [
        element.get("width") for element in drawn(markup).iter(kind) if element.get("width") != "13"
    ]


EVERY_CHART = {
    "pound": lambda label, size: pound_bar([Amount(label, size), Amount("b", 10)]),
    "bars": lambda label, size: bars([Amount(label, size)], caption=label),
    "line": lambda label, size: months_line([Point(label, size), Point("b", 3)], title=label),
    "waterfall": lambda label, size: waterfall(
        [Step(label, size), Step("b", total=True)], caption=label
    ),
}


@pytest.mark.parametrize("chart", EVERY_CHART.values(), ids=EVERY_CHART)
def test_labels_are_escaped(chart):
    markup = chart(SLY, 5)
    assert "<script" not in markup
    assert "&lt;script&gt;" in markup
    drawn(markup)


@pytest.mark.parametrize("chart", EVERY_CHART.values(), ids=EVERY_CHART)
@pytest.mark.parametrize("size", [0, -1, -10, 10**12])
def test_nought_less_than_nought_and_very_much_are_drawn(chart, size):
    markup = chart("a", size)
    drawn(markup)
    assert "nan" not in markup
    assert not re.search(r'width="-', markup)


@pytest.mark.parametrize("chart", EVERY_CHART.values(), ids=EVERY_CHART)
def test_nothing_inline_that_a_strict_policy_forbids(chart):
    markup = chart("a", 5)
    assert "style=" not in markup
    assert "onclick" not in markup


def test_the_parts_of_a_pound_fill_the_bar():
    markup = pound_bar(
        [Amount("Growers", 78), Amount("Vans", 11), Amount("Hub", 8), Amount("All", 3)]
    )
    assert widths(markup) == ["78%", "11%", "8%", "3%"]
    assert "<desc>Growers 78p, Vans 11p, Hub 8p, All 3p</desc>" in markup


def test_a_pound_of_nothing_draws_no_part():
    assert widths(pound_bar([Amount("Growers", 0)])) == []


def test_a_part_below_nought_is_named_and_takes_no_room():
    markup = pound_bar([Amount("Growers", 50), Amount("Loss", -5)])
    assert widths(markup) == ["100%"]
    assert "-5p" in markup


def test_in_welsh_pence_are_ceiniogau():
    with translation.override("cy"):
        markup = pound_bar([Amount("Tyfwyr", 78)])
    assert "<title>I ble mae punt yn mynd</title>" in markup
    assert "78c" in markup


def test_a_bar_below_nought_goes_left_of_the_line_of_the_others():
    markup = bars([Amount("a", 300), Amount("b", -100)], caption="c")
    rectangles = list(drawn(markup).iter("rect"))
    assert [(r.get("x"), r.get("width")) for r in rectangles] == [("25%", "75%"), ("0%", "25%")]
    assert "−£1.00" in markup


def test_bars_are_a_table_that_says_the_same():
    rows = drawn(bars([Amount("a", 300)], caption="Paid")).iter("tr")
    assert [cell.text for row in rows for cell in row if cell.text] == [
        "Name",
        "Amount",
        "a",
        "£3.00",
    ]


def test_each_step_of_a_waterfall_hangs_where_the_last_one_ended():
    steps = [Step("in", 100), Step("out", -30), Step("out", -80), Step("left", total=True)]
    markup = waterfall(steps, caption="c")
    places = [(r.get("x"), r.get("width")) for r in drawn(markup).iter("rect")]
    assert places[0] == ("9.091%", "90.909%")
    assert places[1] == ("72.727%", "27.273%")
    assert places[3] == ("0%", "9.091%")
    assert "−£0.10" in markup


def test_no_points_no_line():
    assert months_line([], title="t") == ""


def test_one_point_is_a_line_too():
    assert "£0.05" in months_line([Point("Jan", 5)], title="t")


def test_a_line_carries_its_figures_as_a_table():
    markup = months_line([Point("Jan", 500), Point("Feb", -200)], title="Sales")
    assert "<desc>From £5.00 in Jan to −£2.00 in Feb.</desc>" in markup
    assert len(list(drawn(markup).iter("tr"))) == 3


def test_many_months_are_not_all_named():
    markup = months_line([Point(str(month), month) for month in range(24)], title="t")
    assert markup.count("tick-label") == 6


@pytest.mark.parametrize(("done", "of", "said"), [(2, 4, "2/4"), (9, 4, "4/4"), (-1, 0, "0/1")])
def test_a_ring_never_says_more_than_the_whole(done, of, said):
    markup = step_ring(done, of, told="x")
    assert f">{said}</text>" in markup
    drawn(markup)
