"""An order cycle is planned, opens and closes by itself, and can be cancelled before anybody has ordered."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.events import announce
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import constraint_means
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.states import require_registered
from cyfran.kernel.time import society_day
from cyfran.trade.orders.events import CycleClosed, CycleOpened
from cyfran.trade.orders.models import Cycle, Order
from cyfran.trade.orders.refusals import AnotherCycleOpen, CycleNotReady, TimesDoNotFit

COORDINATORS = ("coordinator", "board", "secretary")


@action(may=roles(*COORDINATORS), label=_("Plan an order cycle"))
def plan_cycle(
    *,
    actor: Actor,
    society: Society,
    name: Bilingual,
    opens_at: datetime,
    closes_at: datetime,
    collect_on: date,
    collect_from: Bilingual | None = None,
) -> Cycle:
    """The cycle stands in the calendar and will open and close by itself.

    Refuses with NotRegisteredYet (a forming society does not trade) or TimesDoNotFit.
    """
    require_registered(society)
    if collect_on < society_day(society, closes_at):
        raise TimesDoNotFit
    with constraint_means("cycle_closes_after_it_opens", TimesDoNotFit):
        return Cycle.objects.create(
            society=society,
            name=name,
            opens_at=opens_at,
            closes_at=closes_at,
            collect_on=collect_on,
            collect_from=collect_from,
        )


@action(may=roles(*COORDINATORS), label=_("Open an order cycle"), scheduled=True)
def open_cycle(*, actor: Actor, cycle: Cycle, at: datetime) -> Cycle:
    """Members and guests can order until the cycle closes.

    Refuses with CycleNotReady or AnotherCycleOpen.
    """
    cycle = _lock(cycle)
    if cycle.state != Cycle.State.PLANNED:
        raise CycleNotReady(state=cycle.get_state_display())
    cycle.state, cycle.opens_at = Cycle.State.OPEN, min(cycle.opens_at, at)
    with constraint_means("one_cycle_open_at_a_time", AnotherCycleOpen):
        cycle.save(update_fields=["state", "opens_at"])
    announce(CycleOpened(cycle, at))
    return cycle


@action(may=roles(*COORDINATORS), label=_("Close an order cycle"), scheduled=True)
def close_cycle(*, actor: Actor, cycle: Cycle, at: datetime) -> Cycle:
    """No order can be placed or changed any more; the hub can pack.

    Refuses with CycleNotReady.
    """
    cycle = _lock(cycle)  # waits for orders being written: they hold the row for sharing
    if cycle.state != Cycle.State.OPEN:
        raise CycleNotReady(state=cycle.get_state_display())
    cycle.state, cycle.closes_at = Cycle.State.CLOSED, min(cycle.closes_at, at)
    cycle.save(update_fields=["state", "closes_at"])
    announce(CycleClosed(cycle, at))
    return cycle


@action(may=roles(*COORDINATORS), label=_("Cancel an order cycle"))
def cancel_cycle(*, actor: Actor, cycle: Cycle) -> Cycle:
    """The cycle will not take place; nobody had ordered in it.

    Refuses with CycleNotReady.
    """
    cycle = _lock(cycle)
    ordered = Order.objects.filter(cycle=cycle, order_state=Order.OrderState.PLACED).exists()
    if ordered or cycle.state not in (Cycle.State.PLANNED, Cycle.State.OPEN):
        raise CycleNotReady(state=cycle.get_state_display())
    cycle.state = Cycle.State.CANCELLED
    cycle.save(update_fields=["state"])
    return cycle


def _lock(cycle: Cycle) -> Cycle:
    return Cycle.objects.select_for_update().get(pk=cycle.pk)
