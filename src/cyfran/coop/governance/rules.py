"""The law of resolutions: kinds and their thresholds, quorum, and what each kind may carry. Whole numbers only.

The database decides by the same rules (sql/20_notice.sql, sql/40_outcome.sql); this is how pages and drafts
know beforehand. Tests hold the two together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

WHOLE_BP = 10_000

# Co-operatives UK model rules: three quarters of the votes cast to amend the rules, to expel a member, to
# dispose of assets or to wind up; no society may ask for less.
EXTRAORDINARY_FLOOR_BP = 7_500

# A carried decision that cannot be done (its verb refuses) is tried again for this long, then lapses.
DAYS_OF_TRYING = 28


@dataclass(frozen=True)
class Threshold:
    """A resolution is carried by `votes for` against `numerator / denominator` of the votes cast."""

    numerator: int
    denominator: int
    more_than: bool

    def is_reached(self, votes_for: int, votes_against: int) -> bool:
        """Compared as whole numbers. Abstentions are not votes cast; no vote at all carries nothing."""
        cast = votes_for + votes_against
        have, need = votes_for * self.denominator, cast * self.numerator
        return cast > 0 and (have > need if self.more_than else have >= need)


@dataclass(frozen=True)
class Kind:
    """A kind of resolution: how strong it is and where its threshold comes from."""

    code: str
    strength: int  # a resolution may carry what needs a kind of its own strength or less
    rule: str  # the rule with the share of votes cast that it needs; "": more for than against


# An ordinary resolution is carried by more for than against: a tie is lost, and the chair has no second vote
# (Co-operatives UK model rules). "51 %" in some rules is loose drafting of the same.
ORDINARY = Kind("ordinary", 0, "")
# Expelling a member, disposing of assets, winding up: model rules ask for three quarters of the votes cast.
EXTRAORDINARY = Kind("extraordinary", 1, "governance.extraordinary_bp")
# Amending the registered rules: as an extraordinary resolution, and no amendment has effect until it is
# registered (Co-operative and Community Benefit Societies Act 2014 s.16): `needs_registration` of a rule.
RULE_CHANGE = Kind("rule_change", 2, "governance.extraordinary_bp")

KINDS = MappingProxyType({kind.code: kind for kind in (ORDINARY, EXTRAORDINARY, RULE_CHANGE)})

# Verbs that model rules let no ordinary resolution order.
VERBS_THAT_NEED_MORE = MappingProxyType({"membership.expel_member": "extraordinary"})


def threshold_of(kind: str, extraordinary_bp: int) -> Threshold:
    """What a resolution of this kind needs, where the society's rule asks for `extraordinary_bp`."""
    if not KINDS[kind].rule:
        return Threshold(1, 2, more_than=True)
    return Threshold(max(extraordinary_bp, EXTRAORDINARY_FLOOR_BP), WHOLE_BP, more_than=False)


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


def clear_days_between(notice_on: date, opens_on: date) -> int:
    """How many whole days lie between, neither end counted."""
    return max((opens_on - notice_on).days - 1, 0)
