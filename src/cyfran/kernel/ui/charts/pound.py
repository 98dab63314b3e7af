"""Where a pound goes: one bar, its parts in order, each named with its figure."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as say

from cyfran.kernel.ui.charts.figures import Amount, Written, share, sheet, swatch, tone_of

HEIGHT = 24


def in_pence(pence: int) -> str:
    """`78` -> `78p`."""
    return say("%(count)sp") % {"count": pence}


def pound_bar(
    parts: Sequence[Amount], *, title: str = "", written: Written = in_pence
) -> SafeString:
    """A whole in its parts, side by side. A part below nought is named, and takes no room.

    Sizes may be pence of a pound or any amounts; `written` says how they are written.
    """
    whole = sum(max(part.size, 0) for part in parts)
    told = ", ".join(f"{part.label} {written(part.size)}" for part in parts)
    bar = sheet(
        title or say("Where a pound goes"),
        told,
        height=HEIGHT,
        kind="pound-bar",
        inside=_rectangles(parts, whole),
    )
    legend = format_html_join(
        "",
        "<li>{}{} <strong>{}</strong></li>",
        (
            (swatch(tone_of(part, index)), part.label, written(part.size))
            for index, part in enumerate(parts)
        ),
    )
    return format_html('<figure class="chart">{}<ul class="legend">{}</ul></figure>', bar, legend)


def _rectangles(parts: Sequence[Amount], whole: int) -> list[SafeString]:
    drawn, start = [], 0
    for index, part in enumerate(parts):
        size = max(part.size, 0)
        if size:
            drawn.append(
                format_html(
                    '<rect class="pound-part tone-{}" x="{}" width="{}" height="{}"/>',
                    tone_of(part, index),
                    share(start, whole),
                    share(size, whole),
                    HEIGHT,
                )
            )
        start += size
    return drawn
