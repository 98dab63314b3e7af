"""Who decided: how a mandate is told and where to read more, said by the app that keeps the decision.

The kernel knows mandates by kind and reference only. The app behind a kind registers here, in its
`authorities.py`, what its references are called; and the app in which members decide, how a rule is changed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cyfran.kernel.societies.models import Mandate, Society
from cyfran.kernel.societies.rulebook import Rule


@dataclass(frozen=True)
class Authority:
    """A decision: its name, where to read it, and when it was taken."""

    name: str
    url: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class WayToChange:
    """How members can change a rule: in one sentence, and where to begin."""

    sentence: str
    url: str


Source = Callable[[Society, list[str]], Mapping[str, Authority]]
Way = Callable[[Society, Rule], WayToChange]
_sources: dict[str, Source] = {}
_ways: list[Way] = []


def authority_source(kind: str) -> Callable[[Source], Source]:
    """`function(society, references)` tells the decisions behind mandates of that kind, all in one query."""

    def register(function: Source) -> Source:
        _sources[kind] = function
        return function

    return register


def way_to_change(function: Way) -> Way:
    """`function(society, rule)` says how members can change the rule."""
    _ways[:] = [function]
    return function


def authorities_of(society: Society, mandates: Iterable[Mandate]) -> dict[int, Authority]:
    """What each mandate rests on, by the mandate's id; its bare kind where no app can say more."""
    told = list(mandates)
    found: dict[int, Authority] = {}
    for kind in {mandate.kind for mandate in told}:
        of_kind = [mandate for mandate in told if mandate.kind == kind]
        source = _sources.get(kind)
        names = source(society, [mandate.reference for mandate in of_kind]) if source else {}
        for mandate in of_kind:
            bare = Authority(mandate.get_kind_display(), at=mandate.since)
            found[mandate.pk] = names.get(mandate.reference, bare)
    return found


def how_to_change(society: Society, rule: Rule) -> WayToChange | None:
    """How members can change the rule, where there is an app in which they decide."""
    return _ways[0](society, rule) if _ways else None
