"""The four themes, read from the stylesheet itself: whatever is written can be read."""

import re
from pathlib import Path

import pytest

from cyfran.kernel.ui.accents import contrast

CSS = Path(__file__).parents[1] / "static" / "ui" / "css"
BLOCK = re.compile(r"(:root[^{]*)\{([^}]*)\}")
PAIR = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\s*;")

READ = [
    ("slate-950", "paper"),
    ("slate-950", "white"),
    ("slate-800", "slate-100"),
    ("slate-600", "paper"),
    ("slate-600", "white"),
    ("slate-600", "slate-100"),
    ("slate-600", "leek-100"),
    ("slate-600", "daffodil-100"),
    ("slate-600", "heather-100"),
    ("slate-600", "clay-100"),
    ("slate-950", "daffodil-100"),
    ("leek-700", "paper"),
    ("leek-700", "white"),
    ("leek-700", "leek-100"),
    ("leek-700", "daffodil-100"),
    ("leek-700", "heather-100"),
    ("leek-700", "slate-100"),
    ("leek-700", "clay-100"),
    ("leek-on", "leek-700"),
    ("leek-on", "leek-900"),
    ("leek-900", "leek-100"),
    ("daffodil-900", "daffodil-300"),
    ("heather-700", "heather-100"),
    ("clay-700", "white"),
    ("clay-700", "paper"),
    ("clay-700", "clay-100"),
    ("clay-900", "clay-100"),
    ("clay-on", "clay-700"),
    ("clay-on", "clay-900"),
    ("snow", "coal"),
]
SEEN = [
    ("slate-500", "white"),
    ("slate-500", "paper"),
    ("slate-500", "slate-100"),
    ("leek-700", "leek-100"),
    ("daffodil-500", "coal"),
]


def themes():
    text = (CSS / "palette.css").read_text()
    blocks = {selector.strip(): dict(PAIR.findall(body)) for selector, body in BLOCK.findall(text)}
    light = blocks[":root"]
    chosen = {name: blocks[f':root[data-theme="{name}"]'] for name in ("dark", "contrast")}
    return {"light": light, **{name: {**light, **own} for name, own in chosen.items()}}, blocks


def whole(colour):
    return colour if len(colour) == 7 else "#" + "".join(part * 2 for part in colour[1:])


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize(("ink", "ground"), READ)
def test_text_can_be_read(theme, ink, ground):
    colours = themes()[0][theme]
    assert contrast(whole(colours[ink]), whole(colours[ground])) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize(("line", "ground"), SEEN)
def test_the_edges_of_controls_can_be_seen(theme, line, ground):
    colours = themes()[0][theme]
    assert contrast(whole(colours[line]), whole(colours[ground])) >= 3


def test_the_devices_dark_is_the_chosen_dark():
    blocks = themes()[1]
    device = re.search(
        r"prefers-color-scheme: dark\)\s*\{\s*:root:not\(\[data-theme\]\)\s*\{([^}]*)\}",
        (CSS / "palette.css").read_text(),
    )
    assert device
    assert dict(PAIR.findall(device[1])) == blocks[':root[data-theme="dark"]']


def test_no_other_stylesheet_names_a_colour_of_its_own():
    allowed = {"palette.css", "print.css"}
    for path in CSS.glob("*.css"):
        if path.name not in allowed:
            own = re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text())
            assert set(own) <= {"#f2b81f", "#14202a"}, path.name


def test_stylesheets_stay_short():
    for path in CSS.glob("*.css"):
        assert len(path.read_text().splitlines()) <= 200, path.name
