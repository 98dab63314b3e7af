"""Horizontal bars: a table whose middle column is drawn, so that it reads the same with and without eyes."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as say

from cyfran.kernel.ui.charts.figures import Amount, Written, in_pounds, share, tone_of


def bars(
    rows: Sequence[Amount],
    *,
    caption: str,
    of: str = "",
    value: str = "",
    written: Written = in_pounds,
) -> SafeString:
    """Each row's name, its bar and its figure; below nought a bar goes left of the common line."""
    low = min([0, *(row.size for row in rows)])
    high = max([0, *(row.size for row in rows)])
    lines = (
        (
            row.label,
            bar(min(row.size, 0), max(row.size, 0), low, high, tone_of(row, 0)),
            written(row.size),
        )
        for row in rows
    )
    return drawn_table(caption, of or say("Name"), value or say("Amount"), lines_of(lines))


def lines_of(lines: Iterable[tuple[object, ...]]) -> SafeString:
    """Rows of a drawn table: name, bar, figure."""
    return format_html_join(
        "",
        '<tr><th scope="row">{}</th><td class="drawn">{}</td><td class="number">{}</td></tr>',
        lines,
    )


def bar(start: int, end: int, low: int, high: int, tone: str) -> SafeString:
    """One bar from `start` to `end` on a scale from `low` to `high`; always seen, even when very small."""
    span = high - low
    return format_html(
        '<svg class="bar" width="100%" height="18" aria-hidden="true">'
        '<line class="axis" x1="{zero}" x2="{zero}" y1="0" y2="18"/>'
        '<rect class="tone-{tone}" x="{x}" width="{width}" height="12" y="3" rx="2"/></svg>',
        zero=share(-low, span),
        tone=tone,
        x=share(start - low, span),
        width=share(end - start, span),
    )


def drawn_table(caption: str, of: str, value: str, body: SafeString) -> SafeString:
    """A table with a drawn column."""
    return format_html(
        '<table class="table drawn-table"><caption>{}</caption><thead><tr>'
        '<th scope="col">{}</th><td></td><th scope="col" class="number">{}</th>'
        "</tr></thead><tbody>{}</tbody></table>",
        caption,
        of,
        value,
        body,
    )
