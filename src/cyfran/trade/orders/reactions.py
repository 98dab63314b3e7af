"""What orders do when something happened elsewhere; site/wiring.py connects them."""

from cyfran.coop.payments.events import PaymentReceived
from cyfran.kernel.actions import Actor
from cyfran.kernel.record.actions import erase_words_about
from cyfran.kernel.societies.events import PartyErased, SocietyToEnd
from cyfran.kernel.societies.queries import job_mandate
from cyfran.trade.orders.actions import mark_order_paid
from cyfran.trade.orders.models import BasketLine, Cycle, Order
from cyfran.trade.orders.paying import PURPOSE
from cyfran.trade.orders.refusals import TradeUnfinished


def order_was_paid(event: PaymentReceived) -> None:
    """The order that the money was for is paid."""
    order_id = event.expected.purpose_id
    if event.expected.purpose != PURPOSE or order_id is None:
        return
    order = Order.objects.get(pk=order_id)
    mandate = job_mandate(event.expected.society_id, "orders.mark_order_paid")
    mark_order_paid(actor=Actor.mandate(mandate), order=order, at=event.at)


def refuse_while_trade_is_unfinished(event: SocietyToEnd) -> None:
    """No household waits for food, and no producer for money, of a society that is no more: TradeUnfinished."""
    unfinished = (
        Cycle.objects.filter(society=event.society)
        .exclude(state__in=[Cycle.State.SETTLED, Cycle.State.CANCELLED])
        .order_by("opens_at")
        .first()
    )
    if unfinished is not None:
        raise TradeUnfinished(cycle=unfinished.name)


def forget_buyer(event: PartyErased) -> None:
    """The notes on the buyer's orders are gone, and what lay in their basket; the orders stay."""
    society = event.party.society_id
    orders = Order.objects.filter(society=society, buyer=event.party)
    erase_words_about(society, Order, orders.values_list("pk", flat=True))
    orders.exclude(note="").update(note="")
    if event.person_id is not None:
        BasketLine.objects.filter(society=society, owner=f"person:{event.person_id}").delete()
