import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyfran.kernel.ui.accents import (
    DARK_SURFACE,
    LIGHT_GROUND,
    TEXT_CONTRAST,
    WHITE,
    AccentTooPale,
    accent_of,
    contrast,
    mix,
)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_black_on_white_has_the_most_contrast_and_a_colour_on_itself_the_least():
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#1d5f40", "#1d5f40") == 1


def test_a_dark_green_is_an_accent_that_keeps_its_colour():
    assert accent_of("#1D5F40").light["700"] == "#1d5f40"


@pytest.mark.parametrize("colour", ["#f2b81f", "#ffffff", "#7fcfa4"])
def test_a_pale_accent_is_refused(colour):
    with pytest.raises(AccentTooPale):
        accent_of(colour)


@pytest.mark.parametrize("written", ["", "green", "#fff", "#12345g", "#1d5f40;}", "1d5f40"])
def test_what_is_not_a_colour_is_refused(written):
    with pytest.raises(ValueError):
        accent_of(written)


@given(colours)
def test_whatever_accent_is_taken_can_be_read_in_both_themes(colour):
    try:
        accent = accent_of(colour)
    except AccentTooPale:
        return
    assert contrast(accent.light["700"], LIGHT_GROUND) >= TEXT_CONTRAST
    assert contrast(accent.light["on"], accent.light["700"]) >= TEXT_CONTRAST
    assert contrast(accent.light["900"], accent.light["100"]) >= TEXT_CONTRAST
    assert contrast(accent.light["700"], accent.light["100"]) >= TEXT_CONTRAST
    assert contrast(accent.dark["700"], DARK_SURFACE) >= TEXT_CONTRAST
    assert contrast(accent.dark["on"], accent.dark["700"]) >= TEXT_CONTRAST
    assert contrast(accent.dark["900"], accent.dark["100"]) >= TEXT_CONTRAST


def test_mixing_nothing_changes_nothing():
    assert mix("#1d5f40", WHITE, 0) == "#1d5f40"
    assert mix("#1d5f40", WHITE, 1) == WHITE
