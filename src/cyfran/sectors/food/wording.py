"""Figures of food in words: sizes, stock, and the values of a difference."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cyfran.kernel.languages import active_language
from cyfran.kernel.money import format_money
from cyfran.sectors.food.models import Allergen, Category
from cyfran.trade.catalogue.models import TaxCode
from cyfran.trade.catalogue.rules.plans import Difference

_LARGE = {"g": "kg", "ml": "l"}


def size_words(unit: str, size: int) -> str:
    """`("g", 1500)` -> "1.5 kg"; blank for a single piece, which needs no words."""
    if unit in _LARGE:
        if size >= 1000:
            return f"{(Decimal(size) / 1000).normalize():f} {_LARGE[unit]}"
        return f"{size} {unit}"
    if size == 1:
        return ""
    return ngettext("%(count)s piece", "%(count)s pieces", size) % {"count": size}


def stock_words(stock: int | None) -> str:
    """The number, or that there is no limit."""
    return _("on demand") if stock is None else f"{stock:,}"


def allergen_words(names: tuple[str, ...] | list[str] | None) -> str:
    """The allergens by name; that there are none, or that nobody has said."""
    if names is None:
        return _("not stated")
    return ", ".join(str(Allergen(name).label) for name in names) or _("none of the fourteen")


def value_words(difference: Difference, value: object, currency: str) -> str:
    """One side of a difference, as the preview of an import shows it."""
    match difference.column, value:
        case "price", int():
            return format_money(value, currency, active_language())
        case "stock", int() | None:
            return stock_words(value)
        case "tax_code", str():
            return str(TaxCode(value).label)
        case "category", str():
            return str(Category(value).label) if value else "–"
        case "allergens", tuple() | None:
            return allergen_words(value)
        case "withdrawn", bool():
            return _("withdrawn") if value else _("on sale")
        case _, bool():
            return _("yes") if value else _("no")
    return str(value) or "–"
