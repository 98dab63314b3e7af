"""The rulebook: the numbers a co-op may decide, declared in code, decided by members, read in one place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.functional import Promise

from cyfran.kernel.database import planned_rows
from cyfran.kernel.societies.models import ModelRules, Society

Bound = int | Mapping[str, int]


@dataclass(frozen=True)
class Rule:
    """A number that members may decide, with what the law leaves them to decide about it.

    `unit`: bp (hundredths of a percent), pence, days, count, bool or hours. `floor`, `ceiling` and
    `default` are one number, or one for each kind of model rules under its code with "" for the rest.
    `resolution`: the kind of resolution that may change it.
    """

    key: str
    unit: str
    label: str | Promise
    explanation: str | Promise
    floor: Bound
    ceiling: Bound
    default: Bound
    resolution: str
    needs_registration: bool

    def bound(self, which: str, model_rules: str) -> int:
        """The floor, ceiling or default for one kind of society."""
        value: Bound = getattr(self, which)
        return value if isinstance(value, int) else value.get(model_rules, value[""])


@dataclass(frozen=True)
class RuleReading:
    """A rule as it stands for a society now, and the version and mandate it stands by (None: the model rules)."""

    key: str
    value: int
    version_id: int | None = None
    mandate_id: int | None = None
    effective_from: datetime | None = None


declared: dict[str, Rule] = {}


def declare_rule(
    key: str,
    *,
    unit: str,
    label: str | Promise,
    explanation: str | Promise = "",
    floor: Bound,
    ceiling: Bound,
    default: Bound,
    resolution: str = "rule_change",
    needs_registration: bool = False,
) -> Rule:
    """The rule exists: it can be read, shown, voted on and enacted."""
    if key in declared:
        raise ValueError(f"the rule {key} is declared twice")
    rule_ = Rule(
        key,
        unit,
        label,
        explanation,
        floor,
        ceiling,
        default,
        resolution,
        needs_registration,
    )
    declared[key] = rule_
    return rule_


CURRENT = """
    SELECT DISTINCT ON (key) key, value, id, mandate_id, effective_from FROM societies_ruleversion
    WHERE society_id = %s AND key = ANY(%s) AND effective_from <= (SELECT cyfran_now()) ORDER BY key, number DESC
"""


def rules(society: Society, *keys: str) -> dict[str, RuleReading]:
    """How these rules stand for the society now; one query."""
    readings = {
        key: RuleReading(key, declared[key].bound("default", society.model_rules)) for key in keys
    }
    for row in planned_rows(CURRENT, [society.pk, list(keys)]):
        readings[row[0]] = RuleReading(*row)
    return readings


def rule(key: str, society: Society) -> RuleReading:
    """How this rule stands for the society now."""
    return rules(society, key)[key]


def write_definitions() -> None:
    """The database knows every declared rule; run by `cyfran upgrade` as the owner."""
    rows: list[tuple[str | int, ...]] = [
        (
            r.key,
            m,
            *(r.bound(b, m) for b in ("floor", "ceiling", "default")),
            r.resolution,
            r.needs_registration,
        )
        for r in declared.values()
        for m in ModelRules.values
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO societies_ruledefinition "
            '(key, model_rules, floor, ceiling, "default", resolution, needs_registration) '
            "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (key, model_rules) DO UPDATE SET "
            'floor = excluded.floor, ceiling = excluded.ceiling, "default" = excluded."default", '
            "resolution = excluded.resolution, needs_registration = excluded.needs_registration",
            rows,
        )
