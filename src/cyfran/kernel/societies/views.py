"""The rulebook on screen: every number members may decide, what it is now, and the decision behind it.

Anybody may read it: the rules of a society are no secret.
"""

from dataclasses import dataclass

from django.apps import apps
from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as say

from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.authority import Authority, authorities_of, how_to_change
from cyfran.kernel.societies.figures import in_words
from cyfran.kernel.societies.models import Mandate, RuleVersion, Society
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.societies.rulebook import Rule, RuleReading, declared, rules
from cyfran.kernel.ui.pages import page
from cyfran.kernel.ui.shapes import Happening


@dataclass(frozen=True)
class Line:
    """One rule as the rulebook's list shows it."""

    rule: Rule
    url: str
    value: str
    authority: Authority


@dataclass(frozen=True)
class Section:
    """The rules of one part of the society's life."""

    heading: str | Promise
    lines: list[Line]


def rulebook(request: SocietyRequest) -> HttpResponse:
    """All the rules, with their values and the decision behind each."""
    society = request.society
    readings = rules(society, *declared)
    authorities = _authorities(society, [one.mandate_id for one in readings.values()])
    sections: dict[str, Section] = {}
    for key, rule_ in declared.items():
        label = key.split(".")[0]
        section = sections.setdefault(label, Section(_heading(label), []))
        section.lines.append(_line(society, rule_, readings[key], authorities))
    return page(
        request,
        "societies/rulebook.html",
        {
            "sections": sections.values(),
            "links": RuleVersion.objects.filter(society=society).count(),
        },
    )


def rule(request: SocietyRequest, key: str) -> HttpResponse:
    """One rule: its value, why it is so, what it could be, and everything it was."""
    rule_ = declared.get(key)
    if rule_ is None:
        raise Http404(say("There is no such rule."))
    society = request.society
    reading = rules(society, key)[key]
    versions = list(
        RuleVersion.objects.filter(society=society, key=key)
        .select_related("mandate")
        .order_by("-number")
    )
    authorities = authorities_of(society, [version.mandate for version in versions])
    floor, ceiling = (
        in_words(rule_.unit, rule_.bound(which, society.model_rules), society.currency)
        for which in ("floor", "ceiling")
    )
    return page(
        request,
        "societies/rule.html",
        {
            "rule": rule_,
            "value": in_words(rule_.unit, reading.value, society.currency),
            "authority": authorities.get(reading.mandate_id or 0),
            "since": reading.effective_from,
            "floor": floor,
            "ceiling": ceiling,
            "way": how_to_change(society, rule_),
            "may_propose": not society.is_forming
            and (not request.user.is_authenticated or bool(request.actor.roles(society))),
            "happenings": [
                _happening(rule_, version, authorities, society, reading.version_id)
                for version in versions
            ],
            "model": in_words(
                rule_.unit, rule_.bound("default", society.model_rules), society.currency
            ),
        },
    )


def _happening(
    rule_: Rule,
    version: RuleVersion,
    authorities: dict[int, Authority],
    society: Society,
    current: int | None,
) -> Happening:
    authority = authorities[version.mandate_id]
    return Happening(
        title=in_words(rule_.unit, version.value, society.currency),
        at=version.effective_from,
        detail=say("Link %(number)s of the chain of rules: %(hash)s")
        % {"number": version.number, "hash": version.hash[:12]},
        by=authority.name,
        url=authority.url,
        now=version.pk == current,
    )


def _line(
    society: Society, rule_: Rule, reading: RuleReading, authorities: dict[int, Authority]
) -> Line:
    from_the_model = Authority(say("the model rules"))
    return Line(
        rule_,
        society_url(society, "societies:rule", key=rule_.key),
        in_words(rule_.unit, reading.value, society.currency),
        authorities.get(reading.mandate_id or 0, from_the_model),
    )


def _authorities(society: Society, mandate_ids: list[int | None]) -> dict[int, Authority]:
    wanted = {one for one in mandate_ids if one}
    if not wanted:
        return {}
    return authorities_of(society, Mandate.objects.filter(society=society, pk__in=wanted))


def _heading(label: str) -> str | Promise:
    """The app's own name for its part of the rulebook."""
    found = apps.app_configs.get(label)
    return found.verbose_name if found else label
