"""Figures out of a file: prices, tax rates, stock and counts, as integers, by decimal arithmetic only."""

import re
from decimal import Decimal
from typing import Final

from cyfran.sectors.food.readers.reading import Unclear
from cyfran.trade.catalogue.rules import HIGHEST_CASE, HIGHEST_PRICE, HIGHEST_STOCK, net_of

# Bounded on purpose: Decimal("1e999999999") is a number, and turning it into an integer never ends.
_PLAIN: Final = re.compile(
    r"[+-]?(\d{1,15})(\.\d{0,20})?([eE][+-]?\d{1,2})?|[+-]?\.\d{1,20}", re.ASCII
)
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d{0,20})?", re.ASCII)
_DECIMAL_COMMA: Final = re.compile(r"[+-]?\d{1,12},\d{1,2}", re.ASCII)
_CURRENCY_SIGNS: Final = {"£": "GBP", "€": "EUR", "$": "USD"}
_NOISE: Final = Decimal("0.000001")

CURRENCIES: Final = {
    "poundsterling": "GBP", "gbp": "GBP", "£": "GBP", "": "",
    "euro": "EUR", "eur": "EUR", "usdollar": "USD", "usd": "USD", "australiandollar": "AUD", "aud": "AUD",
    "canadiandollar": "CAD", "cad": "CAD",
}  # fmt: skip


def number(text: str) -> Decimal:
    """The number a text states, with thousands commas or a decimal comma; Unclear for anything else."""
    bare = (
        text.strip()
        .replace("\N{MINUS SIGN}", "-")
        .replace("\N{NO-BREAK SPACE}", "")
        .replace(" ", "")
    )
    if len(bare) > 40:
        raise Unclear("not_a_number", value=text)
    if _THOUSANDS.fullmatch(bare):
        bare = bare.replace(",", "")
    elif _DECIMAL_COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    elif not _PLAIN.fullmatch(bare):
        raise Unclear("not_a_number", value=text)
    return Decimal(bare)


def price(text: str, currency: str, tax_code: str, *, with_tax: bool) -> int:
    """The net price in minor units of a price in major ones; Unclear when it is no price to sell at."""
    bare = text.strip()
    for sign, code in _CURRENCY_SIGNS.items():
        if sign in bare:
            if code != currency:
                raise Unclear("currency_other", currency=code)
            bare = bare.replace(sign, "")
    if not bare:
        raise Unclear("price_missing")
    value = number(bare)
    if value < 0:
        raise Unclear("price_negative", value=text)
    if value * 100 > HIGHEST_PRICE:
        raise Unclear("price_absurd", value=text)
    minor = _whole(value * 100)
    if minor is None:
        raise Unclear("price_in_parts", value=text)
    return net_of(minor, tax_code) if with_tax else minor


def stock(text: str) -> int:
    """How many are there; Unclear when that is no whole number from nought up."""
    value = number(text)
    whole = _whole(value)
    if whole is None:
        raise Unclear("stock_in_parts", value=text)
    if whole < 0:
        raise Unclear("stock_negative", value=text)
    if whole > HIGHEST_STOCK:
        raise Unclear("stock_absurd", value=text)
    return whole


def count_in_case(value: Decimal) -> int:
    """A number of units in a case; 0 when the value cannot be one."""
    whole = _whole(value)
    return whole if whole is not None and 0 < whole <= HIGHEST_CASE else 0


def tax_code_of_rate(text: str) -> str:
    """The tax code of a VAT rate in per cent ("20") or as a share ("0.2"); Unclear when no rate of ours."""
    rate = number(text.replace("%", ""))
    per_cent = rate * 100 if 0 < rate < 1 else rate
    known = {Decimal(0): "zero", Decimal(5): "reduced", Decimal(20): "standard"}
    if per_cent not in known:
        raise Unclear("tax_rate_unknown", value=text)
    return known[per_cent]


_TAX_WORDS: Final = (
    ("exempt", "exempt"), ("eithri", "exempt"), ("reduced", "reduced"), ("gostyng", "reduced"),
    ("zero", "zero"), ("sero", "zero"), ("no vat", "zero"), ("none", "zero"), ("standard", "standard"),
    ("safonol", "standard"),
)  # fmt: skip
_RATE_IN_WORDS: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)\s*%", re.ASCII)


def tax_code_of_words(text: str) -> str | None:
    """The tax code that the name of a tax category means ("VAT 20%", "Zero rated"); None when it does not tell."""
    words = text.casefold()
    if rate := _RATE_IN_WORDS.search(words):
        return tax_code_of_rate(rate.group(1))
    if _PLAIN.fullmatch(words.strip()):
        return tax_code_of_rate(words)
    return next((code for word, code in _TAX_WORDS if word in words), None)


def _whole(value: Decimal) -> int | None:
    """The integer a decimal is, forgiving what binary floats leave behind (2.0900000000000003)."""
    nearest = value.to_integral_value()
    return int(nearest) if abs(value - nearest) <= _NOISE else None
