"""A bank statement, whichever file it came in: the lines of money that arrived."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
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
    """Money that arrived: `amount` in pence, with the bank's own words for it."""

    row: int
    paid_on: date
    amount: int
    text: str

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


def line_digests(known: Iterable[tuple[StatementLine, str]], *, first: int = 1) -> list[str]:
    """What makes each line that line and no other, whichever file or hand it comes by.

    A line comes with the words it is known by: our reference, or the bank's text. Lines alike in day, amount and
    words are counted from `first`, so that two gifts of £10 in one day stay two.
    """
    seen: Counter[tuple[date, int, str]] = Counter()
    digests = []
    for line, words in known:
        alike = (line.paid_on, line.amount, " ".join(words.upper().split()))
        parts = (line.paid_on.isoformat(), str(line.amount), alike[2], str(first + seen[alike]))
        digests.append(hashlib.sha256("\n".join(parts).encode()).hexdigest())
        seen[alike] += 1
    return digests
