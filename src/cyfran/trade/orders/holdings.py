"""What is held here about a person."""

from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import (
    Holding,
    LawfulBasis,
    Seen,
    Table,
    Term,
    Whom,
    dealing,
    hold,
    nobody_is_in,
)
from cyfran.trade.orders.actions.forgetting import clear_basket_line
from cyfran.trade.orders.models import BasketLine, Order


@dealing
def last_order() -> QuerySet[Any]:
    """When they last changed an order of theirs."""
    theirs = Order.objects.filter(buyer=OuterRef("pk")).annotate(moment=F("changed_at"))
    return theirs.order_by("-pk").values("moment")[:1]


hold(
    Holding(
        "orders.orders",
        _("Orders"),
        _("You ordered, or somebody ordered from you."),
        _(
            "As long as the books, which the law asks for (Co-operative and Community Benefit Societies Act 2014 s.75), for tax at least six years (Value Added Tax Act 1994 sch.11 para.6). After an erasure only numbers, amounts and days stay."
        ),
        (
            Table(
                "orders.Order", lambda whose: Q(buyer=whose.party_id), _("Orders"), secret=("key",)
            ),
            Table(
                "orders.OrderLine",
                lambda whose: Q(order__buyer=whose.party_id) | Q(seller=whose.party_id),
                _("What was ordered"),
                stays=("tax_code",),
            ),
            Table(
                "orders.BasketLine",
                lambda whose: Q(owner=f"person:{whose.person_id}"),
                _("In your basket"),
                stays=("owner",),
            ),
            Table(
                "orders.Settlement",
                lambda whose: Q(seller=whose.party_id),
                _("What you were paid for a cycle"),
            ),
        ),
        change="orders:own_orders",
        terms=(
            Term(
                "orders.baskets",
                _("What lies in baskets"),
                3,
                _("%(months)s months after it was put there"),
                _("Nothing is kept longer than it is needed: UK GDPR art.5(1)(e)."),
                lambda society: BasketLine.objects.filter(society=society),
                "changed_at",
                lambda actor, row, at: clear_basket_line(actor=actor, line=row, at=at),
            ),
        ),
        purpose=_("To take orders, pack them and hand them over."),
        basis=LawfulBasis.CONTRACT,
        whom=(Whom.BUYERS,),
        seen=(
            Seen.OFFICERS,
            Seen.SELLERS,
        ),
    )
)
nobody_is_in("orders.Cycle", "order cycles")
