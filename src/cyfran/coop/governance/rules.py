"""The law of resolutions: kinds and their thresholds, quorum, and what each kind may carry. Whole numbers only.

The database decides by the same rules (sql/20_notice.sql, sql/40_outcome.sql); this is how pages and drafts
know beforehand. Tests hold the two together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

WHOLE_BP = 10_000

# Co-operatives UK model rules: three quarters of the votes cast to amend the rules, to expel a member, to
# dispose of assets or to wind up; no society may ask for less.
EXTRAORDINARY_FLOOR_BP = 7_500

# A carried decision that cannot be done (its verb refuses) is tried again for this long, then lapses.
DAYS_OF_TRYING = 28


# Who has not voted is told so when two days are left, or half of the time where that is less.
REMINDED_BEFORE = timedelta(hours=48)


@dataclass(frozen=True)
class Threshold:
    """A resolution is carried by `votes for` against `numerator / denominator` of the votes cast, or of the roll."""

    numerator: int
    denominator: int
    more_than: bool
    of_all: bool = False  # of every member who could vote, whether they did or not

    def is_reached(self, votes_for: int, votes_against: int, roll: int = 0) -> bool:
        """Compared as whole numbers. Abstentions are not votes cast; no vote at all carries nothing."""
        cast = votes_for + votes_against
        of = roll if self.of_all else cast
        have, need = votes_for * self.denominator, of * self.numerator
        return cast > 0 and of > 0 and (have > need if self.more_than else have >= need)


@dataclass(frozen=True)
class Kind:
    """A kind of resolution: how strong it is and what it needs at the least. No decision can lower these floors."""

    code: str
    strength: int  # a resolution may carry what needs a kind of its own strength or less
    floor: Threshold
    rule: str = ""  # the rule by which members may ask for more than the floor
    half_must_vote: bool = False  # at least half of the roll votes for or against
    second_meeting: bool = False  # no effect until a later general meeting confirms it
    registers: bool = False  # no effect until the registrar has registered it
    ends: str = ""  # the state in which the society ends by it


MAJORITY = Threshold(1, 2, more_than=True)
THREE_QUARTERS = Threshold(EXTRAORDINARY_FLOOR_BP, WHOLE_BP, more_than=False)

# An ordinary resolution is carried by more for than against: a tie is lost, and the chair has no second vote
# (Co-operatives UK model rules). "51 %" in some rules is loose drafting of the same.
ORDINARY = Kind("ordinary", 0, MAJORITY)
# Expelling a member, disposing of assets, winding up: model rules ask for three quarters of the votes cast.
EXTRAORDINARY = Kind("extraordinary", 1, THREE_QUARTERS, "governance.extraordinary_bp")
# Amending the registered rules: as an extraordinary resolution, and no amendment has effect until it is
# registered (Co-operative and Community Benefit Societies Act 2014 s.16): `needs_registration` of a rule, and
# always where it amends the rules in words alone.
RULE_CHANGE = Kind("rule_change", 2, THREE_QUARTERS, "governance.extraordinary_bp")
# What the rules entrench: every member (one member one vote in worker co-operatives' model rules).
ENTRENCHED = Kind("entrenched", 3, Threshold(1, 1, more_than=False, of_all=True), registers=True)
# The Act's s.109-111: amalgamation and transfer of engagements, two thirds of those who vote, then a majority at a
# later meeting; no effect until registered.
AMALGAMATION = Kind(
    "amalgamation",
    0,
    Threshold(2, 3, more_than=False),
    second_meeting=True,
    registers=True,
    ends="merged",
)
# The Act's s.112-113: into a company, three quarters of those who vote, half of the members voting, then a
# majority at a meeting 14 days to one month later.
CONVERSION = Kind(
    "conversion",
    0,
    THREE_QUARTERS,
    half_must_vote=True,
    second_meeting=True,
    registers=True,
    ends="merged",
)
# The Act's s.119: dissolution by an instrument that three quarters of all members consent to, then registered.
DISSOLUTION = Kind(
    "dissolution",
    0,
    Threshold(3, 4, more_than=False, of_all=True),
    registers=True,
    ends="dissolved",
)
# The second meeting: more for than against, and nothing else may hang on it (s.111, s.113).
CONFIRMATION = Kind("confirmation", 0, MAJORITY)

KINDS = MappingProxyType(
    {
        kind.code: kind
        for kind in (
            ORDINARY,
            EXTRAORDINARY,
            RULE_CHANGE,
            ENTRENCHED,
            AMALGAMATION,
            CONVERSION,
            DISSOLUTION,
            CONFIRMATION,
        )
    }
)

# Verbs that model rules let no ordinary resolution order.
VERBS_THAT_NEED_MORE = MappingProxyType({"membership.expel_member": "extraordinary"})


def threshold_of(kind: str, extraordinary_bp: int) -> Threshold:
    """What a resolution of this kind needs, where the society's rule asks for `extraordinary_bp`."""
    if not KINDS[kind].rule:
        return KINDS[kind].floor
    return Threshold(max(extraordinary_bp, EXTRAORDINARY_FLOOR_BP), WHOLE_BP, more_than=False)


def turnout_of(kind: str, roll: int) -> int:
    """How many members must vote for or against; 0 where the law does not ask.

    >>> turnout_of("conversion", 7)
    4
    """
    return -(-roll // 2) if KINDS[kind].half_must_vote else 0


def is_strong_enough(kind: str, needed: str) -> bool:
    """True when a resolution of `kind` may carry what needs a resolution of kind `needed`."""
    return KINDS[kind].strength >= KINDS[needed].strength


def strongest(kinds: Iterable[str]) -> str:
    """The kind a resolution must have to carry everything that needs these kinds."""
    return max(kinds, key=lambda code: KINDS[code].strength, default=ORDINARY.code)


def quorum_of(count: int, share_bp: int, roll: int) -> int:
    """How many members must take part: the number or the share of the roll, whichever is greater.

    >>> quorum_of(3, 2500, 214)
    54
    """
    return max(count, -(-share_bp * roll // WHOLE_BP))


def kind_for_call(verb: str) -> str:
    """The weakest kind of resolution that may order this verb."""
    return VERBS_THAT_NEED_MORE.get(verb, ORDINARY.code)


def earliest_opening(notice_on: date, notice_days: int) -> date:
    """The first day on which voting can open: clear days, so neither end is counted.

    >>> earliest_opening(date(2026, 11, 2), 14)
    datetime.date(2026, 11, 17)
    """
    return notice_on + timedelta(days=notice_days + 1 if notice_days else 0)


def closes_soon(opens: datetime, closes: datetime, at: datetime) -> bool:
    """True from two days before the close (or from half of the time) until the close."""
    return closes - min(REMINDED_BEFORE, (closes - opens) / 2) <= at < closes


def clear_days_between(notice_on: date, opens_on: date) -> int:
    """How many whole days lie between, neither end counted."""
    return max((opens_on - notice_on).days - 1, 0)
