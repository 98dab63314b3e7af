"""What the mandate of a resolution is called, and how members change a rule."""

from collections.abc import Mapping

from django.utils.translation import gettext as say

from cyfran.coop.governance.models import Resolution, ResolutionKind
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.authority import (
    Authority,
    WayToChange,
    authority_source,
    way_to_change,
)
from cyfran.kernel.societies.models import Mandate, Society
from cyfran.kernel.societies.rulebook import Rule


@authority_source(Mandate.Kind.RESOLUTION)
def resolutions(society: Society, references: list[str]) -> Mapping[str, Authority]:
    """`resolution:14` is Resolution 14, on its own page."""
    numbers = [int(reference.split(":")[1]) for reference in references]
    found = Resolution.objects.filter(society=society, number__in=numbers)
    return {
        f"resolution:{one.number}": Authority(
            name=say("Resolution %(number)s: %(title)s")
            % {"number": one.number, "title": str(one.title)},
            url=society_url(society, "governance:resolution", number=one.number),
            at=one.closed_at,
        )
        for one in found
    }


@way_to_change
def by_resolution(society: Society, rule: Rule) -> WayToChange:
    """Which resolution the rule needs, and where to draft it."""
    sentences = {
        ResolutionKind.ORDINARY: say(
            "An ordinary resolution can change it: more for than against."
        ),
        ResolutionKind.EXTRAORDINARY: say(
            "An extraordinary resolution can change it: three quarters of the votes cast, or more where "
            "members have decided so."
        ),
        ResolutionKind.RULE_CHANGE: say(
            "A resolution to change the registered rules can change it: three quarters of the votes cast, or "
            "more where members have decided so."
        ),
    }
    return WayToChange(
        sentences[ResolutionKind(rule.resolution)],
        society_url(society, "governance:propose_rule", key=rule.key),
    )
