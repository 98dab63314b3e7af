"""An order can be changed until the cycle closes; what changed is a row, and the books follow."""

import pytest

from cyfran.kernel.actions import Actor
from cyfran.kernel.ledger.models import Balance
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.time import now
from cyfran.trade.catalogue.models import Offer, StockPool
from cyfran.trade.orders.actions import cancel_order, change_order, close_cycle
from cyfran.trade.orders.models import Cycle, OrderLine
from cyfran.trade.orders.refusals import CycleNotReady, NotEnoughLeft, NotYourOrder, OrderingClosed
from cyfran.trade.orders.tests.cast import order


@pytest.fixture(autouse=True)
def _open(week: Cycle) -> None:
    """Every test here has an open week."""


def _credit(party: Party) -> int:
    return -sum(
        Balance.objects.filter(account__party=party, account__purpose="member_credit").values_list(
            "amount", flat=True
        )
    )


def test_more_and_less_are_rows_and_the_money_follows(
    hub: Society, sian: Person, siân_s_account: Party, leeks: Offer, cider: Offer
) -> None:
    placed = order(hub, sian, {leeks.pk: 3})
    changed = change_order(
        actor=Actor.person(sian), order=placed, quantities={leeks.pk: 1, cider.pk: 2}, at=now()
    )
    assert list(
        OrderLine.objects.filter(order=placed, amendment=1)
        .order_by("offer_id")
        .values_list("quantity", flat=True)
    ) == [-2, 2]
    assert changed.gross == 180 + 600
    assert _credit(siân_s_account) == 5000 - 780
    assert StockPool.objects.get(offer=leeks).reserved == 1


def test_a_change_to_what_it_is_already_changes_nothing(
    hub: Society, sian: Person, siân_s_account: Party, leeks: Offer
) -> None:
    placed = order(hub, sian, {leeks.pk: 3})
    change_order(actor=Actor.person(sian), order=placed, quantities={leeks.pk: 3}, at=now())
    assert OrderLine.objects.count() == 1


def test_an_order_taken_back_returns_everything(
    hub: Society, sian: Person, siân_s_account: Party, leeks: Offer
) -> None:
    placed = order(hub, sian, {leeks.pk: 3})
    cancelled = cancel_order(actor=Actor.person(sian), order=placed, at=now())
    assert cancelled.order_state == "cancelled"
    assert cancelled.gross == 0
    assert _credit(siân_s_account) == 5000
    assert StockPool.objects.get(offer=leeks).reserved == 0
    with pytest.raises(CycleNotReady):
        change_order(actor=Actor.person(sian), order=placed, quantities={leeks.pk: 1}, at=now())


def test_somebody_else_s_order_is_left_alone(
    hub: Society, sian: Person, elin: Person, siân_s_account: Party, leeks: Offer
) -> None:
    placed = order(hub, sian, {leeks.pk: 3})
    with pytest.raises(NotYourOrder):
        change_order(actor=Actor.person(elin), order=placed, quantities={leeks.pk: 1}, at=now())
    with pytest.raises(NotYourOrder):
        cancel_order(actor=Actor.guest(), order=placed, at=now())


def test_the_coordinator_may_change_it_and_a_guest_by_the_order_s_own_link(
    hub: Society, sian: Person, coordinator: Actor, siân_s_account: Party, leeks: Offer
) -> None:
    placed = order(hub, sian, {leeks.pk: 3})
    change_order(actor=coordinator, order=placed, quantities={leeks.pk: 2}, at=now())
    change_order(
        actor=Actor.guest(f"order:{placed.pk}"), order=placed, quantities={leeks.pk: 1}, at=now()
    )
    assert StockPool.objects.get(offer=leeks).reserved == 1


def test_more_than_is_left_is_refused_and_the_order_stays(
    hub: Society, sian: Person, siân_s_account: Party, leeks: Offer
) -> None:
    placed = order(hub, sian, {leeks.pk: 3})
    with pytest.raises(NotEnoughLeft):
        change_order(actor=Actor.person(sian), order=placed, quantities={leeks.pk: 13}, at=now())
    assert OrderLine.objects.count() == 1


def test_after_the_close_an_order_stands(
    hub: Society, sian: Person, siân_s_account: Party, coordinator: Actor, week: Cycle, leeks: Offer
) -> None:
    placed = order(hub, sian, {leeks.pk: 3})
    close_cycle(actor=coordinator, cycle=week, at=now())
    with pytest.raises(OrderingClosed):
        change_order(actor=Actor.person(sian), order=placed, quantities={leeks.pk: 1}, at=now())
