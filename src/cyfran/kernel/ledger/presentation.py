"""How the books are laid out for reading: sheets by currency, groups by kind, bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise

from cyfran.kernel.ledger.models import Kind
from cyfran.kernel.ledger.queries import LineTotal
from cyfran.kernel.ui.charts import Amount

TONES = {
    Kind.ASSET: "leek",
    Kind.LIABILITY: "daffodil",
    Kind.EQUITY: "heather",
    Kind.INCOME: "slate",
    Kind.EXPENSE: "clay",
}


@dataclass(frozen=True)
class Group:
    """The lines of one kind of account, and what stands on each side of them together."""

    kind: Kind
    lines: Sequence[LineTotal]

    @property
    def label(self) -> str | Promise:
        """What the kind is called."""
        return self.kind.label

    @property
    def debit(self) -> int:
        """The left side."""
        return sum(line.debit for line in self.lines)

    @property
    def credit(self) -> int:
        """The right side."""
        return sum(line.credit for line in self.lines)


@dataclass(frozen=True)
class Sheet:
    """A trial balance in one currency."""

    currency: str
    groups: Sequence[Group]
    by_line: bool

    @property
    def debit(self) -> int:
        """The total of the left side."""
        return sum(group.debit for group in self.groups)

    @property
    def credit(self) -> int:
        """The total of the right side."""
        return sum(group.credit for group in self.groups)

    @property
    def balances(self) -> bool:
        """Whether both sides are equal, as they must be."""
        return self.debit == self.credit


def trial_sheets(totals: Sequence[LineTotal], *, by_line: bool) -> list[Sheet]:
    """The totals, which come ordered by currency and kind, as sheets; lines without any money are left out."""
    return [
        Sheet(
            currency,
            [
                Group(kind, [line for line in of_kind if line.amount])
                for kind, of_kind in groupby(of_currency, key=lambda total: total.kind)
            ],
            by_line,
        )
        for currency, of_currency in groupby(totals, key=lambda total: total.currency)
    ]


def kind_bars(totals: Sequence[LineTotal], currency: str) -> list[Amount]:
    """One bar for each kind of account: what the society has, owes, owns, earned and spent."""
    sums = dict.fromkeys(Kind, 0)
    for total in totals:
        if total.currency == currency:
            sums[total.kind] += total.kind.sign * total.amount
    return [Amount(kind.label, size, TONES[kind]) for kind, size in sums.items() if size]
