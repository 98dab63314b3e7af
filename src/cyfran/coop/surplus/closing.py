"""Carrying a year's income and costs to its surplus: one entry, dated the year's last day."""

from datetime import date

from django.db import connection

from cyfran.kernel.actions import Actor
from cyfran.kernel.ledger import posting
from cyfran.kernel.ledger.chart import SURPLUS
from cyfran.kernel.ledger.posting import Leg
from cyfran.kernel.societies.models import Society

KIND = "year_end"

# What stands on each account of income and costs up to that day: earlier years were carried away by their own entries.
EARNED = """
    SELECT account.id, sum(posting.amount)::bigint
      FROM ledger_account AS account
      JOIN ledger_posting AS posting ON posting.account_id = account.id
      JOIN ledger_entry AS entry ON entry.id = posting.entry_id
     WHERE account.society_id = %s AND account.kind IN ('income', 'expense') AND account.currency = %s
       AND entry.effective_on <= %s
     GROUP BY account.id HAVING sum(posting.amount) <> 0 ORDER BY account.id
"""


def year_key(year_end: date) -> str:
    """The key of the entry that closes a year."""
    return f"year:{year_end.isoformat()}"


def carry_to_surplus(society: Society, year_end: date, actor: Actor) -> None:
    """Income and costs of the year stand at nought, and their difference on the surplus of the year."""
    with connection.cursor() as cursor:
        cursor.execute(EARNED, [society.pk, society.currency, year_end])
        earned: list[tuple[int, int]] = cursor.fetchall()
    result = sum(amount for _account, amount in earned)
    legs = [Leg(account, -amount) for account, amount in earned]
    if result:
        legs.append(Leg(posting.account(society, SURPLUS, currency=society.currency), result))
    if legs:
        posting.post(
            society=society, key=year_key(year_end), kind=KIND, on=year_end, legs=legs, actor=actor
        )
