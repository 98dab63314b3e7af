"""How an order is written: few statements, set-based, each one round trip (sql/20_ordering.sql).

`actions/orders.py` says when; this says with what.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError
from django.db.models import Max, Sum

from cyfran.kernel.actions import Actor
from cyfran.kernel.database import planned_rows
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.ledger.chart import MEMBER_CREDIT, MEMBER_RECEIVABLE, Line
from cyfran.kernel.refusals import constraint_of, detail_of
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.rulebook import RuleReading
from cyfran.kernel.time import society_day
from cyfran.trade.catalogue.rules import TAX_RATES_BP
from cyfran.trade.orders.accounts import ORDERS_HELD
from cyfran.trade.orders.models import Order, OrderLine
from cyfran.trade.orders.refusals import NotEnoughLeft, OfferGone
from cyfran.trade.orders.rules import Held, LinePrice, price_line, reductions, totals

PLACE = f"SELECT orders_place({', '.join(['%s'] * 18)})"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the society knows of a buyer at this moment: the open cycle, who they are, the order they have in it."""

    cycle_id: int | None
    party_id: int | None
    is_member: bool
    order_id: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many of an offer, with the offer as it stands now."""

    offer_id: int
    quantity: int
    seller_id: int
    net_price: int
    tax_code: str
    for_members: bool
    name: dict[str, str]


@dataclass(frozen=True, slots=True)
class SellerRow:
    """A row to be frozen, and whose goods it is of."""

    seller_id: int
    held: Held


def take_basket(
    society: Society, actor: Actor, owner: str, key: str
) -> tuple[Standing, list[Wanted]]:
    """The basket is empty and this was in it; a second taker finds nothing. Refuses with OfferGone.

    Where an order was placed with that key before, nothing is taken.
    """
    rows = planned_rows(
        "SELECT * FROM orders_take_basket(%s, %s, %s, %s)",
        [society.pk, actor.person_id, owner, key],
    )
    return Standing(*rows[0][:4]), _wanted([row[4:] for row in rows if row[4] is not None])


def offers_as_now(quantities: Mapping[int, int]) -> list[Wanted]:
    """These quantities of these offers at the prices of now. Refuses with OfferGone."""
    arrays = [list(quantities), list(quantities.values())]
    return _wanted(planned_rows("SELECT * FROM orders_wanted(%s::bigint[], %s::integer[])", arrays))


def _wanted(rows: Sequence[tuple[Any, ...]]) -> list[Wanted]:
    if any(row[2] is None for row in rows):
        raise OfferGone
    return [
        Wanted(
            offer_id=offer_id,
            quantity=quantity,
            seller_id=seller_id,
            net_price=net_price,
            tax_code=tax_code,
            for_members=for_members,
            name=json.loads(name) if isinstance(name, str) else name,
        )
        for offer_id, quantity, seller_id, net_price, tax_code, for_members, name in rows
    ]


def reserve(society: Society, wanted: Sequence[Wanted]) -> None:
    """Every line is promised to the order, or none.

    Refuses with NotEnoughLeft, which ends the action: its transaction is of no more use.
    """
    lines = json.dumps([{"offer": line.offer_id, "quantity": line.quantity} for line in wanted])
    with _shortage_refused(wanted):
        planned_rows("SELECT catalogue_reserve(%s, %s)", [society.pk, lines])


@contextmanager
def _shortage_refused(wanted: Sequence[Wanted]) -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        if constraint_of(error) != "stock_enough_left":
            raise
        short = {row["offer"] for row in json.loads(detail_of(error))}
        names = [str(Bilingual.of(line.name)) for line in wanted if line.offer_id in short]
        raise NotEnoughLeft(names=", ".join(names)) from error


def release(society: Society, quantities: Mapping[int, int]) -> None:
    """These are free for others again."""
    lines = json.dumps([{"offer": offer, "quantity": count} for offer, count in quantities.items()])
    planned_rows("SELECT catalogue_release(%s, %s)", [society.pk, lines])


def held(order: Order) -> dict[int, int]:
    """How many of each offer the order holds now."""
    sums = OrderLine.objects.filter(order=order).values_list("offer_id").annotate(Sum("quantity"))
    return {offer: count for offer, count in sums if count}


def latest_amendment(order: Order) -> int:
    """The number of the last change; 0 when the order is as it was placed."""
    return OrderLine.objects.filter(order=order).aggregate(last=Max("amendment"))["last"] or 0


def place(
    *,
    society: Society,
    cycle_id: int,
    buyer_id: int,
    wanted: Sequence[Wanted],
    commission: RuleReading,
    pay_by: str,
    key: str,
    actor: Actor,
    at: datetime,
) -> Order:
    """The order is promised, written with its lines at the prices and the rule of this moment, and in the books.

    Refuses with NotEnoughLeft. A breach of `balance_at_or_below_ceiling` means that the buyer's credit does not reach.
    """
    total, lines = _frozen([_row(line, commission) for line in wanted])
    credit = pay_by == Order.PayBy.CREDIT
    paid = Order.PaymentState.PAID if credit else Order.PaymentState.DUE
    with _shortage_refused(wanted):
        made = planned_rows(
            PLACE,
            [
                society.pk, cycle_id, buyer_id, key, at, pay_by, paid.value, total.net, total.tax, total.commission,
                commission.version_id, lines, society_day(society, at), actor.person_id, actor.mandate_id,
                society.currency, _account(MEMBER_CREDIT if credit else MEMBER_RECEIVABLE, buyer_id),
                _account(ORDERS_HELD, None),
            ],
        )  # fmt: skip
    return Order(
        pk=made[0][0], society=society, cycle_id=cycle_id, buyer_id=buyer_id, key=key, placed_at=at, changed_at=at,
        pay_by=pay_by, payment_state=paid, net=total.net, tax=total.tax, commission=total.commission,
    )  # fmt: skip


def write_changes(
    society: Society,
    order: Order,
    changes: Mapping[int, int],
    commission: RuleReading,
    at: datetime,
) -> LinePrice:
    """What is added is reserved and priced as of now; what is taken off is freed at the price it was bought at.

    Returns what the order comes to more, or (below nought) less.
    """
    added = {offer: count for offer, count in changes.items() if count > 0}
    taken = {offer: -count for offer, count in changes.items() if count < 0}
    rows: list[SellerRow] = []
    if added:
        wanted = offers_as_now(added)
        reserve(society, wanted)
        rows += [_row(line, commission) for line in wanted]
    if taken:
        rows += _taken_off(order, taken)
        release(society, taken)
    total, lines = _frozen(rows)
    number = latest_amendment(order) + 1
    planned_rows(
        "SELECT orders_add_lines(%s, %s, %s, %s, %s, %s)",
        [society.pk, order.pk, number, commission.version_id, at, lines],
    )
    return total


def post_change(
    order: Order, amount: int, society: Society, actor: Actor, at: datetime, *, amendment: int
) -> None:
    """The books say that the buyer pays `amount` more (or, below nought, less) for what is held for producers.

    A breach of `balance_at_or_below_ceiling` means that the buyer's credit does not reach.
    """
    if not amount:
        return
    line = MEMBER_CREDIT if order.pay_by == Order.PayBy.CREDIT else MEMBER_RECEIVABLE
    planned_rows(
        "SELECT orders_post(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            society.pk, f"order:{order.pk}:{amendment}", society_day(society, at), amount, actor.person_id,
            actor.mandate_id, society.currency, _account(line, order.buyer_id), _account(ORDERS_HELD, None),
        ],
    )  # fmt: skip


def _account(line: Line, party_id: int | None) -> str:
    return json.dumps({
        "code": line.code(party_id), "purpose": line.purpose, "kind": line.kind.value, "party": party_id,
        "floor": line.floor, "ceiling": line.ceiling,
    })  # fmt: skip


def _row(line: Wanted, commission: RuleReading) -> SellerRow:
    rate = TAX_RATES_BP[line.tax_code]
    return SellerRow(
        line.seller_id,
        Held(line.offer_id, line.quantity, line.net_price, line.tax_code, rate, commission.value),
    )


def _taken_off(order: Order, taken: Mapping[int, int]) -> list[SellerRow]:
    found: list[SellerRow] = []
    lines = list(OrderLine.objects.filter(order=order, offer__in=taken).order_by("id"))
    for offer, count in sorted(taken.items()):
        own = [line for line in lines if line.offer_id == offer]
        kept = [
            Held(
                offer, line.quantity, line.net_price, line.tax_code, line.tax_bp, line.commission_bp
            )
            for line in own
        ]
        found += [SellerRow(own[0].seller_id, row) for row in reductions(kept, count)]
    return found


def _frozen(rows: Sequence[SellerRow]) -> tuple[LinePrice, str]:
    """What the rows come to, and all of them as the database takes them."""
    priced, lines = [], []
    for row in rows:
        held = row.held
        price = price_line(
            net_price=held.net_price,
            quantity=held.quantity,
            tax_bp=held.tax_bp,
            commission_bp=held.commission_bp,
        )
        priced.append(price)
        lines.append({
            "offer": held.offer_id, "seller": row.seller_id, "quantity": held.quantity, "net_price": held.net_price,
            "net": price.net, "tax_code": held.tax_code, "tax_bp": held.tax_bp, "tax": price.tax,
            "commission_bp": held.commission_bp, "commission": price.commission,
        })  # fmt: skip
    return totals(priced), json.dumps(lines)
