"""Reads of cycles, baskets and orders."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import QuerySet

from cyfran.kernel.actions import Actor
from cyfran.kernel.database import columns_of, loaded, planned_rows
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.societies.models import Society
from cyfran.kernel.time import society_day
from cyfran.trade.catalogue.queries.shop import ShopOffer, shopfront
from cyfran.trade.catalogue.rules import tax_on
from cyfran.trade.orders.models import UNCONFIRMED, Cycle, Order

SETTLED_AFTER = timedelta(
    minutes=1
)  # so that whoever changes one thing after another reads of all at once
SHOWN_CYCLE = (
    f"SELECT {columns_of(Cycle)} FROM orders_cycle "  # noqa: S608
    "WHERE society_id = %s AND state IN ('open', 'planned') ORDER BY state, opens_at LIMIT 1"
)
IN_BASKET = "SELECT offer_id, quantity FROM orders_basketline WHERE society_id = %s AND owner = %s"


def current_cycle(society: Society) -> Cycle | None:
    """The cycle that is open, else the next that will be."""
    rows = planned_rows(SHOWN_CYCLE, [society.pk])
    return loaded(Cycle, rows[0]) if rows else None


CYCLE_AND_BASKET = f"""
    SELECT (SELECT jsonb_object_agg(offer_id, quantity) FROM orders_basketline WHERE society_id = %s AND owner = %s)::text,
           cycle.*
      FROM (SELECT 1) AS one LEFT JOIN ({SHOWN_CYCLE}) AS cycle ON true
"""  # noqa: S608


def cycle_and_basket(society: Society, owner: str) -> tuple[Cycle | None, dict[int, int]]:
    """What `current_cycle` and `basket_quantities` say, by one query: the shop asks for both on every page."""
    basket, *cycle = planned_rows(CYCLE_AND_BASKET, [society.pk, owner, society.pk])[0]
    quantities = {int(offer): quantity for offer, quantity in json.loads(basket or "{}").items()}
    return (loaded(Cycle, cycle) if cycle[0] is not None else None), quantities


def cycles_of(society: Society) -> QuerySet[Cycle]:
    """Every cycle, the latest first."""
    return Cycle.objects.filter(society=society).order_by("-opens_at")


def basket_quantities(society: Society, owner: str) -> dict[int, int]:
    """How many of each offer are in the basket."""
    return dict(planned_rows(IN_BASKET, [society.pk, owner]))


@dataclass(frozen=True, slots=True)
class BasketRow:
    """A line of a basket as it is shown; `gross` in minor units at the price of now."""

    offer: ShopOffer
    quantity: int
    gross: int

    @property
    def is_short(self) -> bool:
        """True when fewer are left than are wanted."""
        return self.offer.left is not None and self.offer.left < self.quantity


@dataclass(frozen=True, slots=True)
class BasketView:
    """A basket at the prices of now, and how many lines are no longer on sale."""

    rows: Sequence[BasketRow]
    gone: int

    @property
    def total(self) -> int:
        """What it comes to, in minor units, tax included."""
        return sum(row.gross for row in self.rows)


def basket_of(society: Society, owner: str, *, for_members: bool) -> BasketView:
    """The basket with each offer as it stands now."""
    quantities = basket_quantities(society, owner)
    offers = (
        shopfront(society, for_members=for_members, offers=list(quantities)) if quantities else []
    )
    rows = [
        BasketRow(offer, quantities[offer.offer_id], _gross(offer, quantities[offer.offer_id]))
        for offer in offers
    ]
    return BasketView(rows, gone=len(quantities) - len(rows))


def _gross(offer: ShopOffer, quantity: int) -> int:
    net = offer.net_price * quantity
    return net + tax_on(net, offer.tax_code)


def orders_of(society: Society, person_id: int) -> QuerySet[Order]:
    """The person's orders, the latest first."""
    return (
        Order.objects.filter(society=society, buyer__person=person_id)
        .select_related("cycle")
        .order_by("-pk")
    )


