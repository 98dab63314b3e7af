"""Baskets that nobody came back to."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, roles
from cyfran.trade.orders.models import BasketLine


@action(
    may=roles("coordinator"),
    scheduled=True,
    label=_("Take out of a basket what lay there too long"),
    recorded=False,
    even_closed=True,
)
def clear_basket_line(*, actor: Actor, line: BasketLine, at: datetime) -> None:
    """It is in the basket no more. Like everything of a basket it is a note to oneself, and not in the record."""
    line.delete()
