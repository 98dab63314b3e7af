"""The catalogue as a product list (CSV) with Open Food Network's headings and a few of our own."""

import csv
import io
from collections.abc import Iterable, Iterator

from cyfran.sectors.food.writers.exported import ExportedOffer

HEADINGS = (
    "id", "producer", "sku", "name", "name_cy", "category", "description", "description_cy", "units", "unit_type",
    "variant_unit_name", "price", "on_hand", "on_demand", "tax_category", "case_size", "organic", "allergens",
)  # fmt: skip
TAX_CATEGORIES = {
    "zero": "Zero rated",
    "exempt": "Exempt",
    "reduced": "Reduced 5%",
    "standard": "Standard 20%",
}
# A byte order mark, without which spreadsheets on Windows take ŵ and ŷ apart.
MARK = "\ufeff"


def product_list(offers: Iterable[ExportedOffer]) -> Iterator[str]:
    """The lines of the file, the headings first. Stock is what is there, with what is ordered."""
    yield MARK + _line(HEADINGS)
    for offer in offers:
        yield _line(_cells(offer))


def _cells(offer: ExportedOffer) -> tuple[str, ...]:
    each = offer.unit not in ("g", "ml")
    return (
        safe(offer.external_id), safe(offer.seller_name), safe(offer.sku), safe(offer.name.en or offer.name.cy),
        safe(offer.name.cy), offer.category, safe(offer.description.en),
        safe(offer.description.cy), str(offer.size), "" if each else offer.unit, "items" if each else "",
        f"{offer.price // 100}.{offer.price % 100:02d}", "" if offer.stock is None else str(offer.stock),
        "1" if offer.stock is None else "", TAX_CATEGORIES[offer.tax_code], str(offer.case_size),
        "yes" if offer.organic else "no",
        "" if offer.allergens is None else "; ".join(offer.allergens) or "none",
    )  # fmt: skip


def safe(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it as a formula; readers take it off."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
