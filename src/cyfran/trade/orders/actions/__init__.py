"""Verbs of ordering: cycles, baskets, orders, packing, settlement."""

from cyfran.trade.orders.actions.baskets import empty_basket, put_in_basket
from cyfran.trade.orders.actions.confirming import confirm_orders
from cyfran.trade.orders.actions.cycles import cancel_cycle, close_cycle, open_cycle, plan_cycle
from cyfran.trade.orders.actions.orders import (
    cancel_order,
    change_order,
    mark_order_paid,
    place_order,
)
from cyfran.trade.orders.actions.packing import hand_over_order, mark_cycle_packed, settle_cycle

__all__ = [
    "cancel_cycle",
    "cancel_order",
    "change_order",
    "close_cycle",
    "confirm_orders",
    "empty_basket",
    "hand_over_order",
    "mark_cycle_packed",
    "mark_order_paid",
    "open_cycle",
    "place_order",
    "plan_cycle",
    "put_in_basket",
    "settle_cycle",
]
