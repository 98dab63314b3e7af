"""Placing an order: whole or not at all, never more than there is, at the price and rule of that moment."""

import pytest
from django.db import DatabaseError, transaction

from cyfran.kernel.actions import Actor
from cyfran.kernel.ledger.models import Posting
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.refusals import NotRegisteredYet
from cyfran.kernel.time import now
from cyfran.trade.catalogue.actions.offers import withdraw_offer
from cyfran.trade.catalogue.models import Offer, StockPool
from cyfran.trade.orders.actions import cancel_order, close_cycle, place_order, put_in_basket
from cyfran.trade.orders.models import BasketLine, Cycle, Order, OrderLine
from cyfran.trade.orders.refusals import (
    BasketEmpty,
    MembersOnly,
    NameAndAddressNeeded,
    NotEnoughCredit,
    NotEnoughLeft,
    OfferGone,
    OrderingClosed,
    QuantityNotSensible,
)
from cyfran.trade.orders.tests.cast import order, with_credit


@pytest.fixture(autouse=True)
def _open(week: Cycle) -> None:
    """Every test here has an open week."""


def test_an_order_is_frozen_reserved_and_in_the_books(
    hub: Society, sian: Person, siân_s_account: Party, leeks: Offer, cider: Offer
) -> None:
    placed = order(hub, sian, {leeks.pk: 2, cider.pk: 1})
    assert (placed.net, placed.tax, placed.gross) == (610, 50, 660)
    assert placed.commission == 43 + 30
    assert [line.commission_bp for line in OrderLine.objects.filter(order=placed)] == [1200, 1200]
    assert StockPool.objects.get(offer=leeks).reserved == 2
    legs = {
        p.account.purpose: p.amount
        for p in Posting.objects.filter(entry__key=f"order:{placed.pk}:0").select_related("account")
    }
    assert legs == {"member_credit": 660, "orders_held": -660}
    assert not BasketLine.objects.exists()
    assert placed.payment_state == "paid"


def test_the_same_form_sent_twice_makes_one_order(
    hub: Society, sian: Person, siân_s_account: Party, leeks: Offer
) -> None:
    first = order(hub, sian, {leeks.pk: 2}, key="k")
    again = place_order(
        actor=Actor.person(sian),
        society=hub,
        owner=f"person:{sian.pk}",
        pay_by="credit",
        key="k",
        at=now(),
    )
    assert again.pk == first.pk
    assert StockPool.objects.get(offer=leeks).reserved == 2


def test_the_same_form_sent_again_leaves_what_was_chosen_since(
    hub: Society, sian: Person, siân_s_account: Party, leeks: Offer
) -> None:
    first = order(hub, sian, {leeks.pk: 2}, key="k")
    again = order(hub, sian, {leeks.pk: 5}, key="k")
    assert (again.pk, again.net) == (first.pk, first.net)
    assert BasketLine.objects.get().quantity == 5
    cancel_order(actor=Actor.person(sian), order=first, at=now())
    assert order(hub, sian, {leeks.pk: 5}, key="k").order_state == "cancelled"
    assert StockPool.objects.get(offer=leeks).reserved == 0


def test_a_second_order_in_a_cycle_is_added_to_the_first(
    hub: Society, sian: Person, siân_s_account: Party, leeks: Offer
) -> None:
    first = order(hub, sian, {leeks.pk: 2}, key="k1")
    second = order(hub, sian, {leeks.pk: 1}, key="k2")
    assert second.pk == first.pk
    assert second.net == 540
    assert Order.objects.count() == 1


def test_nothing_in_the_basket_is_refused(hub: Society, sian: Person) -> None:
    with pytest.raises(BasketEmpty):
        place_order(
            actor=Actor.person(sian),
            society=hub,
            owner="person:0",
            pay_by="credit",
            key="k",
            at=now(),
        )


def test_more_than_is_left_is_refused_by_name_and_the_basket_is_kept(
    hub: Society, sian: Person, siân_s_account: Party, leeks: Offer
) -> None:
    with pytest.raises(NotEnoughLeft) as refused:
        order(hub, sian, {leeks.pk: 13})
    assert "Leeks" in str(refused.value)
    assert BasketLine.objects.get().quantity == 13
    assert StockPool.objects.get(offer=leeks).reserved == 0


