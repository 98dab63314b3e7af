"""Specimen texts are written in both languages where they stand, not in the catalogue."""

from typing import Any

from cyfran.kernel.languages import Bilingual


def both(en: str, cy: str) -> Any:
    """A text in both languages, to stand wherever a text may."""
    return Bilingual(en=en, cy=cy)
