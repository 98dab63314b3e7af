"""The registry: declared once, whole, in both languages; every change of it is another version of the words."""

from dataclasses import replace

import pytest
from django.utils import translation

from cyfran.kernel.consent.tests.declaring import ANALYTICS, FUNCTIONAL, declaring
from cyfran.kernel.consent.wording import version_of
from cyfran.kernel.disclosures import (
    Basis,
    Category,
    Disclosure,
    Kept,
    declared,
    disclose,
    in_words,
    keeper_of,
)

CHANGES = [
    {"name": "Other"},
    {"purpose": "Other."},
    {"category": Category.ANALYTICS},
    {"basis": Basis.STATISTICS},
    {"kept": (Kept("map_place", "a year"), Kept("map_zoom", "a month", "local storage"))},
    {"kept": (Kept("map_place", "a month"),)},
    {"kept": (Kept("place", "a month"), Kept("map_zoom", "a month", "local storage"))},
    {"processor": ANALYTICS.processor},
]


def version() -> str:
    return version_of(list(declared.values()))


@pytest.mark.parametrize("change", CHANGES)
def test_the_version_of_the_wording_changes_with_every_part_of_a_declaration(
    change: dict[str, object],
) -> None:
    with declaring(FUNCTIONAL):
        before = version()
    with declaring(replace(FUNCTIONAL, **change)):
        assert version() != before
    with declaring(FUNCTIONAL):
        assert version() == before


def test_a_purpose_is_declared_once() -> None:
    with declaring(FUNCTIONAL), pytest.raises(ValueError, match="twice"):
        disclose(FUNCTIONAL)


def test_nobody_else_can_be_declared_without_asking() -> None:
    with pytest.raises(ValueError, match="without consent"):
        disclose(replace(ANALYTICS, basis=Basis.STATISTICS))


@pytest.mark.parametrize("each", list(declared.values()), ids=lambda each: each.key)
def test_every_declaration_is_whole_in_both_languages(each: Disclosure) -> None:
    with translation.override("en"):
        english = in_words(each)
    with translation.override("cy"):
        welsh = in_words(each)
    for said in ("name", "purpose"):
        assert english[said]
        assert welsh[said] != english[said], said
    for kept in each.kept:
        with translation.override("cy"):
            welsh_lifetime = str(kept.lifetime)
        with translation.override("en"):
            assert welsh_lifetime != str(kept.lifetime)


def test_what_is_kept_is_found_by_its_name_and_place() -> None:
    with declaring(FUNCTIONAL, ANALYTICS):
        assert keeper_of("map_place") == FUNCTIONAL
        assert keeper_of("_ga_12AB") == ANALYTICS
        assert keeper_of("map_zoom") is None
        assert keeper_of("map_zoom", "local storage") == FUNCTIONAL
        assert keeper_of("unheard_of") is None
