"""Asking for the money of an order that is paid by bank transfer, and following its changes."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from cyfran.coop.payments.actions.asking import await_payment, change_request
from cyfran.coop.payments.actions.credit import give_back
from cyfran.coop.payments.models import ExpectedPayment
from cyfran.coop.payments.purposes import declare_purpose
from cyfran.kernel.actions import Actor
from cyfran.kernel.ledger import posting
from cyfran.kernel.ledger.chart import MEMBER_RECEIVABLE
from cyfran.kernel.societies.models import Society
from cyfran.trade.orders.models import Order

PURPOSE = declare_purpose("order", _("An order"))


def awaited_for(order: Order) -> ExpectedPayment | None:
    """The transfer that is awaited for the order, if one is."""
    return ExpectedPayment.objects.filter(
        society=order.society_id, purpose=PURPOSE, purpose_id=order.pk, state="awaiting"
    ).first()


def awaited_for_each(society: Society, orders: Collection[Order]) -> dict[int, ExpectedPayment]:
    """The transfers that are awaited for these orders, by the order's id."""
    awaited = ExpectedPayment.objects.filter(
        society=society,
        purpose=PURPOSE,
        purpose_id__in=[order.pk for order in orders],
        state="awaiting",
    )
    return {each.purpose_id: each for each in awaited if each.purpose_id is not None}


def follow(order: Order, actor: Actor, at: datetime) -> None:
    """What is asked of the buyer by transfer is what the order now comes to, no more and no less.

    What came already and is not owed any more becomes the buyer's credit.
    """
    if order.pay_by != Order.PayBy.TRANSFER:
        return
    account = posting.account(order.society, MEMBER_RECEIVABLE, party=order.buyer_id)
    awaited = awaited_for(order)
    came = _received(order)
    over = came - order.gross
    if awaited is not None:
        change_request(expected=awaited, amount=order.gross - (came - awaited.received), at=at)
    elif over < 0:
        await_payment(
            society=order.society,
            party=order.buyer,
            purpose=PURPOSE,
            purpose_id=order.pk,
            account=account,
            amount=-over,
            at=at,
        )
    if over > 0:
        key = f"order:{order.pk}:back:{at.isoformat()}"
        give_back(party=order.buyer, account=account, amount=over, key=key, actor=actor, at=at)
    order.payment_state = Order.PaymentState.PAID if over >= 0 else Order.PaymentState.DUE
    order.save(update_fields=["payment_state"])


def _received(order: Order) -> int:
    asked = ExpectedPayment.objects.filter(
        society=order.society_id, purpose=PURPOSE, purpose_id=order.pk
    )
    return asked.aggregate(came=Sum("received"))["came"] or 0
