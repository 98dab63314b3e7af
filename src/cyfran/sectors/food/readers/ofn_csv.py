"""Open Food Network product lists (CSV), and the spreadsheets that people make of them."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, TypeVar

from cyfran.sectors.food.readers import amounts
from cyfran.sectors.food.readers.columns import places_of, separator_of
from cyfran.sectors.food.readers.reading import (
    AS_WRITTEN,
    MAX_ROWS,
    CatalogueReading,
    CatalogueRow,
    ReadingChoices,
    Unclear,
    Unreadable,
)
from cyfran.sectors.food.readers.sizes import known_unit, size_of
from cyfran.sectors.food.readers.texts import (
    MAX_DESCRIPTION,
    MAX_ID,
    MAX_LINE,
    MAX_NAME,
    clean,
    encoding_of_stream,
    plain_words,
    unquoted,
)
from cyfran.sectors.food.rules import allergens_of, category_of
from cyfran.trade.catalogue.rules.rows import Words

SOURCE = "ofn_csv"
MAX_BYTES = 8 * 1024 * 1024
T = TypeVar("T")
Cells = dict[str, str]


def read_ofn_csv(stream: BinaryIO, choices: ReadingChoices = AS_WRITTEN) -> CatalogueReading:
    """The offers of a product list, in the order of the file, read as it streams by.

    A row's number is the one a spreadsheet shows: the headings are row 1. Never raises for what is in the file.
    """
    reading = CatalogueReading(SOURCE)
    try:
        if stream.seek(0, io.SEEK_END) > MAX_BYTES:
            raise Unreadable("too_large", limit=MAX_BYTES // 1024 // 1024)
        encoding, guessed = encoding_of_stream(stream)
        if guessed:
            reading.remark(0, "", "encoding_guessed")
        _List(choices, reading).read(_records(stream, encoding))
    except Unreadable as reason:
        reading.rows.clear()
        reading.refuse(reason.row, "", reason.code, **reason.values)
    return reading


def _records(stream: BinaryIO, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells) of every record, the headings first; empty records are passed over."""
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    row = 0
    try:
        first = text.readline(MAX_LINE)
        text.seek(0)
        # Strict, so that a quotation mark that is never closed is said and does not swallow the file.
        for cells in csv.reader(text, delimiter=separator_of(first), strict=True):
            row += 1
            if any(cell.strip() for cell in cells):
                yield row, cells
    except csv.Error as error:
        raise Unreadable(_what_is_wrong(error), row=row + 1) from error
    finally:
        text.detach()


def _what_is_wrong(error: csv.Error) -> str:
    said = str(error)
    return (
        "cell_too_long"
        if "limit" in said
        else "quote_open"
        if "unexpected end" in said
        else "quote_stray"
    )


