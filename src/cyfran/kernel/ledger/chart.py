"""The chart of accounts: the lines the books of a co-op are kept on. Apps above declare more as they need them.

Debits are positive: a bank account with money in it stands above nought, a member's credit below. So "cannot be
overdrawn" is a ceiling of nought on what the society owes, and a floor of nought on what it has.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.ledger.models import Kind


@dataclass(frozen=True)
class Line:
    """One line of the chart; it has one account, or one for each party, in each currency.

    `hot` spreads the balance of an account that everybody writes to, which then has no limits.
    """

    purpose: str
    kind: Kind
    label: str | Promise
    of_party: bool = False
    hot: bool = False
    floor: int | None = None
    ceiling: int | None = None

    def code(self, party_id: int | None = None, part: str = "") -> str:
        """`share_capital:ordinary:412`: the account's code; `part` tells apart several of one party."""
        if self.of_party != (party_id is not None):
            raise ValueError(f"{self.purpose} has an account for each party, or for none")
        return ":".join(
            [self.purpose, *([part] if part else []), *([str(party_id)] if party_id else [])]
        )


_lines: dict[str, Line] = {}


def declare_line(
    purpose: str,
    kind: Kind,
    label: str | Promise,
    *,
    of_party: bool = False,
    hot: bool = False,
    floor: int | None = None,
    ceiling: int | None = None,
) -> Line:
    """The books have this line from now on."""
    declared = Line(purpose, kind, label, of_party, hot, floor, ceiling)
    if _lines.setdefault(purpose, declared) is not declared:
        raise ValueError(f"the line {purpose} is declared twice")
    return declared


def line(purpose: str) -> Line:
    """The line of that name; raises KeyError where there is none."""
    return _lines[purpose]


def line_label(purpose: str) -> str | Promise:
    """What people call a line; its code when the app that declared it is gone."""
    known = _lines.get(purpose)
    return known.label if known else purpose


def lines() -> list[Line]:
    """Every line, in the order declared."""
    return list(_lines.values())


BANK = declare_line("bank", Kind.ASSET, _("Bank"), hot=True)
CARD_CLEARING = declare_line("card_clearing", Kind.ASSET, _("Card payments on their way"), hot=True)
RECEIVABLE = declare_line("receivable", Kind.ASSET, _("Owed by customers"), hot=True)
MEMBER_RECEIVABLE = declare_line(
    "member_receivable", Kind.ASSET, _("Owed by members"), of_party=True, floor=0
)

UNIDENTIFIED = declare_line(
    "unidentified", Kind.LIABILITY, _("Payments nobody is named for yet"), hot=True
)
MEMBER_CREDIT = declare_line(
    "member_credit", Kind.LIABILITY, _("Account credit"), of_party=True, ceiling=0
)
SUPPLIER_PAYABLE = declare_line(
    "supplier_payable", Kind.LIABILITY, _("Owed to producers"), of_party=True
)
SHARE_APPLICATIONS = declare_line(
    "share_applications", Kind.LIABILITY, _("Share money held"), of_party=True, ceiling=0
)
PATRONAGE_PAYABLE = declare_line(
    "patronage_payable", Kind.LIABILITY, _("Share of surplus to be paid"), of_party=True, ceiling=0
)
WITHDRAWALS_PAYABLE = declare_line(
    "withdrawals_payable", Kind.LIABILITY, _("Withdrawals to be paid"), of_party=True, ceiling=0
)
VAT = declare_line("vat", Kind.LIABILITY, _("VAT"), hot=True)

SHARE_CAPITAL = declare_line(
    "share_capital", Kind.EQUITY, _("Share capital"), of_party=True, ceiling=0
)
SURPLUS = declare_line("surplus", Kind.EQUITY, _("Surplus not yet shared"), hot=True)
RESERVES = declare_line("reserves", Kind.EQUITY, _("Reserves"), hot=True)
COMMUNITY_FUND = declare_line("community_fund", Kind.EQUITY, _("Community fund"), ceiling=0)

SALES = declare_line("sales", Kind.INCOME, _("Sales"), hot=True)
COMMISSION = declare_line("commission", Kind.INCOME, _("Commission"), hot=True)
COST_OF_SALES = declare_line("cost_of_sales", Kind.EXPENSE, _("Paid on to producers"), hot=True)
COSTS = declare_line("costs", Kind.EXPENSE, _("Running costs"), hot=True)
