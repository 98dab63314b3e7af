"""The letters of ordering, each in the language of the one who gets it."""

from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone, translation

from cyfran.coop.payments.models import ExpectedPayment
from cyfran.coop.payments.rules.pain001 import Holder
from cyfran.kernel.mail import post_mail
from cyfran.trade.orders.links import order_address
from cyfran.trade.orders.models import Order
from cyfran.trade.orders.queries import HeldLine


def confirm(
    order: Order, lines: Sequence[HeldLine], awaited: ExpectedPayment | None, pay_to: Holder | None
) -> None:
    """How the order stands: what is in it, what is to pay and how, when and where it is collected."""
    buyer, society = order.buyer, order.society
    with translation.override(buyer.language), timezone.override(society.zone):
        address = order_address(order, guest=buyer.person_id is None)
        post_mail(
            to=buyer.email,
            language=buyer.language,
            template="orders/mail/order.txt",
            context={
                "order": order,
                "society": society.name,
                "lines": lines,
                "awaited": awaited,
                "pay_to": pay_to,
                "link": f"{settings.SITE_ADDRESS}{address}",
            },
        )