def test_more_than_the_account_holds_is_refused_and_nothing_is_left_of_it(
    hub: Society, sian: Person, leeks: Offer
) -> None:
    with_credit(hub, sian, 100)
    with pytest.raises(NotEnoughCredit):
        order(hub, sian, {leeks.pk: 1})
    assert not Order.objects.exists()
    assert StockPool.objects.get(offer=leeks).reserved == 0


def test_what_is_no_longer_on_sale_is_refused(
    hub: Society, sian: Person, dai: Person, siân_s_account: Party, leeks: Offer
) -> None:
    put_in_basket(
        actor=Actor.person(sian), society=hub, owner="o", quantities={leeks.pk: 1}, at=now()
    )
    withdraw_offer(actor=Actor.person(dai), offer=leeks, at=now())
    with pytest.raises(OfferGone):
        place_order(
            actor=Actor.person(sian), society=hub, owner="o", pay_by="credit", key="k", at=now()
        )


def test_after_the_close_nothing_can_be_ordered(
    hub: Society, sian: Person, siân_s_account: Party, coordinator: Actor, week: Cycle, leeks: Offer
) -> None:
    close_cycle(actor=coordinator, cycle=week, at=now())
    with pytest.raises(OrderingClosed):
        order(hub, sian, {leeks.pk: 1})


def test_what_is_for_members_is_not_sold_to_others(
    hub: Society, dai: Person, fferm: Party, sian: Person, siân_s_account: Party
) -> None:
    from cyfran.trade.catalogue.tests.cast import listed

    for_members = listed(hub, dai, audience="member")
    with pytest.raises(MembersOnly):
        order(hub, sian, {for_members.pk: 1})


def test_a_guest_gives_a_name_and_an_address(hub: Society, leeks: Offer) -> None:
    put_in_basket(
        actor=Actor.guest(), society=hub, owner="guest:x", quantities={leeks.pk: 1}, at=now()
    )
    guest = {
        "actor": Actor.guest(),
        "society": hub,
        "owner": "guest:x",
        "pay_by": "transfer",
        "key": "k",
        "at": now(),
    }
    with pytest.raises(NameAndAddressNeeded):
        place_order(**guest)
    placed = place_order(**guest, guest_name="Non", guest_email="Non@Example.cymru")
    assert placed.buyer.email == "non@example.cymru"
    assert placed.payment_state == "due"


@pytest.mark.parametrize("quantity", [-1, 10_000])
def test_a_quantity_that_makes_no_sense_is_refused(
    hub: Society, leeks: Offer, quantity: int
) -> None:
    with pytest.raises(QuantityNotSensible):
        put_in_basket(
            actor=Actor.guest(),
            society=hub,
            owner="guest:x",
            quantities={leeks.pk: quantity},
            at=now(),
        )


def test_a_forming_society_does_not_trade(mair: Person, sian: Person, hub: Society) -> None:
    hub.state = "forming"  # as the request read it
    with pytest.raises(NotRegisteredYet):
        place_order(
            actor=Actor.person(sian), society=hub, owner="o", pay_by="credit", key="k", at=now()
        )


def test_the_database_refuses_an_order_outside_the_cycle_whatever_the_code_says(
    hub: Society, sian: Person, siân_s_account: Party, coordinator: Actor, week: Cycle
) -> None:
    close_cycle(actor=coordinator, cycle=week, at=now())
    with pytest.raises(DatabaseError, match="not open"), transaction.atomic():
        Order.objects.create(
            society=hub,
            cycle=week,
            buyer=siân_s_account,
            key="x",
            placed_at=now(),
            changed_at=now(),
            pay_by="credit",
            net=0,
            tax=0,
            commission=0,
        )


def test_a_line_never_changes(
    hub: Society, sian: Person, siân_s_account: Party, leeks: Offer
) -> None:
    order(hub, sian, {leeks.pk: 1})
    with pytest.raises(DatabaseError), transaction.atomic():
        OrderLine.objects.update(quantity=5)
