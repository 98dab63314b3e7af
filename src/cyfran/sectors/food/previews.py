"""A plan of an import, ready to be looked at: a screenful of each part, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cyfran.kernel.languages import active_language
from cyfran.kernel.money import format_money
from cyfran.sectors.food.messages import column_name, sentence_for
from cyfran.sectors.food.queries import MeasureWords, measure_of, measure_words
from cyfran.sectors.food.wording import size_words, stock_words, value_words
from cyfran.trade.catalogue.rules import tax_on
from cyfran.trade.catalogue.rules.plans import Change, Creation, Difference, ImportPlan
from cyfran.trade.catalogue.rules.rows import Problem, Words

SHOWN = 100


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem in words. `row` is blank for the file as a whole."""

    row: str
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class NewLine:
    """An offer that would be created."""

    name: str
    seller: str
    size: str
    price: str
    measure: str
    stock: str


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """An offer that would change: for each column its name, the value now and the value then."""

    name: str
    seller: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. Each list holds at most `SHOWN`; the counts are of all."""

    created: list[NewLine]
    created_count: int
    changed: list[ChangedLine]
    changed_count: int
    withdrawn: list[str]
    withdrawn_count: int
    unchanged_count: int
    problems: list[ProblemLine]
    more_problems: int

    @property
    def does_something(self) -> bool:
        """True when confirming would change the catalogue."""
        return bool(self.created_count or self.changed_count or self.withdrawn_count)


def preview_of(plan: ImportPlan, sellers: Mapping[int, str]) -> Preview:
    """The plan in the reader's language; `sellers` are the trading names by party id."""
    words = measure_words()
    return Preview(
        created=[_new(creation, sellers, words) for creation in plan.created[:SHOWN]],
        created_count=len(plan.created),
        changed=[_changed(change, sellers) for change in plan.changed[:SHOWN]],
        changed_count=len(plan.changed),
        withdrawn=[said(listed.name) for listed in plan.withdrawn[:SHOWN]],
        withdrawn_count=len(plan.withdrawn),
        unchanged_count=len(plan.unchanged),
        problems=problem_lines(plan.problems[:SHOWN]),
        more_problems=max(0, len(plan.problems) - SHOWN),
    )


def problem_lines(problems: Sequence[Problem]) -> list[ProblemLine]:
    """The problems in words, in the order of the file."""
    return [
        ProblemLine(str(problem.row or ""), str(column_name(problem.column)), sentence_for(problem))
        for problem in sorted(problems, key=lambda problem: problem.row)
    ]


def said(words: Words) -> str:
    """The text in the reader's language, else in the other."""
    return (words.cy or words.en) if active_language() == "cy" else (words.en or words.cy)


def _new(creation: Creation, sellers: Mapping[int, str], words: MeasureWords) -> NewLine:
    row = creation.row
    shown = row.price + tax_on(row.price, row.tax_code)
    return NewLine(
        name=said(row.name),
        seller=sellers.get(creation.seller_id, row.seller_name),
        size=size_words(row.unit, row.size),
        price=format_money(row.price, row.currency, active_language()),
        measure=measure_of(shown, row.currency, row.unit, row.size, "measure", words),
        stock=stock_words(row.stock),
    )


def _changed(change: Change, sellers: Mapping[int, str]) -> ChangedLine:
    seller = sellers.get(change.listed.seller_id, change.row.seller_name)
    lines = tuple(
        line
        for difference in change.differences
        for line in _sides(difference, change.row.currency)
    )
    return ChangedLine(said(change.listed.name), seller, lines)


def _sides(difference: Difference, currency: str) -> list[tuple[str, str, str]]:
    """The column with both values; of a text, each language that changes."""
    column = str(column_name(difference.column))
    before, after = difference.before, difference.after
    if isinstance(before, Words) and isinstance(after, Words):
        pairs = ((before.en, after.en), (before.cy, after.cy))
        return [(column, _short(old), _short(new)) for old, new in pairs if old != new]
    return [
        (
            column,
            value_words(difference, before, currency),
            value_words(difference, after, currency),
        )
    ]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 120 else text[:119] + "…"
