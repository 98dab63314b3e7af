"""The lines of the chart of accounts that orders add."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.ledger.chart import declare_line
from cyfran.kernel.ledger.models import Kind

ORDERS_HELD = declare_line(
    "orders_held", Kind.LIABILITY, _("Ordered and not yet settled"), hot=True
)
COMMUNITY_PART = declare_line(
    "community_part", Kind.EXPENSE, _("Given to the community fund"), hot=True
)
