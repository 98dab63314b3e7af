"""What orders do when something happened elsewhere; site/wiring.py connects them."""

from cyfran.coop.payments.events import PaymentReceived
from cyfran.kernel.actions import Actor
from cyfran.kernel.societies.queries import job_mandate
from cyfran.trade.orders.actions import mark_order_paid
from cyfran.trade.orders.models import Order
from cyfran.trade.orders.paying import PURPOSE


def order_was_paid(event: PaymentReceived) -> None:
    """The order that the money was for is paid."""
    order_id = event.expected.purpose_id
    if event.expected.purpose != PURPOSE or order_id is None:
        return
    order = Order.objects.get(pk=order_id)
    mandate = job_mandate(event.expected.society_id, "orders.mark_order_paid")
    mark_order_paid(actor=Actor.mandate(mandate), order=order, at=event.at)
