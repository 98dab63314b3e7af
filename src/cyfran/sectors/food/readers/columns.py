"""The columns of a product list: which of ours each heading means, and which character stands between the cells."""

from cyfran.sectors.food.readers.reading import CatalogueReading, Unreadable

# Our name -> the headings that mean it: Open Food Network's, what spreadsheets in use call it, and Welsh.
HEADINGS = {
    "id": ("id", "product_id", "variant_id", "external_id"),
    "producer": ("producer", "supplier", "enterprise", "vendor", "cynhyrchydd", "cyflenwr"),
    "sku": ("sku", "product_code", "code", "cod"),
    "name": ("name", "product", "product_name", "title", "enw", "cynnyrch"),
    "name_en": ("name_en", "english_name"),
    "name_cy": ("name_cy", "welsh_name", "enw_cymraeg"),
    "display_name": ("display_name", "variant", "variant_name", "enw_arddangos"),
    "category": ("category", "taxon", "product_type", "categori"),
    "description": ("description", "product_description", "disgrifiad"),
    "description_en": ("description_en",),
    "description_cy": ("description_cy", "disgrifiad_cymraeg"),
    "units": ("units", "unit_value", "size", "quantity", "unedau", "maint"),
    "unit_type": ("unit_type", "unit", "measure", "weight_unit", "math_o_uned", "uned"),
    "variant_unit_name": ("variant_unit_name", "unit_name", "variant_unit"),
    "price": ("price", "unit_price", "pris"),
    "currency": ("currency", "arian"),
    "on_hand": ("on_hand", "stock", "stock_level", "count_on_hand", "in_stock", "stoc"),
    "on_demand": ("on_demand", "unlimited", "backorderable", "ar_alw"),
    "tax_category": ("tax_category", "tax", "vat", "vat_rate", "tax_rate", "taw"),
    "case_size": ("case_size", "units_per_case", "maint_cas"),
    "organic": ("organic", "organig"),
    "allergens": ("allergens", "alergenau"),
}
# Of Open Food Network's own workings, and rightly left alone.
_PASSED_OVER = {
    "shipping_category",
    "available_on",
    "distributor",
    "import_date",
    "variant_unit_scale",
}
_MEANING = {heading: ours for ours, headings in HEADINGS.items() for heading in headings}
_NEEDED = ("name", "price")
_SEPARATORS = (",", ";", "\t", "|")


def separator_of(first_line: str) -> str:
    """The character that parts this heading line into the most columns that we know."""
    return max(_SEPARATORS, key=lambda separator: len(_known(first_line.split(separator))))


def places_of(headings: list[str], reading: CatalogueReading) -> dict[str, int]:
    """Where each of our columns stands. Raises Unreadable when the file cannot be a product list.

    A column that stands twice, or that we do not use, is a remark.
    """
    places: dict[str, int] = {}
    for index, heading in enumerate(headings):
        ours = _MEANING.get(_bare(heading), "")
        if ours and ours not in places:
            places[ours] = index
        elif heading.strip() and _bare(heading) not in _PASSED_OVER:
            code = "column_twice" if ours else "column_unused"
            reading.remark(1, ours, code, column=heading.strip())
    if not places:
        raise Unreadable("no_columns")
    for name in ("name_en", "name_cy"):
        if name in places:
            places.setdefault("name", places[name])
    missing = next((needed for needed in _NEEDED if needed not in places), "")
    if missing:
        raise Unreadable("column_missing", row=1, column=missing)
    return places


def _known(headings: list[str]) -> set[str]:
    return {_MEANING[bare] for heading in headings if (bare := _bare(heading)) in _MEANING}


def _bare(heading: str) -> str:
    return "_".join(
        heading.strip(" \"'\ufeff").casefold().replace("-", " ").replace("_", " ").split()
    )
