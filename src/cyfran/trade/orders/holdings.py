"""What is held here about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.holdings import Holding, Table, hold, nobody_is_in

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
            ),
            Table(
                "orders.BasketLine",
                lambda whose: Q(owner=f"person:{whose.person_id}"),
                _("In your basket"),
            ),
            Table(
                "orders.Settlement",
                lambda whose: Q(seller=whose.party_id),
                _("What you were paid for a cycle"),
            ),
        ),
        change="orders:own_orders",
    )
)
nobody_is_in("orders.Cycle", "order cycles")
