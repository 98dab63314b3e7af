"""What every chart is made of: figures, and how they are written and placed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from cyfran.kernel.languages import active_language
from cyfran.kernel.money import format_money

TONES = ("leek", "slate", "heather", "daffodil", "clay", "pale")
Written = Callable[[int], str]


Text = Any  # a string, a lazy translation or a Bilingual


@dataclass(frozen=True)
class Amount:
    """One part of a whole, or one bar: its name, its size in whole units, and a tone of the palette."""

    label: Text
    size: int
    tone: str = ""


@dataclass(frozen=True)
class Point:
    """One month, week or day on a line."""

    label: Text
    value: int


def in_pounds(minor: int) -> str:
    """`118640` -> `£1,186.40`, in the reader's language."""
    return format_money(minor, "GBP", active_language())


def tone_of(amount: Amount, index: int) -> str:
    """Its own tone, or the next in the row of tones."""
    return amount.tone if amount.tone in TONES else TONES[index % len(TONES)]


def share(part: float, whole: float) -> str:
    """A percentage for an attribute: `12.5%`; nothing of nothing is nothing."""
    return f"{round(part * 100 / whole, 3):g}%" if whole else "0%"


def sheet(
    title: str, told: str, *, height: int, kind: str, inside: Iterable[SafeString]
) -> SafeString:
    """An SVG as wide as its place, with its name and what it says for those who do not see it."""
    drawn = SafeString("".join(inside))
    return format_html(
        '<svg class="{}" width="100%" height="{}" role="img" focusable="false">'
        "<title>{}</title><desc>{}</desc>{}</svg>",
        kind,
        height,
        title,
        told,
        drawn,
    )


def swatch(tone: str) -> SafeString:
    """The small square that says which colour is meant."""
    return format_html(
        '<svg class="swatch" width="13" height="13" aria-hidden="true">'
        '<rect class="tone-{}" width="13" height="13" rx="3"/></svg>',
        tone,
    )
