"""A carer orders for somebody: the order is that person's, and the record has both."""

import json
from datetime import timedelta

import pytest

from cyfran.kernel.actions import Actor
from cyfran.kernel.record.models import RecordEntry
from cyfran.kernel.refusals import NotForAnother
from cyfran.kernel.time import now
from cyfran.trade.orders.actions import cancel_order, place_order, plan_cycle, put_in_basket
from cyfran.trade.orders.models import Order


def test_the_order_is_theirs_and_the_record_has_both(hub, week, leeks, sian, siân_s_account, elin):
    helper = Actor.helper(elin.pk, acting_for=sian.pk, scope=frozenset({"order"}))
    owner = f"person:{sian.pk}"
    put_in_basket(actor=helper, society=hub, owner=owner, quantities={leeks.pk: 1}, at=now())
    order = place_order(
        actor=helper, society=hub, owner=owner, pay_by="credit", key="by-elin", at=now()
    )
    assert Order.objects.get(pk=order.pk).buyer == siân_s_account
    entry = RecordEntry.objects.filter(verb="orders.place_order").latest("pk")
    assert entry.actor_id == sian.pk
    assert json.loads(entry.facts)["helper"] == elin.pk
    cancel_order(actor=helper, order=order, at=now())


def test_nobody_orders_who_was_let_read_alone_nor_plans_a_cycle(hub, week, leeks, sian, mair, elin):
    reader = Actor.helper(elin.pk, acting_for=sian.pk, scope=frozenset({"read"}))
    with pytest.raises(NotForAnother):
        put_in_basket(
            actor=reader, society=hub, owner=f"person:{sian.pk}", quantities={leeks.pk: 1}, at=now()
        )
    for_the_coordinator = Actor.helper(elin.pk, acting_for=mair.pk, scope=frozenset({"order"}))
    with pytest.raises(NotForAnother):
        plan_cycle(
            actor=for_the_coordinator, society=hub, name=week.name, opens_at=now(),
            closes_at=now() + timedelta(days=1), collect_on=week.collect_on,
        )  # fmt: skip
