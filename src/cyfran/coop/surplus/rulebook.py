"""What members may decide about the year's surplus, and what the law keeps from them."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.societies.rulebook import declare_rule

RESERVES_LEAST = declare_rule(
    "surplus.reserves_least_bp",
    unit="bp",
    label=_("The least part of a surplus kept in reserves"),
    explanation=_(
        "Whatever members decide about a year’s surplus, at least this part of it stays with the co-op."
    ),
    floor=0,
    ceiling=10_000,
    default=2000,
    resolution="extraordinary",
)
# A community benefit society is conducted for the benefit of the community (CCBSA 2014 s.2(2)(a)(ii)); one that shared
# its surplus among members would not be, and could lose its registration (s.5): no vote can lift the ceiling of nought.
PATRONAGE_MOST = declare_rule(
    "surplus.patronage_most_bp",
    unit="bp",
    label=_("The most of a surplus that may be shared among members"),
    explanation=_(
        "The part of a year’s surplus that members can share among themselves in proportion to what they traded. "
        "A community benefit society may share none."
    ),
    floor=0,
    ceiling={"": 10_000, "benefit": 0},
    default={"": 8000, "benefit": 0},
    resolution="extraordinary",
)
