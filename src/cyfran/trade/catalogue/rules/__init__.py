"""The tax on a price, and the bounds within which prices, sizes and stock make sense.

Pure: imports no Django. Amounts are integer minor units, sizes are whole base units. `rows` has what a file and
the books say of an offer; `plans` compares them.
"""

# Value Added Tax Act 1994 s.2 (standard), Schedules 7A (reduced), 8 (zero) and 9 (exempt): rates in basis points.
TAX_RATES_BP = {"zero": 0, "exempt": 0, "reduced": 500, "standard": 2000}

HIGHEST_PRICE = 100_000_00
HIGHEST_SIZE = 10_000_000
HIGHEST_STOCK = 1_000_000
HIGHEST_CASE = 10_000


def tax_on(net: int, tax_code: str) -> int:
    """The tax on a net price in minor units, half up.

    >>> tax_on(105, "standard")
    21
    """
    return (net * TAX_RATES_BP[tax_code] * 2 + 10_000) // 20_000


def net_of(gross: int, tax_code: str) -> int:
    """The net price inside a price with tax, half up.

    >>> net_of(120, "standard")
    100
    """
    whole = 10_000 + TAX_RATES_BP[tax_code]
    return (gross * 10_000 * 2 + whole) // (whole * 2)
