"""An Open Food Network product list, or the spreadsheet somebody made of it, becomes rows."""

import io
from pathlib import Path

import pytest

from cyfran.sectors.food.readers.ofn_csv import read_ofn_csv
from cyfran.sectors.food.readers.reading import AS_WRITTEN, CatalogueReading, ReadingChoices

FILES = Path(__file__).parent / "files"
PUBLISHED = Path(__file__).parents[6] / "shared/data/food/ofn_sample_120_products.csv"


def read(
    text: str, choices: ReadingChoices = AS_WRITTEN, encoding: str = "utf-8"
) -> CatalogueReading:
    return read_ofn_csv(io.BytesIO(text.encode(encoding)), choices)


def valley() -> str:
    return (FILES / "valley.csv").read_text(encoding="utf-8")


def test_a_line_becomes_a_row_with_whole_pence_and_grams() -> None:
    leeks = read(valley()).rows[0]
    assert (leeks.row, leeks.external_id, leeks.name.en) == (2, "LEEK", "Leeks, Bunch")
    assert (leeks.seller_name, leeks.price, leeks.tax_code) == ("Fferm Cwm Du", 180, "zero")
    assert (leeks.unit, leeks.size, leeks.stock, leeks.category) == ("g", 500, 12, "vegetables")


def test_every_measure_is_counted_in_grams_millilitres_or_pieces() -> None:
    reading = read(valley())
    assert reading.problems == []
    assert [(row.unit, row.size) for row in reading.rows] == [
        ("g", 500), ("g", 1000), ("g", 198), ("each", 6), ("ml", 1000),
    ]  # fmt: skip


def test_prices_may_be_written_as_people_write_them() -> None:
    assert [row.price for row in read(valley()).rows] == [180, 120, 340, 230, 175000]


def test_stock_is_what_is_there_or_unlimited_on_demand() -> None:
    assert [row.stock for row in read(valley()).rows] == [12, None, 4, 30, 2]


def test_a_line_without_a_code_is_known_by_its_name_and_size() -> None:
    assert read(valley()).rows[2].external_id == "Laverbread / 7 oz"


def test_a_price_with_tax_is_taken_down_to_the_net_price() -> None:
    text = "name,price,tax\nOat milk,1.80,20%\nLeeks,1.80,0\n"
    assert [row.price for row in read(text, ReadingChoices(prices_with_tax=True)).rows] == [
        150,
        180,
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_file_may_be_saved_as_spreadsheets_save(encoding: str) -> None:
    reading = read("name,price\nCaffè môr,2.00\n", encoding=encoding)
    assert [row.name.en for row in reading.rows] == ["Caffè môr"]
    assert [r.code for r in reading.remarks] == (
        ["encoding_guessed"] if encoding == "cp1252" else []
    )


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_cells_may_be_parted_by_other_signs(separator: str) -> None:
    text = "Product name,Price,Stock level\nLeeks,1.20,3\n".replace(",", separator)
    assert [(row.name.en, row.price, row.stock) for row in read(text).rows] == [("Leeks", 120, 3)]


def test_welsh_headings_and_both_languages_are_understood() -> None:
    reading = read("cynhyrchydd,enw,name_cy,pris,stoc\nGardd Elin,Carrots,Moron,1.20,3\n")
    assert (reading.rows[0].name.en, reading.rows[0].name.cy) == ("Carrots", "Moron")


def test_an_unknown_column_is_passed_over_and_said() -> None:
    reading = read("name,price,moon phase\nLeeks,1.20,full\n")
    assert len(reading.rows) == 1
    assert [(r.code, r.values) for r in reading.remarks] == [
        ("column_unused", {"column": "moon phase"})
    ]


def test_a_tax_category_whose_name_tells_nothing_is_taken_as_zero_and_said_once() -> None:
    reading = read("name,price,tax_category\nLeeks,1,House rate\nCarrots,1,House rate\n")
    assert [row.tax_code for row in reading.rows] == ["zero", "zero"]
    assert [(r.row, r.code) for r in reading.remarks] == [(2, "tax_words_unknown")]


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("Leeks,-1,1,kg,1,", "price", "price_negative"),
        ("Leeks,nan,1,kg,1,", "price", "not_a_number"),
        ("Leeks,1e400,1,kg,1,", "price", "not_a_number"),
        ("Leeks,inf,1,kg,1,", "price", "not_a_number"),
        ("Leeks,99999999,1,kg,1,", "price", "price_absurd"),
        ("Leeks,1.999,1,kg,1,", "price", "price_in_parts"),
        ("Leeks,,1,kg,1,", "price", "price_missing"),
        ("Leeks,€2,1,kg,1,", "price", "currency_other"),
        ("Leeks,=1+1,1,kg,1,", "price", "not_a_number"),
        ("Leeks,٣,1,kg,1,", "price", "not_a_number"),
        ("Leeks,1,1,stone,1,", "units", "unit_unknown"),
        ("Leeks,1,-1,kg,1,", "units", "size_negative"),
        ("Leeks,1,lots,kg,1,", "units", "not_a_number"),
        ("Leeks,1,1,kg,-5,", "on_hand", "stock_negative"),
        ("Leeks,1,1,kg,1.5,", "on_hand", "stock_in_parts"),
        ("Leeks,1,1,kg,1,VAT 13%", "tax_category", "tax_rate_unknown"),
        (",1,1,kg,1,", "name", "name_missing"),
        ("Leeks,1,1,kg,1,zero,surplus", "", "too_many_cells"),
    ],
)
def test_a_cell_that_makes_no_sense_is_told_by_row_and_column(
    line: str, column: str, code: str
) -> None:
    reading = read(f"name,price,units,unit_type,on_hand,tax\nGood,1,1,kg,1,\n{line}\n")
    assert [(p.row, p.column, p.code) for p in reading.problems] == [(3, column, code)]
    assert [row.name.en for row in reading.rows] == ["Good"]


def test_a_code_that_stands_twice_for_one_producer_is_told_with_the_first_row() -> None:
    reading = read("producer,sku,name,price\nA,1,Leeks,1\nB,1,Leeks,1\nA,1,Carrots,1\n")
    assert [(p.row, p.code, p.values) for p in reading.problems] == [
        (4, "id_repeated", {"id": "1", "first": 2})
    ]


def test_a_formula_in_a_name_stays_text_and_its_guard_comes_off() -> None:
    reading = read("name,price\n=cmd|' /C calc'!A0,1\n'=1+1,1\n'tis ale,1\n")
    assert [row.name.en for row in reading.rows] == ["=cmd|' /C calc'!A0", "=1+1", "'tis ale"]


@pytest.mark.skipif(
    not PUBLISHED.exists(), reason=f"the published product list is not at {PUBLISHED}"
)
def test_a_product_list_as_open_food_network_exports_it_is_read_whole() -> None:
    with PUBLISHED.open("rb") as stream:
        reading = read_ofn_csv(stream)
    assert (len(reading.rows), reading.problems) == (120, [])
    assert sum(row.price for row in reading.rows) == sum(range(2, 122)) * 100
    assert {row.seller_name for row in reading.rows} == {"User Enterprise"}
