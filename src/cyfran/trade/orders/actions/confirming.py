"""Buyers read by letter how their orders stand."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cyfran.coop.payments.queries.accounts import pay_to
from cyfran.kernel.actions import Actor, action, nobody
from cyfran.kernel.societies.models import Society
from cyfran.trade.orders.letters import confirm
from cyfran.trade.orders.models import Order
from cyfran.trade.orders.paying import awaited_for_each
from cyfran.trade.orders.queries import held_in, to_confirm

AT_A_TIME = 200  # letters written in one go: a sweep comes every minute


@action(may=nobody, scheduled=True, label=_("Confirm orders to their buyers"))
def confirm_orders(*, actor: Actor, society: Society, at: datetime) -> Society:
    """The next of the buyers whose orders were placed or changed have been sent how they stand, once a change."""
    # Whatever is being changed at this moment waits for the next sweep, and nobody for this one's queue.
    due = to_confirm(society, at).select_for_update(of=("self",), skip_locked=True)
    orders = list(due[:AT_A_TIME])
    lines, awaited = held_in(society, orders), awaited_for_each(society, orders)
    account = pay_to(society) if awaited else None
    for order in orders:
        confirm(order, lines[order.pk], awaited.get(order.pk), account)
    told = [order.pk for order in orders]
    Order.objects.filter(society=society, pk__in=told).update(confirmed_at=F("changed_at"))
    return society
