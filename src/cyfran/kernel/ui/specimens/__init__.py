"""What the page of style shows: one hub in Dyffryn Tywi, in both languages, in every state a component has."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from cyfran.kernel.ui.icons import ICONS
from cyfran.kernel.ui.specimens.decisions import decisions
from cyfran.kernel.ui.specimens.figures import figures
from cyfran.kernel.ui.specimens.forms import WORST, SpecimenForm, TileForm
from cyfran.kernel.ui.specimens.languages import both
from cyfran.kernel.ui.specimens.lists import lists

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def specimens() -> dict[str, Any]:
    """The context of the page of style."""
    return {
        **frame(),
        **decisions(),
        **figures(),
        **lists(),
        "at": AT,
        "form": SpecimenForm(
            initial={"price": 180, "share": 1200, "many": 2, "ballot": "for"}, prefix="f"
        ),
        "wrong": SpecimenForm(data=WORST),
        "tile": TileForm(initial={"many": 2}, prefix="t"),
        "wrong_tile": TileForm({"w-many": "13"}, prefix="w"),
        "icons": sorted(ICONS),
        "tones": ("leek", "daffodil", "heather", "clay", "sunken", "strong", "floating"),
        "accents": ("#1d5f40", "#7a2e1d", "#1f4e8c", "#5b3f7f"),
    }


def frame() -> dict[str, Any]:
    """What stands around the page."""
    places = [
        (both("Home", "Hafan"), "#home", False),
        (both("Shop", "Siop"), "#shop", False),
        (both("Decide", "Penderfynu"), "#decide", True),
        (both("My share", "Fy nghyfran"), "#share", False),
    ]
    society = SimpleNamespace(name=both("Tywi Food Hub", "Hwb Bwyd Tywi"), accent="")
    return {
        "society": society,
        "places": places,
        "owners": 214,
        "consent_url": "#",
        "books_url": "#",
    }
