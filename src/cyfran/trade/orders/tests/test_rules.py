"""The arithmetic of an order: rounded once, by the line; nobody pays more by changing their mind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyfran.trade.orders.rules import (
    Held,
    LinePrice,
    changed_quantities,
    price_line,
    reductions,
    split_commission,
    totals,
)


def _row(quantity: int, price: int = 100, commission: int = 1200) -> Held:
    return Held(1, quantity, price, "zero", 0, commission)


def test_a_line_is_priced_with_its_tax_and_commission() -> None:
    line = price_line(net_price=105, quantity=3, tax_bp=2000, commission_bp=1200)
    assert line == LinePrice(net=315, tax=63, commission=38)
    assert line.gross == 378
    assert line.producer == 277


def test_what_was_added_last_is_taken_off_first_at_its_own_price() -> None:
    rows = [_row(2, 100), _row(3, 120)]
    assert [(r.quantity, r.net_price) for r in reductions(rows, 4)] == [(-3, 120), (-1, 100)]


def test_what_was_taken_off_before_is_not_taken_off_again() -> None:
    rows = [_row(2, 100), _row(3, 120), _row(-3, 120)]
    assert [(r.quantity, r.net_price) for r in reductions(rows, 2)] == [(-2, 100)]


def test_more_than_was_ordered_cannot_be_taken_off() -> None:
    with pytest.raises(ValueError, match="more"):
        reductions([_row(2)], 3)


def test_offers_that_are_not_named_stay_as_they_are() -> None:
    assert changed_quantities({1: 2, 2: 5}, {1: 3, 4: 0, 5: 1}) == {1: 1, 5: 1}


@given(st.integers(0, 10**9), st.integers(0, 10_000))
def test_the_parts_of_a_commission_are_the_whole(commission: int, community_bp: int) -> None:
    hub, community = split_commission(commission, community_bp)
    assert hub + community == commission
    assert 0 <= community <= commission


@given(
    st.lists(st.tuples(st.integers(1, 50), st.integers(0, 10_000)), min_size=1, max_size=8),
    st.data(),
)
def test_taking_everything_off_leaves_nothing_to_pay(
    rows: list[tuple[int, int]], data: st.DataObject
) -> None:
    placed = [_row(quantity, price) for quantity, price in rows]
    whole = sum(quantity for quantity, _price in rows)
    first = data.draw(st.integers(0, whole))
    once = reductions(placed, first) if first else []
    rest = reductions([*placed, *once], whole - first) if whole - first else []
    lines = [
        price_line(net_price=r.net_price, quantity=r.quantity, tax_bp=2000, commission_bp=0)
        for r in [*placed, *once, *rest]
    ]
    assert totals(lines).net == 0
