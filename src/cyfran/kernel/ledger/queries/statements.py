"""The postings of an account, one after another, and the accounts of a line."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import Promise

from cyfran.kernel.ledger.chart import line_label
from cyfran.kernel.ledger.models import Account, Balance, PeriodSeal, Posting
from cyfran.kernel.ledger.queries.balances import balance
from cyfran.kernel.societies.models import Society

A_PAGE = 50


@dataclass(frozen=True)
class StatementRow:
    """One posting on an account: what stood there after it, and on which lines the other legs are."""

    posting: Posting
    after: int
    against: Sequence[str | Promise] = field(default=())


def statement(account: Account, page: int = 1, size: int = A_PAGE) -> list[StatementRow]:
    """The account's postings, latest first, each with the balance after it; four queries however long it is."""
    found = Posting.objects.filter(account=account).order_by("-entry_id", "-leg")
    shown = list(found.select_related("entry__memo")[(page - 1) * size : page * size])
    newer = found[: (page - 1) * size].aggregate(s=Sum("amount"))["s"] or 0
    others = _others(account, [posting.entry_id for posting in shown])
    after = balance(account) - newer
    rows = []
    for posting in shown:
        rows.append(StatementRow(posting, after, others.get(posting.entry_id, ())))
        after -= posting.amount
    return rows


# Of an entry with a leg for each member, the first twenty say enough.
OTHERS = """
    SELECT DISTINCT posting.entry_id, account.purpose
      FROM ledger_posting AS posting JOIN ledger_account AS account ON account.id = posting.account_id
     WHERE posting.entry_id = ANY (%s) AND posting.leg <= 20 AND posting.account_id <> %s ORDER BY 1, 2"""


def _others(account: Account, entries: list[int]) -> dict[int, list[str | Promise]]:
    if not entries:
        return {}
    found: dict[int, list[str | Promise]] = {}
    with connection.cursor() as cursor:
        cursor.execute(OTHERS, [entries, account.pk])
        for entry, purpose in cursor.fetchall():
            found.setdefault(entry, []).append(line_label(purpose))
    return found


def postings_on(account: Account) -> int:
    """How many there are; kept, not counted."""
    return Balance.objects.filter(account=account).aggregate(s=Sum("postings"))["s"] or 0


def accounts_of_line(society: Society, purpose: str) -> QuerySet[Account]:
    """The accounts of a line of the chart in the order of names, each with its `amount`, debits positive."""
    return (
        Account.objects.filter(society=society, purpose=purpose)
        .select_related("party")
        .annotate(amount=Coalesce(Sum("balances__amount"), 0))
        .order_by("party__sort_key", "party__name", "code", "currency")
    )


def seals_of(society: Society) -> QuerySet[PeriodSeal]:
    """The closed periods, latest first."""
    return PeriodSeal.objects.filter(society=society).order_by("-number")
