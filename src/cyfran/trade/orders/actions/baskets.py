"""A basket is kept in the society, not in the browser: it outlives a lost line, a log-out and a cycle."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, anyone
from cyfran.kernel.societies.models import Society
from cyfran.trade.catalogue.models import Offer
from cyfran.trade.orders.models import BasketLine
from cyfran.trade.orders.refusals import QuantityNotSensible
from cyfran.trade.orders.rules import HIGHEST_QUANTITY


@action(may=anyone, label=_("Put in the basket"), recorded=False, helped="order")
def put_in_basket(
    *, actor: Actor, society: Society, owner: str, quantities: dict[int, int], at: datetime
) -> None:
    """The basket holds these quantities of these offers; nought takes an offer out.

    Nothing is reserved: an offer is somebody's only once it is ordered. Refuses with QuantityNotSensible.
    """
    if any(not 0 <= quantity <= HIGHEST_QUANTITY for quantity in quantities.values()):
        raise QuantityNotSensible
    known = set(
        Offer.objects.filter(society=society, pk__in=quantities).values_list("pk", flat=True)
    )
    BasketLine.objects.filter(
        society=society,
        owner=owner,
        offer__in=[offer for offer, count in quantities.items() if not count],
    ).delete()
    BasketLine.objects.bulk_create(
        [
            BasketLine(society=society, owner=owner, offer_id=offer, quantity=count, changed_at=at)
            for offer, count in sorted(quantities.items())
            if count and offer in known
        ],
        update_conflicts=True,
        unique_fields=["society", "owner", "offer"],
        update_fields=["quantity", "changed_at"],
    )


@action(may=anyone, label=_("Empty the basket"), recorded=False, helped="order")
def empty_basket(*, actor: Actor, society: Society, owner: str) -> None:
    """Nothing is in the basket."""
    BasketLine.objects.filter(society=society, owner=owner).delete()
