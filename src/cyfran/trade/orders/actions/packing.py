"""After the close: the hub packs, hands over, and settles with producers."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.refusals import constraint_means
from cyfran.trade.orders import settling
from cyfran.trade.orders.models import Cycle, Order
from cyfran.trade.orders.refusals import CycleNotReady

HUB = ("coordinator", "worker")


@action(may=roles(*HUB), label=_("Mark an order cycle as packed"))
def mark_cycle_packed(*, actor: Actor, cycle: Cycle, at: datetime) -> Cycle:
    """Every order of the cycle is packed, and what went into it has left the stock.

    Refuses with CycleNotReady unless the cycle is closed.
    """
    locked = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if locked.state != Cycle.State.CLOSED:
        raise CycleNotReady(state=locked.get_state_display())
    settling.take_out_of_stock(locked)
    Order.objects.filter(cycle=locked, order_state=Order.OrderState.PLACED).update(
        fulfilment_state=Order.FulfilmentState.PACKED
    )
    locked.state = Cycle.State.PACKED
    locked.save(update_fields=["state"])
    return locked


@action(may=roles(*HUB), label=_("Hand over an order"))
def hand_over_order(*, actor: Actor, order: Order, at: datetime) -> Order:
    """The buyer has collected the order.

    Refuses with CycleNotReady unless it is packed.
    """
    locked = Order.objects.select_for_update().get(pk=order.pk)
    if locked.fulfilment_state != Order.FulfilmentState.PACKED:
        raise CycleNotReady(state=locked.get_fulfilment_state_display())
    locked.fulfilment_state = Order.FulfilmentState.COLLECTED
    locked.save(update_fields=["fulfilment_state"])
    return locked


@action(may=roles("coordinator", "treasurer"), label=_("Settle with the producers"), scheduled=True)
def settle_cycle(*, actor: Actor, cycle: Cycle, at: datetime) -> Cycle:
    """What buyers paid for the cycle is shared out: to each producer, the hub, the community fund and the tax.

    Each line is shared by the commission it was frozen with. Refuses with CycleNotReady unless it is packed.
    """
    locked = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if locked.state != Cycle.State.PACKED:
        raise CycleNotReady(state=locked.get_state_display())
    with constraint_means(
        "producer_settled_once_a_cycle", CycleNotReady, state=locked.get_state_display()
    ):
        settling.settle(locked, actor, at)
    locked.state = Cycle.State.SETTLED
    locked.save(update_fields=["state"])
    return locked