class _List:
    """One product list on its way to rows."""

    def __init__(self, choices: ReadingChoices, reading: CatalogueReading) -> None:
        self.choices, self.reading = choices, reading
        self.seen: dict[tuple[str, str], int] = {}
        self.cells: Cells = {}
        self.row = 0

    def read(self, records: Iterator[tuple[int, list[str]]]) -> None:
        headings = next(records, None)
        if headings is None:
            raise Unreadable("empty")
        places = places_of(headings[1], self.reading)
        width = len(headings[1])
        any_rows = False
        for self.row, record in records:
            any_rows = True
            if len(self.reading.rows) >= MAX_ROWS or self.row > MAX_ROWS * 2:
                raise Unreadable("too_many_rows", limit=MAX_ROWS)
            if any(cell.strip() for cell in record[width:]):
                self.reading.refuse(self.row, "", "too_many_cells", expected=width)
                continue
            self.cells = {
                name: record[at] if at < len(record) else "" for name, at in places.items()
            }
            self._take()
        if not any_rows:
            raise Unreadable("no_products")

    def _take(self) -> None:
        before = len(self.reading.problems) + self.reading.more_problems
        row = self._read_row()
        if len(self.reading.problems) + self.reading.more_problems == before:
            key = (row.seller_name.casefold(), row.external_id)
            if first := self.seen.get(key):
                self.reading.refuse(self.row, "id", "id_repeated", id=row.external_id, first=first)
            else:
                self.seen[key] = self.row
                self.reading.rows.append(row)

    def _read_row(self) -> CatalogueRow:
        name = self._name()
        tax_code = self._try("tax_category", "zero", self._tax_code)
        unit, size = self._try("units", ("each", 1), self._size)
        return CatalogueRow(
            row=self.row,
            external_id=self._identity(name),
            name=name,
            description=self._description(),
            seller_name=self._text("producer"),
            unit=unit, size=size,
            price=self._try("price", 0, lambda: self._price(tax_code)),
            currency=self.choices.currency,
            tax_code=tax_code,
            stock=self._try("on_hand", None, self._stock),
            case_size=self._try("case_size", 0, self._case_size),
            sku=self._text("sku"),
            category=category_of(self._text("category")),
            organic=_is_yes(self._text("organic")) if self._text("organic") else None,
            allergens=self._allergens(),
        )  # fmt: skip

    def _try(self, column: str, otherwise: T, read: Callable[[], T]) -> T:
        try:
            return read()
        except Unclear as reason:
            self.reading.refuse(self.row, column, reason.code, **reason.values)
            return otherwise

    def _text(self, column: str, limit: int = MAX_NAME) -> str:
        return unquoted(clean(self.cells.get(column, "")))[:limit]

    def _words(self, column: str) -> dict[str, str]:
        """The cell by language: a column without a language is in the language chosen.

        Where it only repeats what stands in the other language's column, it was filled for want of a word.
        """
        said = {code: self.cells.get(f"{column}_{code}", "") for code in ("en", "cy")}
        cell, language = self.cells.get(column, ""), self.choices.language
        if not said[language] and cell not in said.values():
            said[language] = cell
        return said

    def _name(self) -> Words:
        names = {code: unquoted(clean(text)) for code, text in self._words("name").items()}
        shown = self._text("display_name")
        language = self.choices.language
        if shown and names[language] and shown != names[language]:
            names[language] = f"{names[language]}, {shown}"
        if any(len(name) > MAX_NAME for name in names.values()):
            self.reading.refuse(self.row, "name", "name_too_long", limit=MAX_NAME)
        if not any(names.values()):
            self.reading.refuse(self.row, "name", "name_missing")
        return Words(**names)

    def _description(self) -> Words:
        said = {
            code: plain_words(unquoted(text)) for code, text in self._words("description").items()
        }
        if any(len(text) > MAX_DESCRIPTION for text in said.values()):
            self.reading.remark(
                self.row, "description", "description_shortened", limit=MAX_DESCRIPTION
            )
        return Words(**{code: text[:MAX_DESCRIPTION] for code, text in said.items()})

    def _identity(self, name: Words) -> str:
        """The id, else the code, else what Open Food Network tells products apart by: name and size."""
        given = self._text("id", MAX_ID + 1) or self._text("sku", MAX_ID + 1)
        if not given:
            measure = f"{self._text('units')} {self._text('unit_type') or self._text('variant_unit_name')}".strip()
            given = " / ".join(part for part in (str(name), measure) if part)
        if len(given) > MAX_ID:
            self.reading.refuse(self.row, "id", "id_too_long", limit=MAX_ID)
        return given[:MAX_ID]

    def _price(self, tax_code: str) -> int:
        currency = self._text("currency").upper()
        if currency and currency != self.choices.currency:
            raise Unclear("currency_other", currency=currency)
        text = self._text("price")
        return amounts.price(
            text, self.choices.currency, tax_code, with_tax=self.choices.prices_with_tax
        )

    def _tax_code(self) -> str:
        words = self._text("tax_category")
        code = amounts.tax_code_of_words(words) if words else "zero"
        if code is None:
            self.reading.remark(self.row, "tax_category", "tax_words_unknown", words=words)
        return code or "zero"

    def _size(self) -> tuple[str, int]:
        units, measure = self._text("units"), self._text("unit_type")
        if not units:
            return "each", 1
        if not measure:
            packing = self._text("variant_unit_name")
            measure = (
                packing if known_unit(packing) else "items"
            )  # a bunch, a punnet: any word will do
        return size_of(amounts.number(units), measure)

    def _stock(self) -> int | None:
        """None on demand; no figure and no word of demand means none in stock, as Open Food Network has it."""
        if _is_yes(self._text("on_demand")):
            return None
        on_hand = self._text("on_hand")
        if not on_hand and not self.cells.keys() & {"on_hand", "on_demand"}:
            return None
        return amounts.stock(on_hand) if on_hand else 0

    def _allergens(self) -> tuple[str, ...] | None:
        """The allergens named; "none" (dim) says that there are none, and silence says nothing."""
        said = self._text("allergens")
        return allergens_of(*said.replace(",", ";").split(";")) if said else None

    def _case_size(self) -> int:
        """How many are in a case; 0 where the file does not say."""
        text = self._text("case_size")
        if not text:
            return 0
        count = amounts.count_in_case(amounts.number(text))
        if not count:
            raise Unclear("not_a_number", value=text)
        return count


def _is_yes(text: str) -> bool:
    return text.casefold() in ("1", "1.0", "true", "t", "yes", "y", "on", "ie", "ydy", "x")
