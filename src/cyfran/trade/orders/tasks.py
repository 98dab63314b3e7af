"""Order cycles open and close by themselves, and buyers read how their orders stand."""

from datetime import datetime

from cyfran.kernel.actions import Actor
from cyfran.kernel.jobs import sweep
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.models import Society
from cyfran.trade.orders.actions import close_cycle, confirm_orders, open_cycle
from cyfran.trade.orders.models import Cycle
from cyfran.trade.orders.queries import to_confirm


@sweep("orders.close_due_cycles")
def close_due_cycles(society: Society, actor: Actor, at: datetime) -> None:
    """Every open cycle whose time has come is closed."""
    for cycle in Cycle.objects.filter(society=society, state=Cycle.State.OPEN, closes_at__lte=at):
        close_cycle(actor=actor, cycle=cycle, at=at)


@sweep("orders.open_due_cycles")
def open_due_cycles(society: Society, actor: Actor, at: datetime) -> None:
    """Every planned cycle whose time has come is open, if no other is: then it opens after that one."""
    due = Cycle.objects.filter(
        society=society, state=Cycle.State.PLANNED, opens_at__lte=at, closes_at__gt=at
    )
    for cycle in due.order_by("opens_at"):
        try:
            open_cycle(actor=actor, cycle=cycle, at=at)
        except Refusal:
            break


@sweep("orders.confirm_orders")
def confirm_settled_orders(society: Society, actor: Actor, at: datetime) -> None:
    """Whoever placed or changed an order, and has let it rest for a minute, has a letter about it."""
    if to_confirm(society, at).exists():
        confirm_orders(actor=actor, society=society, at=at)
