"""Promises of stock: all lines or none, never more than there is, and crossed baskets never deadlock."""

import json
from collections import Counter

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from cyfran.coop.membership.tests.cast import AT, person, registered_hub
from cyfran.kernel.database import society_transaction
from cyfran.kernel.refusals import constraint_of
from cyfran.site.testing.races import at_once
from cyfran.site.testing.standing import standing
from cyfran.trade.catalogue.actions.offers import withdraw_offer
from cyfran.trade.catalogue.models import StockPool
from cyfran.trade.catalogue.tests.cast import grower, listed

CALLS = {"reserve", "release", "hand_over"}


def call(verb: str, society_id: int, *lines: tuple[int, int]) -> None:
    assert verb in CALLS
    asked = json.dumps([{"offer": offer, "quantity": quantity} for offer, quantity in lines])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT catalogue_{verb}(%s, %s::jsonb)", [society_id, asked])


def refused(verb: str, society_id: int, *lines: tuple[int, int]) -> tuple[str | None, object]:
    """The constraint and the detail of the database's no."""
    with pytest.raises(IntegrityError) as no:
        call(verb, society_id, *lines)
    detail = no.value.__cause__.diag.message_detail
    return constraint_of(no.value), json.loads(detail) if detail else None


def pool(offer) -> tuple[int | None, int]:
    stock = StockPool.objects.get(offer=offer)
    return stock.on_hand, stock.reserved


@standing
def leeks(hub, fferm, dai):
    return listed(hub, dai, stock=12)


@standing
def carrots(hub, fferm, dai):
    return listed(hub, dai, stock=3)


def test_what_is_reserved_is_promised_and_still_there(hub, leeks, carrots):
    call("reserve", hub.pk, (leeks.pk, 2), (carrots.pk, 3))
    assert (pool(leeks), pool(carrots)) == ((12, 2), (3, 3))


def test_one_short_line_promises_nothing_and_says_how_many_are_left(hub, leeks, carrots):
    call("reserve", hub.pk, (carrots.pk, 1))
    assert refused("reserve", hub.pk, (leeks.pk, 2), (carrots.pk, 3)) == (
        "stock_enough_left",
        [{"offer": carrots.pk, "left": 2}],
    )
    assert (pool(leeks), pool(carrots)) == ((12, 0), (3, 1))


def test_lines_of_the_same_offer_count_together(hub, carrots):
    assert refused("reserve", hub.pk, (carrots.pk, 2), (carrots.pk, 2))[0] == "stock_enough_left"
    call("reserve", hub.pk, (carrots.pk, 2), (carrots.pk, 1))
    assert pool(carrots) == (3, 3)


def test_on_demand_there_is_always_enough(hub, fferm, dai):
    offer = listed(hub, dai, stock=None)
    call("reserve", hub.pk, (offer.pk, 9_000))
    assert pool(offer) == (None, 9_000)
    call("hand_over", hub.pk, (offer.pk, 9_000))
    assert pool(offer) == (None, 0)


def test_a_withdrawn_or_unknown_offer_is_not_promised(hub, leeks, coordinator):
    withdraw_offer(actor=coordinator, offer=leeks, at=AT)
    assert refused("reserve", hub.pk, (leeks.pk, 1)) == (
        "stock_enough_left",
        [{"offer": leeks.pk, "left": 0}],
    )
    assert refused("reserve", hub.pk, (999_999_999, 1))[0] == "stock_enough_left"


@pytest.mark.parametrize("quantity", [0, -1, -5])
def test_a_line_asks_for_one_or_more(hub, leeks, quantity):
    assert refused("reserve", hub.pk, (leeks.pk, quantity))[0] == "stock_line_asks_for_some"
    assert refused("release", hub.pk, (leeks.pk, quantity))[0] == "stock_line_asks_for_some"
    assert pool(leeks) == (12, 0)


def test_no_lines_ask_for_nothing(hub, leeks):
    for verb in sorted(CALLS):
        call(verb, hub.pk)
    assert pool(leeks) == (12, 0)


