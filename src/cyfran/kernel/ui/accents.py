"""A co-op's own accent: one colour, from which the rest follows, and only if it can be read.

Contrast is that of WCAG 2.2, "relative luminance": 4.5 for text. Pure arithmetic, no Django.
"""

import re
from dataclasses import dataclass

TEXT_CONTRAST = 4.5
WHITE, INK = "#ffffff", "#14202a"
LIGHT_GROUND, DARK_GROUND, DARK_SURFACE = "#fbfaf6", "#0f171d", "#18232c"
_HEX = re.compile(r"#[0-9a-f]{6}")
Triple = tuple[float, float, float]


@dataclass(frozen=True)
class Accent:
    """The palette steps that one colour stands for: in the light theme and in the dark."""

    light: dict[str, str]
    dark: dict[str, str]


class AccentTooPale(ValueError):
    """The colour cannot carry white text, or be read as text on the page's ground."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours written `#rrggbb`, from 1 (alike) to 21 (black on white).

    >>> round(contrast("#ffffff", "#1d5f40"), 1)
    7.6
    """
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def accent_of(colour: str) -> Accent:
    """The accent built on that colour.

    Raises AccentTooPale when white on it, or it on the page, has less contrast than text needs;
    ValueError when it is not a colour written `#rrggbb`.
    """
    colour = colour.lower()
    if not _HEX.fullmatch(colour):
        raise ValueError("a colour is written #rrggbb")
    if min(contrast(colour, WHITE), contrast(colour, LIGHT_GROUND)) < TEXT_CONTRAST:
        raise AccentTooPale(colour)
    light = {
        "900": mix(colour, "#000000", 0.3),
        "700": colour,
        "100": _faint(colour, WHITE, colour),
        "on": WHITE,
    }
    bright = _until_readable(colour, WHITE, on=DARK_SURFACE, at_least=7.0)
    dark = {
        "900": mix(bright, WHITE, 0.35),
        "700": bright,
        "100": _faint(bright, DARK_GROUND, bright),
        "on": mix(colour, "#000000", 0.8),
    }
    return Accent(light=light, dark=dark)


def mix(one: str, other: str, share: float) -> str:
    """`one` with that share (0 to 1) of `other` in it."""
    parts = (round(a + (b - a) * share) for a, b in zip(_bytes(one), _bytes(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _until_readable(colour: str, towards: str, *, on: str, at_least: float) -> str:
    share = 0.0
    while contrast(mix(colour, towards, share), on) < at_least and share < 1:
        share += 0.05
    return mix(colour, towards, min(share, 1.0))


def _faint(colour: str, ground: str, text: str) -> str:
    """A tint of the ground that the accent can still be read on."""
    share = 0.86
    while contrast(mix(colour, ground, share), text) < TEXT_CONTRAST and share < 1:
        share += 0.02
    return mix(colour, ground, min(share, 1.0))


def _bytes(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _bytes(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
