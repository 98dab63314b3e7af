"""The arithmetic of an order: pure, in integer minor units, rounded at one point."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cyfran.kernel.money import share_of

HIGHEST_QUANTITY = 9_999


@dataclass(frozen=True, slots=True)
class LinePrice:
    """What a quantity of one offer comes to: net of tax, the tax, and the hub's commission within the net."""

    net: int
    tax: int
    commission: int

    @property
    def gross(self) -> int:
        """What the buyer pays."""
        return self.net + self.tax

    @property
    def producer(self) -> int:
        """What is left for the producer."""
        return self.net - self.commission


def price_line(*, net_price: int, quantity: int, tax_bp: int, commission_bp: int) -> LinePrice:
    """The one point at which money of an order is rounded: by the line, half up.

    >>> price_line(net_price=105, quantity=3, tax_bp=2000, commission_bp=1200)
    LinePrice(net=315, tax=63, commission=38)
    """
    net = net_price * quantity
    return LinePrice(net, share_of(net, tax_bp), share_of(net, commission_bp))


@dataclass(frozen=True, slots=True)
class Held:
    """A row of an order as it was frozen: so many of an offer at that price, tax and commission."""

    offer_id: int
    quantity: int
    net_price: int
    tax_code: str
    tax_bp: int
    commission_bp: int

    @property
    def terms(self) -> tuple[int, str, int]:
        """What it was bought at."""
        return self.net_price, self.tax_code, self.commission_bp


def reductions(rows: Sequence[Held], quantity: int) -> list[Held]:
    """The rows (with negative quantities) that take `quantity` off an offer: what was added last goes first.

    Each reduction carries the price of the row it takes from, so nobody pays more by changing their mind.
    Raises ValueError when the rows hold less than `quantity`.
    """
    left = _remaining(rows)
    found: list[Held] = []
    for row, available in reversed(left):
        take = min(available, quantity)
        if take:
            found.append(
                Held(
                    row.offer_id, -take, row.net_price, row.tax_code, row.tax_bp, row.commission_bp
                )
            )
            quantity -= take
    if quantity:
        raise ValueError("more is taken off than was ordered")
    return found


def _remaining(rows: Sequence[Held]) -> list[tuple[Held, int]]:
    """Each positive row with what later reductions at its price have left of it."""
    added = [row for row in rows if row.quantity > 0]
    left = [row.quantity for row in added]
    for row in rows:
        need = -row.quantity
        for place in reversed(range(len(added))):
            if need > 0 and added[place].terms == row.terms:
                take = min(left[place], need)
                left[place] -= take
                need -= take
    return list(zip(added, left, strict=True))


def changed_quantities(held: Mapping[int, int], wanted: Mapping[int, int]) -> dict[int, int]:
    """What must be added (positive) or taken off (negative), by offer; offers not named in `wanted` stay."""
    return {
        offer: quantity - held.get(offer, 0)
        for offer, quantity in wanted.items()
        if quantity != held.get(offer, 0)
    }


def split_commission(commission: int, community_bp: int) -> tuple[int, int]:
    """The hub's part of a commission and the community fund's."""
    community = share_of(commission, community_bp)
    return commission - community, community


def totals(lines: Iterable[LinePrice]) -> LinePrice:
    """The sum of priced lines; totals are sums of rounded lines and are never rounded again."""
    net = tax = commission = 0
    for line in lines:
        net, tax, commission = net + line.net, tax + line.tax, commission + line.commission
    return LinePrice(net, tax, commission)
