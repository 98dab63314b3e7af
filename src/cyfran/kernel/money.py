"""Money: integer minor units with a currency, and one way to write it down."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Self

from babel.numbers import format_currency, get_currency_precision

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, order=True)
class Money:
    """An amount in minor units (pence for GBP, minutes for a time bank)."""

    amount: int
    currency: str = "GBP"

    def __add__(self, other: Self) -> "Money":
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: Self) -> "Money":
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __str__(self) -> str:
        return format_money(self.amount, self.currency)

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added together")

    @staticmethod
    def total(parts: Iterable["Money"], currency: str = "GBP") -> "Money":
        """The sum of the parts, nought of `currency` when there are none."""
        return sum(parts, Money(0, currency))


@lru_cache(maxsize=10_000)  # a page says the same prices again and again
def format_money(minor: int, currency: str = "GBP", language: str = "en") -> str:
    """`118640` -> `£1,186.40`; a real minus sign; minutes as hours and minutes."""
    sign, size = (MINUS if minor < 0 else ""), abs(minor)
    if currency == "MIN":
        return f"{sign}{size // 60}:{size % 60:02d}"
    if currency == "GBP":  # nine in ten figures on a page: no need to ask a locale
        return f"{sign}£{size // 100:,}.{size % 100:02d}"
    places = get_currency_precision(currency)
    return sign + format_currency(Decimal(size).scaleb(-places), currency, locale=language)


def parse_money(text: str) -> int:
    """`"£1,234.5"` -> `123450` pence.

    Raises ValueError for anything that is not an amount in pounds and pence.
    """
    bare = text.strip().replace("£", "").replace(",", "").replace(" ", "").replace(MINUS, "-")
    if len(bare) > 16 or "e" in bare.lower():
        raise ValueError("not an amount of money")
    try:
        value = Decimal(bare)
    except InvalidOperation as error:
        raise ValueError("not an amount of money") from error
    pence = value * 100
    if not value.is_finite() or pence != pence.to_integral_value():
        raise ValueError("not an amount in whole pence")
    return int(pence)


def share_of(amount: int, basis_points: int) -> int:
    """`amount` x `basis_points` / 10,000, half up away from nought: the one rounding of a percentage.

    >>> share_of(1005, 1000)
    101
    """
    size = (abs(amount) * basis_points * 2 + 10_000) // 20_000
    return size if amount >= 0 else -size