def test_what_is_released_can_be_ordered_again(hub, carrots):
    call("reserve", hub.pk, (carrots.pk, 3))
    call("release", hub.pk, (carrots.pk, 2))
    assert pool(carrots) == (3, 1)


def test_what_is_handed_over_is_neither_promised_nor_there(hub, carrots):
    call("reserve", hub.pk, (carrots.pk, 3))
    call("hand_over", hub.pk, (carrots.pk, 2))
    assert pool(carrots) == (1, 1)


@pytest.mark.parametrize("verb", ["release", "hand_over"])
def test_nobody_lets_go_of_more_than_was_promised(hub, carrots, verb):
    call("reserve", hub.pk, (carrots.pk, 1))
    assert refused(verb, hub.pk, (carrots.pk, 2))[0] == "stock_was_promised"
    assert pool(carrots) == (3, 1)


@pytest.mark.parametrize("verb", sorted(CALLS))
def test_no_function_works_for_another_society(hub, leeks, verb):
    assert refused(verb, hub.pk + 1, (leeks.pk, 1))[0] == "stays_in_its_society"


def test_the_stock_of_another_society_is_out_of_reach(hub, leeks, mair):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('cyfran.society', %s, true)", [str(hub.pk + 1)])
        with pytest.raises(IntegrityError, match="not enough left"):
            call("reserve", hub.pk + 1, (leeks.pk, 1))
        cursor.execute("SELECT set_config('cyfran.society', %s, true)", [str(hub.pk)])
    assert pool(leeks) == (12, 0)


def committed_offers(*stocks: int):
    """A hub with a grower, and offers with these stocks, written and kept."""
    mair, dai = person("Mair"), person("Dai")
    hub = registered_hub(mair)
    with society_transaction(hub):
        grower(hub, mair, dai)
        return hub, [listed(hub, dai, stock=stock) for stock in stocks]


def test_fifty_buyers_at_once_get_the_last_five_and_no_more(committed_db):
    hub, (leeks,) = committed_offers(5)

    def buy() -> str:
        try:
            with society_transaction(hub):
                call("reserve", hub.pk, (leeks.pk, 1))
        except IntegrityError as no:
            return constraint_of(no) or "another constraint"
        return "bought"

    assert Counter(at_once(*[buy] * 50)) == {"bought": 5, "stock_enough_left": 45}
    with society_transaction(hub):
        assert pool(leeks) == (5, 5)


def test_crossed_baskets_wait_for_one_another_and_never_deadlock(committed_db):
    hub, (one, two, three) = committed_offers(1_000, 1_000, 1_000)

    def buy_in(order) -> str:
        for _ in range(25):
            with society_transaction(hub):
                call("reserve", hub.pk, *[(offer.pk, 1) for offer in order])
            with society_transaction(hub):
                call("release", hub.pk, *[(offer.pk, 1) for offer in reversed(order)])
        return "done"

    orders = [(one, two, three), (three, two, one), (two, one, three), (three, one, two)]
    assert at_once(*[lambda order=order: buy_in(order) for order in orders]) == ["done"] * 4
    with society_transaction(hub):
        assert [pool(offer) for offer in (one, two, three)] == [(1_000, 0)] * 3


def test_recounting_while_others_buy_never_leaves_less_than_is_promised(committed_db):
    hub, (leeks,) = committed_offers(10)

    def buy() -> str:
        try:
            with society_transaction(hub):
                call("reserve", hub.pk, (leeks.pk, 4))
        except DatabaseError as no:
            return constraint_of(no) or str(no)
        return "bought"

    def recount() -> str:
        try:
            with society_transaction(hub):
                StockPool.objects.filter(offer=leeks).update(on_hand=6)
        except DatabaseError as no:
            return constraint_of(no) or str(no)
        return "recounted"

    outcomes = Counter(at_once(buy, recount, buy, recount))
    assert outcomes["bought"] in (1, 2)
    assert set(outcomes) <= {"bought", "recounted", "stock_enough_left", "stock_never_oversold"}
    with society_transaction(hub):
        on_hand, reserved = pool(leeks)
        assert on_hand is not None
        assert reserved == 4 * outcomes["bought"] <= on_hand
