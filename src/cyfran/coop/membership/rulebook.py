"""What members of a society may decide about membership, and what the law leaves them to decide."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.societies.rulebook import declare_rule

# What a person may hold in a society's withdrawable shares: CCBSA 2014 s.24 and the order made under it.
STATUTORY_HOLDING = 100_000_00

JOINING_SHARE = declare_rule(
    "membership.joining_share",
    unit="pence",
    floor=1_00,
    ceiling=STATUTORY_HOLDING,
    default={"": 25_00, "worker": 1_00, "consumer": 5_00, "benefit": 25_00},
    label=_("Joining share"),
    explanation=_(
        "What a new member pays for their first share. It stays the member’s own, and comes back when "
        "they leave and withdraw it."
    ),
)

MAXIMUM_HOLDING = declare_rule(
    "membership.maximum_holding",
    unit="pence",
    floor=1_00,
    ceiling=STATUTORY_HOLDING,
    default=STATUTORY_HOLDING,
    label=_("Most that one member may hold in shares"),
    explanation=_(
        "The law allows no more than £100,000 for each person; members may decide on less."
    ),
)

NOTICE_DAYS = declare_rule(
    "membership.notice_days",
    unit="days",
    floor=0,
    ceiling=365,
    default=90,
    label=_("Notice to withdraw shares"),
    explanation=_("How long after asking a member waits before shares can be paid back."),
)

MINIMUM_AGE = declare_rule(
    "membership.minimum_age",
    unit="count",
    floor=0,
    ceiling=18,
    default=16,
    label=_("Youngest age of a member, in years"),
    explanation=_(
        "The law sets no age for membership. Nobody under 16 can sign for shares they withdraw, so most "
        "societies choose 16."
    ),
)
