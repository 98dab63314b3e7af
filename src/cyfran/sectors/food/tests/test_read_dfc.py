"""A Data Food Consortium catalogue, as other platforms publish it, becomes rows."""

import json
from pathlib import Path
from typing import Any

import pytest

from cyfran.sectors.food.readers.dfc import read_dfc
from cyfran.sectors.food.readers.reading import ReadingChoices

FILES = Path(__file__).parent / "files"


def valley() -> Any:
    return json.loads((FILES / "valley.json").read_text(encoding="utf-8"))


def codes(document: Any) -> list[str]:
    return [problem.code for problem in read_dfc(json.dumps(document).encode()).problems]


def node(document: Any, name: str) -> Any:
    return next(n for n in document["@graph"] if n["@id"].endswith(name))


def test_a_product_with_its_item_offer_and_price_becomes_a_row() -> None:
    reading = read_dfc((FILES / "valley.json").read_bytes())
    leeks = reading.rows[0]
    assert reading.problems == []
    assert (leeks.external_id, leeks.sku) == ("https://fferm.example/products/leeks", "LEEK")
    assert (leeks.price, leeks.currency, leeks.tax_code) == (180, "GBP", "zero")
    assert (leeks.unit, leeks.size, leeks.stock) == ("g", 500, None)
    assert (leeks.category, leeks.organic) == ("vegetables", True)


def test_a_description_keeps_its_words_and_loses_its_markup_and_scripts() -> None:
    leeks = read_dfc((FILES / "valley.json").read_bytes()).rows[0]
    assert leeks.description.en == "Lifted on the morning of delivery & tied.\n\nKeep cool"


def test_a_planned_transformation_makes_a_case_of_its_units() -> None:
    unit, case = read_dfc((FILES / "valley.json").read_bytes()).rows
    assert (unit.case_size, unit.case_of) == (0, "")
    assert (case.case_size, case.case_of, case.stock) == (12, unit.external_id, 4)


def test_nested_objects_whole_iris_and_inline_prefixes_read_as_a_graph_does() -> None:
    reading = read_dfc((FILES / "valley_nested.json").read_bytes())
    cheese = reading.rows[0]
    assert reading.problems == []
    assert (cheese.name.en, cheese.name.cy) == ("Caerphilly", "Caerffili")
    assert (cheese.seller_name, cheese.price, cheese.tax_code) == ("Caws Teifi", 672, "standard")
    assert (cheese.unit, cheese.size, cheese.stock, cheese.allergens) == ("g", 250, 7, ("milk",))


def test_a_price_with_tax_is_taken_down_to_the_net_price() -> None:
    data = (FILES / "valley_nested.json").read_bytes()
    assert read_dfc(data, ReadingChoices(prices_with_tax=True)).rows[0].price == 560


def test_a_text_without_a_language_is_in_the_language_chosen() -> None:
    data = (FILES / "valley.json").read_bytes()
    assert read_dfc(data, ReadingChoices(language="cy")).rows[0].name.cy == "Leeks, bunch"


def test_the_rate_of_tax_may_be_per_cent_or_a_share() -> None:
    document = valley()
    node(document, "b2")["dfc-b:VATrate"] = 0.2
    assert read_dfc(json.dumps(document).encode()).rows[0].tax_code == "standard"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("-1", "price_negative"),
        ("1e400", "not_a_number"),
        ("NaN", "not_a_number"),
        ("1e9", "price_absurd"),
        ("1.005", "price_in_parts"),
        ("", "price_missing"),
        ("=cmd|' /C calc'!A0", "not_a_number"),
        ("1" * 5000, "not_a_number"),
        (float("nan"), "not_a_number"),
        (float("inf"), "not_a_number"),
        ({"@id": "_:nothing"}, "price_missing"),
    ],
)
def test_a_price_that_nobody_could_pay_is_told_by_its_row(value: Any, code: str) -> None:
    document = valley()
    node(document, "b2")["dfc-b:value"] = value
    reading = read_dfc(json.dumps(document).encode())
    assert [(p.row, p.column, p.code) for p in reading.problems] == [(1, "price", code)]
    assert len(reading.rows) == 1


@pytest.mark.parametrize(
    ("where", "key", "value", "code"),
    [
        ("b2", "dfc-b:VATrate", "17.5", "tax_rate_unknown"),
        ("b2", "dfc-b:hasUnit", "dfc-m:Euro", "currency_other"),
        ("b1", "dfc-b:hasUnit", "dfc-m:Fathom", "unit_unknown"),
        ("b1", "dfc-b:value", "-2", "size_negative"),
        ("b1", "dfc-b:value", "1e12", "size_absurd"),
        ("leeks/item", "dfc-b:stockLimitation", "2.5", "stock_in_parts"),
        ("leeks/item", "dfc-b:stockLimitation", "1e12", "stock_absurd"),
        ("products/leeks", "dfc-b:name", "\u0000\u202e\ud800 ", "name_missing"),
        ("products/leeks", "dfc-b:name", "n" * 201, "name_too_long"),
    ],
)
def test_a_value_that_makes_no_sense_is_told_by_its_row(
    where: str, key: str, value: str, code: str
) -> None:
    document = valley()
    node(document, where)[key] = value
    assert codes(document) == [code]


def test_an_id_that_is_described_twice_differently_is_refused() -> None:
    document = valley()
    document["@graph"].append(node(document, "products/leeks") | {"dfc-b:name": "Gold bars"})
    assert codes(document) == ["id_contradicts"]


def test_an_id_that_is_described_twice_alike_is_one_product() -> None:
    document = valley()
    document["@graph"].append(node(document, "products/leeks"))
    reading = read_dfc(json.dumps(document).encode())
    assert (len(reading.rows), reading.problems) == (2, [])


def test_references_in_a_circle_end() -> None:
    document = valley()
    node(document, "leeks/item")["dfc-b:references"] = "https://fferm.example/products/leeks"
    node(document, "leeks/offer")["dfc-b:offers"] = "https://fferm.example/products/leeks/item"
    node(document, "leeks/in")["dfc-b:produces"] = "https://fferm.example/products/leeks/step"
    node(document, "b2")["dfc-b:value"] = {"@id": "_:b2"}
    assert codes(document) == ["price_missing"]


def test_a_quantity_of_nought_means_that_the_size_is_not_known() -> None:
    document = valley()
    node(document, "b1")["dfc-b:value"] = "0"
    leeks = read_dfc(json.dumps(document).encode()).rows[0]
    assert (leeks.unit, leeks.size) == ("each", 1)


def test_markup_in_a_name_stays_text() -> None:
    document = valley()
    node(document, "products/leeks")["dfc-b:name"] = "<script>alert(1)</script>\nLeeks"
    assert (
        read_dfc(json.dumps(document).encode()).rows[0].name.en == "<script>alert(1)</script> Leeks"
    )


def test_a_product_without_an_address_of_its_own_cannot_be_recognised_again() -> None:
    document = valley()
    del node(document, "products/leeks")["@id"]
    assert "id_missing" in codes(document)
