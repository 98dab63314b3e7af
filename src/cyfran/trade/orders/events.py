"""What happened to orders and cycles."""

from dataclasses import dataclass
from datetime import datetime

from cyfran.trade.orders.models import Cycle, Order


@dataclass(frozen=True)
class OrderPlaced:
    """A buyer committed to an order, or changed it."""

    order: Order
    at: datetime


@dataclass(frozen=True)
class CycleOpened:
    """Ordering began."""

    cycle: Cycle
    at: datetime


@dataclass(frozen=True)
class CycleClosed:
    """Ordering ended; the hub can pack."""

    cycle: Cycle
    at: datetime
