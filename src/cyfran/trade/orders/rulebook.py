"""What members decide about orders."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.societies.rulebook import declare_rule

COMMISSION = declare_rule(
    "orders.commission_bp",
    unit="bp",
    label=_("The hub’s share of each order"),
    explanation=_(
        "The part of every sale, before tax, that the co-op keeps to run the hub; the producer has the rest."
    ),
    floor=0,
    ceiling=5000,
    default=1200,
    resolution="ordinary",
)
COMMUNITY = declare_rule(
    "orders.community_bp",
    unit="bp",
    label=_("The community fund’s part of the hub’s share"),
    explanation=_("The part of the hub’s share that goes straight to the community fund."),
    floor=0,
    ceiling=10_000,
    default=2500,
    resolution="ordinary",
)
GUESTS = declare_rule(
    "orders.guests_may_order",
    unit="bool",
    label=_("People who are not members may order"),
    explanation=_("When this is off, only members can place an order."),
    floor=0,
    ceiling=1,
    default=1,
    resolution="ordinary",
)