def may_see(actor: Actor, order: Order) -> bool:
    """True for its buyer, and for those who coordinate and pack."""
    own = actor.person_id is not None and order.buyer.person_id == actor.person_id
    return own or bool({"coordinator", "worker", "treasurer"} & actor.roles(order.society_id))


@dataclass(frozen=True, slots=True)
class PackRow:
    """So many of an offer for somebody, as it stands on a packing list."""

    buyer_id: int
    buyer: str
    order_id: int
    offer_id: int
    name: str
    seller: str
    quantity: int


PACK = """
    SELECT buyer.id, buyer.name, placed.id, line.offer_id,
           coalesce(nullif(item.name->>%(language)s, ''), item.name->>(item.name->>'source')),
           coalesce(stall.name, seller.name), sum(line.quantity)
      FROM orders_order AS placed
      JOIN orders_orderline AS line ON line.order_id = placed.id AND line.society_id = placed.society_id
      JOIN societies_party AS buyer ON buyer.id = placed.buyer_id
      JOIN catalogue_offer AS offer ON offer.id = line.offer_id
      JOIN catalogue_item AS item ON item.id = offer.item_id
      JOIN societies_party AS seller ON seller.id = line.seller_id
      LEFT JOIN catalogue_stall AS stall ON stall.party_id = line.seller_id
     WHERE placed.society_id = %(society)s AND placed.cycle_id = %(cycle)s AND placed.order_state = 'placed'
     GROUP BY buyer.id, placed.id, line.offer_id, item.id, seller.id, stall.id HAVING sum(line.quantity) > 0
     ORDER BY buyer.sort_key, placed.id, 5
"""


def pack_list(cycle: Cycle, language: str) -> list[PackRow]:
    """Everything that goes into every order of the cycle, by buyer."""
    with connection.cursor() as cursor:
        cursor.execute(PACK, {"society": cycle.society_id, "cycle": cycle.pk, "language": language})
        return [PackRow(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class HeldLine:
    """So many of an offer in an order, its changes summed; `gross` in minor units at what was paid."""

    order_id: int
    offer_id: int
    name: Bilingual
    seller: str
    quantity: int
    gross: int


HELD = """
    SELECT line.order_id, line.offer_id, item.name, coalesce(stall.name, seller.name), sum(line.quantity),
           sum(line.net + line.tax)
      FROM orders_orderline AS line
      JOIN catalogue_offer AS offer ON offer.id = line.offer_id
      JOIN catalogue_item AS item ON item.id = offer.item_id
      JOIN societies_party AS seller ON seller.id = line.seller_id
      LEFT JOIN catalogue_stall AS stall ON stall.party_id = line.seller_id
     WHERE line.society_id = %s AND line.order_id = ANY (%s)
     GROUP BY line.order_id, line.offer_id, item.id, seller.id, stall.id HAVING sum(line.quantity) > 0
     ORDER BY line.order_id, line.offer_id
"""


def held_in(society: Society, orders: Collection[Order]) -> dict[int, list[HeldLine]]:
    """What each of these orders holds now, by the order's id; what is no longer on sale too."""
    found: dict[int, list[HeldLine]] = {order.pk: [] for order in orders}
    with connection.cursor() as cursor:
        cursor.execute(HELD, [society.pk, list(found)])
        for order_id, offer_id, name, seller, quantity, gross in cursor.fetchall():
            stored = json.loads(name) if isinstance(name, str) else name
            line = HeldLine(
                order_id, offer_id, Bilingual.of(stored), seller, int(quantity), int(gross)
            )
            found[order_id].append(line)
    return found


def to_confirm(society: Society, at: datetime) -> QuerySet[Order]:
    """Orders whose buyers have an address and have not read how they stand since they last changed.

    Only what nobody has changed for a minute, and has still to be collected.
    """
    return (
        Order.objects.filter(
            UNCONFIRMED,
            society=society,
            changed_at__lte=at - SETTLED_AFTER,
            cycle__collect_on__gte=society_day(society, at),
        )
        .exclude(buyer__email="")
        .select_related("society", "buyer", "cycle")
        .order_by("pk")
    )
