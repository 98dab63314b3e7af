"""The rules about deciding itself: members may change these too, within what the law leaves them."""

from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.rules import EXTRAORDINARY_FLOOR_BP
from cyfran.kernel.societies.rulebook import declare_rule

# Defaults are those of the Co-operatives UK model rules that were read: 14 clear days' notice; a quorum of 3 or
# 25 % (worker co-operatives: 2 or 50 %; large open memberships: 3 or 10 %), whichever is the greater.
NOTICE_DAYS = declare_rule(
    "governance.notice_days",
    unit="days",
    label=_("Days of notice before a vote"),
    explanation=_(
        "Clear days: neither the day the notice is given nor the day voting opens is counted."
    ),
    floor=0,
    ceiling=60,
    default=14,
    needs_registration=True,
)
VOTING_DAYS = declare_rule(
    "governance.voting_days",
    unit="days",
    label=_("Days a vote stays open"),
    explanation=_("At least this long, unless the vote is taken at a general meeting."),
    floor=1,
    ceiling=60,
    default=3,
)
QUORUM_COUNT = declare_rule(
    "governance.quorum_count",
    unit="count",
    label=_("Quorum: members"),
    explanation=_("At least this many members must take part, or the resolution is lost."),
    floor=2,
    ceiling=10_000,
    default={"": 3, "worker": 2},
    resolution="extraordinary",
)
QUORUM_SHARE = declare_rule(
    "governance.quorum_bp",
    unit="bp",
    label=_("Quorum: share of the members"),
    explanation=_(
        "At least this share of the members must take part, if that is more than the number."
    ),
    floor=0,
    ceiling=10_000,
    default={"": 2_500, "worker": 5_000, "consumer": 1_000, "benefit": 1_000},
    resolution="extraordinary",
)
EXTRAORDINARY = declare_rule(
    "governance.extraordinary_bp",
    unit="bp",
    label=_("Votes needed to change the rules"),
    explanation=_(
        "Share of the votes cast that an extraordinary resolution and a change of rules need. It can be raised, "
        "but never below three quarters."
    ),
    floor=EXTRAORDINARY_FLOOR_BP,
    ceiling=10_000,
    default=EXTRAORDINARY_FLOOR_BP,
    needs_registration=True,
)
WAITING_DAYS = declare_rule(
    "governance.waiting_days",
    unit="days",
    label=_("Days before a decision acts"),
    explanation=_(
        "Clear days between the close of a vote that was carried and the moment the software does what it says."
    ),
    floor=0,
    ceiling=60,
    default=3,
)
SUPPORTERS = declare_rule(
    "governance.supporters",
    unit="count",
    label=_("Supporters a member needs"),
    explanation=_(
        "With this many members behind it, a resolution goes to the vote whether or not the board wants it."
    ),
    floor=1,
    ceiling=100,
    default=5,
)
