"""Shelves, allergens and the price per kilogram."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyfran.sectors.food.rules import CATEGORIES, UnitPrice, allergens_of, category_of, unit_price


@pytest.mark.parametrize(
    ("price", "unit", "size", "expected"),
    [
        (180, "g", 500, UnitPrice(360, "kg")),
        (120, "g", 1000, UnitPrice(120, "kg")),
        (410, "g", 800, UnitPrice(513, "kg")),
        (230, "each", 6, UnitPrice(38, "each")),
        (175, "ml", 750, UnitPrice(233, "l")),
    ],
)
def test_the_unit_price_is_for_a_kilogram_a_litre_or_one_piece(
    price: int, unit: str, size: int, expected: UnitPrice
) -> None:
    assert unit_price(price, unit, size) == expected


def test_a_single_piece_and_an_hour_of_help_have_no_unit_price() -> None:
    assert unit_price(230, "each", 1) is None
    assert unit_price(2300, "minute", 60) is None


@given(st.integers(0, 10_000_00), st.sampled_from(["g", "ml"]), st.integers(1, 100_000))
def test_the_unit_price_is_the_nearest_penny(price: int, unit: str, size: int) -> None:
    found = unit_price(price, unit, size)
    assert found is not None
    assert abs(found.price * size - price * 1000) * 2 <= size


@pytest.mark.parametrize(
    ("name", "shelf"),
    [
        ("Vegetables", "vegetables"), ("dairy-product", "dairy"), ("Llysiau", "vegetables"), ("From the sea", "fish"),
        ("soft drink", "drinks"), ("Wyau", "eggs"), ("Anvils", "other"), ("carrot", "vegetables"), ("eggplant", "vegetables"), ("goat-mature-cheese", "dairy"), ("", ""), ("Bara", "bakery"),
    ],
)  # fmt: skip
def test_a_category_of_another_platform_finds_its_shelf(name: str, shelf: str) -> None:
    assert category_of(name) == shelf
    assert shelf in ("", *CATEGORIES)


def test_allergens_are_named_in_our_words_and_order() -> None:
    assert allergens_of("Soy", "CerealsWithGluten", "Moonlight") == ("gluten", "soya")
