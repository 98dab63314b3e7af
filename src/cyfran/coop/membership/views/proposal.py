"""What is proposed to the founding meeting, as pages show it."""

from dataclasses import dataclass

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cyfran.coop.membership.queries.founding import founding_of, proposed_values
from cyfran.coop.membership.queries.register import classes_of
from cyfran.coop.membership.rulebook import JOINING_SHARE
from cyfran.coop.membership.views.steps import Way
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.figures import in_words
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.rulebook import Rule, declared
from cyfran.kernel.ui.shapes import Fact


@dataclass(frozen=True)
class ProposedLine:
    """One rule: its value in words, and what the law leaves open about it."""

    label: str | Promise
    explanation: str | Promise
    value: str
    bounds: str
    url: str


def facts(society: Society, way: Way | None = None) -> list[Fact]:
    """The co-op in a few lines; with the way, each line can be changed."""
    founding = founding_of(society)
    trade = founding.get_trade_display() if founding and founding.trade else ""
    lines = (
        ("names", _("Name"), society.name),
        ("purpose", _("Purpose"), society.purpose or ""),
        ("shape", _("Legal shape"), society.get_model_rules_display()),
        ("trade", _("Trade"), trade),
        ("classes", _("Kinds of member"), ", ".join(str(one.name) for one in classes_of(society))),
        ("share", _("Joining share"), _joining_share(society)),
    )
    return [
        Fact(label, value or _("not said yet"), way.url(code) if way else "", _("Change"))
        for code, label, value in lines
    ]


def _joining_share(society: Society) -> str:
    return in_words(JOINING_SHARE.unit, proposed_values(society)[JOINING_SHARE.key])


def rules(society: Society) -> list[tuple[str, list[ProposedLine]]]:
    """Every rule with its proposed value, by the app that reads it."""
    values = proposed_values(society)
    groups: dict[str, list[ProposedLine]] = {}
    for key, rule in declared.items():
        groups.setdefault(key.split(".")[0], []).append(_line(society, rule, values[key]))
    return [(_group_name(label), lines) for label, lines in sorted(groups.items())]


def _line(society: Society, rule: Rule, value: int) -> ProposedLine:
    floor, ceiling = (rule.bound(which, society.model_rules) for which in ("floor", "ceiling"))
    words = {"floor": in_words(rule.unit, floor), "ceiling": in_words(rule.unit, ceiling)}
    if floor == ceiling:
        bounds = _("the law leaves no choice")
    elif rule.unit == "bool":
        bounds = _("yes or no")
    else:
        bounds = _("from %(floor)s to %(ceiling)s") % words
    return ProposedLine(
        rule.label,
        rule.explanation,
        in_words(rule.unit, value),
        bounds,
        society_url(society, "membership:founding_propose", key=rule.key),
    )


def _group_name(label: str) -> str:
    try:
        return str(apps.get_app_config(label).verbose_name)
    except LookupError:
        return label
