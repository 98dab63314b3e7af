"""A line over months, with the last figure said and the whole row of figures in a table below."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as say

from cyfran.kernel.ui.charts.figures import Point, Written, in_pounds, share, sheet

HEIGHT, TOP, FLOOR = 190, 26, 158
MOST_LABELS = 6


def months_line(
    points: Sequence[Point],
    *,
    title: str,
    of: str = "",
    value: str = "",
    written: Written = in_pounds,
) -> SafeString:
    """The points from left to right on a scale that includes nought; an empty string for no points."""
    if not points:
        return mark_safe("")
    low = min(0, *(point.value for point in points))
    high = max(1, *(point.value for point in points))
    heights = [FLOOR - (point.value - low) * (FLOOR - TOP) / (high - low) for point in points]
    first, last = points[0], points[-1]
    told = say("From %(start)s in %(first)s to %(end)s in %(last)s.") % {
        "start": written(first.value),
        "first": first.label,
        "end": written(last.value),
        "last": last.label,
    }
    inside = [
        _floor(low, high),
        _curve(heights),
        *_dots(heights),
        *_labels(points),
        _last(heights, last, written),
    ]
    chart = sheet(title, told, height=HEIGHT, kind="line-chart", inside=inside)
    return format_html(
        '<figure class="chart"><figcaption class="chart-title">{}</figcaption>{}{}</figure>',
        title,
        chart,
        _table(points, of or say("Month"), value or say("Amount"), written, title),
    )


def _across(index: int, count: int) -> str:
    """Where a point stands from left to right, with room for half a label on each side."""
    return share(4 + index * 92 / max(count - 1, 1), 100)


def _floor(low: int, high: int) -> SafeString:
    zero = FLOOR + low * (FLOOR - TOP) / (high - low)
    return format_html('<line class="axis" x1="0" x2="100%" y1="{0}" y2="{0}"/>', f"{zero:g}")


def _curve(heights: Sequence[float]) -> SafeString:
    count = len(heights)
    spots = " ".join(f"{4 + i * 92 / max(count - 1, 1):.2f},{y:.2f}" for i, y in enumerate(heights))
    return format_html(
        '<svg viewBox="0 0 100 {0}" width="100%" height="{0}" preserveAspectRatio="none">'
        '<polyline class="curve" points="{1}"/></svg>',
        HEIGHT,
        spots,
    )


def _dots(heights: Sequence[float]) -> list[SafeString]:
    last = len(heights) - 1
    return [
        format_html(
            '<circle class="dot{}" cx="{}" cy="{}" r="{}"/>',
            " dot-now" if index == last else "",
            _across(index, len(heights)),
            f"{height:g}",
            6 if index == last else 3,
        )
        for index, height in enumerate(heights)
    ]


def _labels(points: Sequence[Point]) -> list[SafeString]:
    count = len(points)
    every = max(1, -(-count // MOST_LABELS))
    return [
        format_html(
            '<text class="tick-label" x="{}" y="{}" text-anchor="middle">{}</text>',
            _across(index, count),
            HEIGHT - 8,
            point.label,
        )
        for index, point in enumerate(points)
        if (count - 1 - index) % every == 0
    ]


def _last(heights: Sequence[float], last: Point, written: Written) -> SafeString:
    return format_html(
        '<text class="last-label" x="{}" y="{}" text-anchor="{}">{}</text>',
        "96%" if len(heights) > 1 else "4%",
        f"{max(heights[-1] - 12, 14):g}",
        "end" if len(heights) > 1 else "start",
        written(last.value),
    )


def _table(
    points: Sequence[Point], of: str, value: str, written: Written, title: str
) -> SafeString:
    rows = format_html_join(
        "",
        '<tr><th scope="row">{}</th><td class="number">{}</td></tr>',
        ((point.label, written(point.value)) for point in points),
    )
    return format_html(
        '<details class="chart-data"><summary>{}</summary><table class="table">'
        '<caption class="visually-hidden">{}</caption><thead><tr><th scope="col">{}</th>'
        '<th scope="col" class="number">{}</th></tr></thead><tbody>{}</tbody></table></details>',
        say("Show the figures"),
        title,
        of,
        value,
        rows,
    )
