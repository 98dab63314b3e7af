"""Purposes that only tests declare: one of each kind, so that every way of choosing is walked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg

from cyfran.kernel.consent.rulebook import declare_processor_rule
from cyfran.kernel.disclosures import (
    Basis,
    Category,
    Disclosure,
    Kept,
    Processor,
    declared,
    digest_of,
    disclose,
    take_back,
)
from cyfran.kernel.societies.models import ModelRules, Society
from cyfran.kernel.societies.rulebook import declared as declared_rules

TRACKER = Processor(
    "tracker", "Tracker Ltd", "Ireland", {"script-src": ("https://tracker.example",)}
)
FUNCTIONAL = Disclosure(
    "test.functional",
    Category.FUNCTIONAL,
    Basis.CONSENT,
    "Maps",
    "Shows where the hub is.",
    (Kept("map_place", "a month"), Kept("map_zoom", "a month", "local storage")),
)
ANALYTICS = Disclosure(
    "test.analytics",
    Category.ANALYTICS,
    Basis.CONSENT,
    "Visits, by others",
    "Says where visitors come from.",
    (Kept("_ga*", "two years"),),
    TRACKER,
)
PERFORMANCE = Disclosure(
    "test.performance", Category.PERFORMANCE, Basis.STATISTICS, "Speed", "Times the pages."
)
ADVERTISEMENT = Disclosure(
    "test.advertisement",
    Category.ADVERTISEMENT,
    Basis.CONSENT,
    "Offers",
    "Remembers what you looked at.",
    (Kept("looked_at", "a week"),),
)
ALL_FOUR = (FUNCTIONAL, ANALYTICS, PERFORMANCE, ADVERTISEMENT)


@contextmanager
def declaring(*disclosures: Disclosure) -> Iterator[None]:
    """These are declared as well, with the rule of each processor."""
    for each in disclosures:
        disclose(each)
    rules = [declare_processor_rule(each.processor).key for each in disclosures if each.processor]
    try:
        yield
    finally:
        for each in disclosures:
            take_back(each.key)
        for key in rules:
            declared_rules.pop(key)


def define_rule(owner: "psycopg.Connection[tuple[object, ...]]", key: str) -> None:
    """The database knows the rule, as an upgrade would tell it."""
    for model_rules in ModelRules.values:
        owner.execute(
            "INSERT INTO societies_ruledefinition "
            '(key, model_rules, floor, ceiling, "default", resolution, needs_registration) '
            "VALUES (%s, %s, 0, 1, 0, 'ordinary', false)",
            [key, model_rules],
        )
    owner.commit()


def let_in(
    owner: "psycopg.Connection[tuple[object, ...]]", society: Society, value: int = 1
) -> None:
    """A carried resolution says so: appended to the rule chain as enactment does it."""
    owner.execute("SELECT set_config('cyfran.society', %s, true)", [str(society.pk)])
    mandate = owner.execute(
        "SELECT societies_open_mandate(%s, 'resolution', %s)",
        [society.pk, f"resolution:{value + 1}"],
    ).fetchone()
    assert mandate is not None
    owner.execute(
        "SELECT rulebook_append(%s, %s, %s, cyfran_now(), %s)",
        [society.pk, TRACKER.rule, value, mandate[0]],
    )
    owner.commit()


def kept_choice(allowed: Callable[[Disclosure], bool]) -> str:
    """The cookie of a visitor who allowed these of everything they have a say in, and refused the rest."""
    parts: dict[bool, list[str]] = {True: [], False: []}
    for each in declared.values():
        if each.is_optional:
            parts[allowed(each)].append(digest_of(each))
    return f"{'1' * 32}.{'-'.join(parts[True])}.{'-'.join(parts[False])}"
