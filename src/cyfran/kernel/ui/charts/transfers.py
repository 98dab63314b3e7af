"""How votes reached candidates in a transferable vote: first preferences, what came by transfers, and the quota."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as say

from cyfran.kernel.ui.charts.bars import drawn_table, lines_of
from cyfran.kernel.ui.charts.figures import Text, share, swatch


@dataclass(frozen=True)
class Transfer:
    """A candidate: votes from first preferences and from transfers, in whole units, and the sum as it is written."""

    label: Text
    first: int
    gained: int
    written: str
    elected: bool


def transfers(
    rows: Sequence[Transfer], *, quota: int, scale: int, caption: str, of: str, value: str
) -> SafeString:
    """A bar a candidate on one scale, with a line at the quota; the figure at the right is what the bar shows."""
    lines = ((_named(row), _bar(row, quota, scale), row.written) for row in rows)
    keys = (("leek", say("First preferences")), ("daffodil", say("From transfers")))
    legend = format_html_join("", "<li>{} {}</li>", ((swatch(tone), name) for tone, name in keys))
    return format_html(
        '<div class="chart">{}<ul class="legend">{}<li>{}</li></ul></div>',
        drawn_table(caption, of, value, lines_of(lines)),
        legend,
        say("The line is the quota."),
    )


def _named(row: Transfer) -> SafeString:
    if row.elected:
        return format_html("{} <strong>({})</strong>", row.label, say("elected"))
    return format_html("{}", row.label)


def _bar(row: Transfer, quota: int, scale: int) -> SafeString:
    return format_html(
        '<svg class="bar" width="100%" height="22" aria-hidden="true">'
        '<rect class="tone-leek" x="0" width="{first}" height="14" y="4"/>'
        '<rect class="tone-daffodil" x="{first}" width="{gained}" height="14" y="4"/>'
        '<line class="quota" x1="{quota}" x2="{quota}" y1="0" y2="22"/></svg>',
        first=share(row.first, scale),
        gained=share(row.gained, scale),
        quota=share(quota, scale),
    )
