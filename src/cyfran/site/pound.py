"""Where a pound goes: the last settled cycle's takings, as pence in the pound."""

from django.utils.translation import gettext as _

from cyfran.kernel.ledger.rules import allocate
from cyfran.kernel.societies.models import Society
from cyfran.kernel.ui.charts import Amount
from cyfran.trade.orders.models import Cycle
from cyfran.trade.orders.settling import where_the_pounds_went

TONES = {"producers": "leek", "hub": "heather", "community": "daffodil", "tax": "slate"}


def pound_parts(society: Society) -> list[Amount]:
    """A hundred pence by where they went in the last cycle that was settled; nothing before the first."""
    cycle = Cycle.objects.filter(society=society, state="settled").order_by("-closes_at").first()
    if cycle is None:
        return []
    went = where_the_pounds_went(cycle)
    if not sum(went.values()):
        return []
    names = {
        "producers": _("Growers and makers"), "hub": _("The hub"), "community": _("Community"), "tax": _("VAT"),
    }  # fmt: skip
    pence = allocate(100, list(went.values()))
    return [
        Amount(names[key], part, TONES[key]) for key, part in zip(went, pence, strict=True) if part
    ]
