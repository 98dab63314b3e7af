"""A bank statement, whichever file it came in: the lines of money that arrived."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from cyfran.coop.payments.rules.references import references_in

MOST_BYTES = 10_000_000
MOST_LINES = 5_000


class NotAStatement(ValueError):
    """The file as a whole cannot be read as a statement; `matter` says why."""

    def __init__(self, matter: str) -> None:
        super().__init__(matter)
        self.matter = matter


@dataclass(frozen=True)
class RowProblem:
    """One row that cannot be read: its number in the file, and which part is wrong."""

    row: int
    matter: str
    written: str = ""


@dataclass(frozen=True)
class StatementLine:
    """Money that arrived: `amount` in pence, with the bank's own words for it.

    `occurrence` counts lines that are alike in everything else, so that two gifts of £10 in one day stay two.
    """

    row: int
    paid_on: date
    amount: int
    text: str
    occurrence: int = 1

    @property
    def references(self) -> list[str]:
        """The short references its words may carry."""
        return references_in(self.text)


@dataclass(frozen=True)
class Statement:
    """What a file said: money in, how many lines of money out were left aside, and what could not be read."""

    lines: tuple[StatementLine, ...]
    left_aside: int = 0
    problems: tuple[RowProblem, ...] = ()

    @property
    def total(self) -> int:
        """All the money in, in pence."""
        return sum(line.amount for line in self.lines)


def line_digest(paid_on: date, amount: int, words: str, occurrence: int = 1) -> str:
    """What makes a line of a statement that line and no other, whichever file or hand it comes by.

    `words` is the reference where it is ours, the bank's text where it is not.
    """
    parts = (paid_on.isoformat(), str(amount), " ".join(words.upper().split()), str(occurrence))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def counted(lines: Iterable[StatementLine]) -> tuple[StatementLine, ...]:
    """The lines with their occurrences numbered."""
    seen: Counter[tuple[date, int, str]] = Counter()
    numbered = []
    for line in lines:
        alike = (line.paid_on, line.amount, line.text)
        seen[alike] += 1
        numbered.append(replace(line, occurrence=seen[alike]))
    return tuple(numbered)
