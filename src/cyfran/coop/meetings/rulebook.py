"""The rules about meetings: members may change these, within what is left them."""

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.societies.rulebook import declare_rule

# Defaults are those of the Co-operatives UK model rules that were read: a tenth of the members or 100, whichever is
# less, ask for a meeting; the board's quorum is half of it or 3, whichever is greater.
REQUISITION_SHARE = declare_rule(
    "meetings.requisition_bp",
    unit="bp",
    label=_("Members who can ask for a meeting: share"),
    explanation=_("So large a share of the members can have a general meeting called."),
    floor=100,
    ceiling=2_000,
    default=1_000,
)
REQUISITION_COUNT = declare_rule(
    "meetings.requisition_count",
    unit="count",
    label=_("Members who can ask for a meeting: number"),
    explanation=_("So many members are enough, where the share would be more."),
    floor=3,
    ceiling=1_000,
    default=100,
)
BOARD_NOTICE = declare_rule(
    "meetings.board_notice_days",
    unit="days",
    label=_("Days of notice before the board or a circle meets"),
    explanation=_(
        "Clear days: neither the day of the notice nor the day of the meeting is counted."
    ),
    floor=0,
    ceiling=30,
    default=5,
    resolution="ordinary",
)
BOARD_QUORUM_COUNT = declare_rule(
    "meetings.board_quorum_count",
    unit="count",
    label=_("Quorum of the board or a circle: people"),
    explanation=_("At least so many must be there for anything to be decided."),
    floor=2,
    ceiling=50,
    default=3,
    resolution="extraordinary",
)
BOARD_QUORUM_SHARE = declare_rule(
    "meetings.board_quorum_bp",
    unit="bp",
    label=_("Quorum of the board or a circle: share"),
    explanation=_("At least this share of those invited, if that is more than the number."),
    floor=0,
    ceiling=10_000,
    default=5_000,
    resolution="extraordinary",
)
PROXIES = declare_rule(
    "meetings.proxies_each",
    unit="count",
    label=_("Proxies that one member may hold"),
    explanation=_(
        "A member who cannot come to a general meeting may name another to vote for them. Nought: nobody may."
    ),
    floor=0,
    ceiling=5,
    default=0,
    needs_registration=True,
)
BALLOT_DEMAND = declare_rule(
    "meetings.ballot_demand",
    unit="count",
    label=_("Members who can demand a ballot"),
    explanation=_(
        "So many of those present turn a show of hands into a ballot with recorded votes."
    ),
    floor=1,
    ceiling=20,
    default=3,
)
SPEAKING_MINUTES = declare_rule(
    "meetings.speaking_minutes",
    unit="count",
    label=_("Minutes for each who speaks"),
    explanation=_("The desk and the screen in the room count them; the chair may give more."),
    floor=1,
    ceiling=60,
    default=3,
    resolution="ordinary",
)
