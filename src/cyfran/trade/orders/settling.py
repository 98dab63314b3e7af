"""The statements of packing and settlement: one pass over a cycle's lines, however many orders there were."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Sum

from cyfran.kernel.actions import Actor
from cyfran.kernel.ledger import posting
from cyfran.kernel.ledger.chart import COMMISSION, COMMUNITY_FUND, SUPPLIER_PAYABLE, VAT
from cyfran.kernel.ledger.posting import Leg, credit, debit
from cyfran.kernel.societies.rulebook import rule
from cyfran.kernel.time import society_day
from cyfran.trade.orders.accounts import COMMUNITY_PART, ORDERS_HELD
from cyfran.trade.orders.models import Cycle, Order, OrderLine, Settlement
from cyfran.trade.orders.rules import split_commission


@dataclass(frozen=True, slots=True)
class Sold:
    """What one producer sold in a cycle, in minor units."""

    seller_id: int
    net: int
    tax: int
    commission: int


def sold_in(cycle: Cycle) -> list[Sold]:
    """What each producer sold; orders taken back have lines that sum to nought and so are not there."""
    rows = (
        OrderLine.objects.filter(society=cycle.society_id, order__cycle=cycle)
        .values_list("seller_id")
        .annotate(Sum("net"), Sum("tax"), Sum("commission"))
        .order_by("seller_id")
    )
    return [Sold(*row) for row in rows if any(row[1:])]


def take_out_of_stock(cycle: Cycle) -> None:
    """What was promised to the cycle's orders has left the stock."""
    sums = (
        OrderLine.objects.filter(society=cycle.society_id, order__cycle=cycle)
        .values_list("offer_id")
        .annotate(Sum("quantity"))
        .order_by("offer_id")
    )
    lines = [{"offer": offer, "quantity": count} for offer, count in sums if count]
    if lines:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT catalogue_hand_over(%s, %s)", [cycle.society_id, json.dumps(lines)]
            )


def settle(cycle: Cycle, actor: Actor, at: datetime) -> None:
    """One entry shares out what is held for the cycle, and each producer's settlement points at it."""
    sold = sold_in(cycle)
    if not sold:
        return
    society = cycle.society
    commission = sum(one.commission for one in sold)
    _hub, community = split_commission(commission, rule("orders.community_bp", society).value)
    payables = posting.accounts(society, SUPPLIER_PAYABLE, [one.seller_id for one in sold])
    legs: list[Leg] = [
        debit(posting.account(society, ORDERS_HELD), sum(one.net + one.tax for one in sold)),
        *(
            credit(payable, one.net - one.commission)
            for payable, one in zip(payables, sold, strict=True)
        ),
        credit(posting.account(society, COMMISSION), commission),
        debit(posting.account(society, COMMUNITY_PART), community),
        credit(posting.account(society, COMMUNITY_FUND), community),
        credit(posting.account(society, VAT), sum(one.tax for one in sold)),
    ]
    entry = posting.post(
        society=society,
        key=f"cycle:{cycle.pk}:settlement",
        kind="settlement",
        on=society_day(society, at),
        legs=[leg for leg in legs if leg.amount],
        actor=actor,
    )
    Settlement.objects.bulk_create(
        Settlement(
            society=society,
            cycle=cycle,
            seller_id=one.seller_id,
            net=one.net,
            tax=one.tax,
            commission=one.commission,
            entry_id=entry,
            settled_at=at,
        )
        for one in sold
    )


def where_the_pounds_went(cycle: Cycle) -> dict[str, int]:
    """The cycle's takings by where they went: producers, hub, community, tax; minor units."""
    sold = sold_in(cycle)
    commission = sum(one.commission for one in sold)
    hub, community = split_commission(commission, rule("orders.community_bp", cycle.society).value)
    return {
        "producers": sum(one.net for one in sold) - commission,
        "hub": hub,
        "community": community,
        "tax": sum(one.tax for one in sold),
    }


def packed_orders(cycle: Cycle) -> int:
    """How many orders of the cycle are there to be packed."""
    return Order.objects.filter(cycle=cycle, order_state=Order.OrderState.PLACED).count()
