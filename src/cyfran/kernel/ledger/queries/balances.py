"""What stands where. Amounts are minor units, debits positive, unless a name says otherwise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Sum
from django.utils.functional import Promise

from cyfran.kernel.ledger.chart import Line, line_label
from cyfran.kernel.ledger.models import Account, Balance, Kind
from cyfran.kernel.societies.models import Party, Society


def balance(account: Account | int) -> int:
    """What stands on the account now."""
    account_id = account if isinstance(account, int) else account.pk
    return Balance.objects.filter(account_id=account_id).aggregate(s=Sum("amount"))["s"] or 0


def held_on(
    society: Society | int, line: Line, party: Party | int | None = None, currency: str = "GBP"
) -> int:
    """What the line's accounts (of that party, or all of them) hold, as more is better: owed, owned or earned."""
    society_id = society if isinstance(society, int) else society.pk
    found = Balance.objects.filter(
        society_id=society_id, account__purpose=line.purpose, account__currency=currency
    )
    if party is not None:
        found = found.filter(account__party_id=party if isinstance(party, int) else party.pk)
    return line.kind.sign * (found.aggregate(s=Sum("amount"))["s"] or 0)


@dataclass(frozen=True)
class AccountTotal:
    """One row of the trial balance."""

    account_id: int
    code: str
    purpose: str
    kind: Kind
    currency: str
    party_id: int | None
    party: str
    amount: int

    @property
    def debit(self) -> int:
        """What stands on the left."""
        return max(self.amount, 0)

    @property
    def credit(self) -> int:
        """What stands on the right."""
        return max(-self.amount, 0)


KEPT = """
    SELECT account_id, sum(amount) AS amount FROM ledger_balance WHERE society_id = %(society)s GROUP BY 1"""
ADDED = """
    SELECT posting.account_id, sum(posting.amount) AS amount
      FROM ledger_entry AS entry JOIN ledger_posting AS posting ON posting.entry_id = entry.id
     WHERE entry.society_id = %(society)s AND entry.effective_on <= %(on)s GROUP BY 1"""
TRIAL = """
    SELECT account.id, account.code, account.purpose, account.kind, account.currency, account.party_id,
           coalesce(party.name, ''), coalesce(total.amount, 0)::bigint
      FROM ledger_account AS account
      LEFT JOIN ({totals}) AS total ON total.account_id = account.id
      LEFT JOIN societies_party AS party ON party.id = account.party_id
     WHERE account.society_id = %(society)s
     ORDER BY array_position(ARRAY['asset', 'liability', 'equity', 'income', 'expense'], account.kind::text),
              account.purpose, party.sort_key, party.name, account.code, account.currency"""


def trial_balance(society: Society, on: date | None = None) -> list[AccountTotal]:
    """What stands on each account now, or what its postings effective up to a day add up to; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            TRIAL.format(totals=KEPT if on is None else ADDED), {"society": society.pk, "on": on}
        )
        return [
            AccountTotal(account_id, code, purpose, Kind(kind), *rest)
            for account_id, code, purpose, kind, *rest in cursor.fetchall()
        ]


@dataclass(frozen=True)
class LineTotal:
    """What stands on a line of the chart, all its accounts together."""

    purpose: str
    kind: Kind
    currency: str
    accounts: int
    amount: int

    @property
    def label(self) -> str | Promise:
        """What people call it."""
        return line_label(self.purpose)

    @property
    def debit(self) -> int:
        """What stands on the left."""
        return max(self.amount, 0)

    @property
    def credit(self) -> int:
        """What stands on the right."""
        return max(-self.amount, 0)


LINES = """
    SELECT account.purpose, account.kind, account.currency, count(*), coalesce(sum(total.amount), 0)::bigint
      FROM ledger_account AS account
      LEFT JOIN ({totals}) AS total ON total.account_id = account.id
     WHERE account.society_id = %(society)s GROUP BY 1, 2, 3
     ORDER BY account.currency, array_position(ARRAY['asset', 'liability', 'equity', 'income', 'expense'],
              account.kind::text), min(account.id)"""


def line_totals(society: Society, on: date | None = None) -> list[LineTotal]:
    """The books without a name in them: each line of the chart, now or at the end of a day; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            LINES.format(totals=KEPT if on is None else ADDED), {"society": society.pk, "on": on}
        )
        return [LineTotal(row[0], Kind(row[1]), *row[2:]) for row in cursor.fetchall()]


TRADED = """
    SELECT account.party_id, sum(posting.amount)::bigint
      FROM ledger_entry AS entry
      JOIN ledger_posting AS posting ON posting.entry_id = entry.id
      JOIN ledger_account AS account ON account.id = posting.account_id
     WHERE entry.society_id = %s AND entry.kind = ANY (%s) AND entry.effective_on BETWEEN %s AND %s
       AND account.purpose = ANY (%s) AND account.currency = %s AND account.party_id IS NOT NULL
     GROUP BY account.party_id ORDER BY account.party_id"""


def turnover_by_party(
    society: Society,
    *,
    lines: Sequence[Line],
    kinds: Iterable[str],
    first: date,
    last: date,
    currency: str = "GBP",
) -> dict[int, int]:
    """What entries of these kinds, reversals included, put on each party's accounts of these lines in a period."""
    with connection.cursor() as cursor:
        cursor.execute(
            TRADED,
            [society.pk, list(kinds), first, last, [line.purpose for line in lines], currency],
        )
        return dict(cursor.fetchall())
