"""The books added up again, by whoever does not take the balances on trust."""

from django.db import connection

from cyfran.kernel.societies.models import Society

UNWHOLE = """
    WITH added AS (
      SELECT account_id, sum(amount) AS amount, count(*) AS postings FROM ledger_posting
       WHERE society_id = %(society)s GROUP BY 1
    ), kept AS (
      SELECT account_id, sum(amount) AS amount, sum(postings) AS postings FROM ledger_balance
       WHERE society_id = %(society)s GROUP BY 1
    )
    SELECT 'balance ' || coalesce(added.account_id, kept.account_id) FROM added
      FULL JOIN kept ON kept.account_id = added.account_id
     WHERE (coalesce(added.amount, 0), coalesce(added.postings, 0))
           IS DISTINCT FROM (coalesce(kept.amount, 0), coalesce(kept.postings, 0))
    UNION ALL
    SELECT DISTINCT 'entry ' || entry_id FROM (
      SELECT entry_id FROM ledger_posting WHERE society_id = %(society)s
       GROUP BY entry_id, currency HAVING sum(amount) <> 0
      UNION ALL
      SELECT entry.id FROM ledger_entry AS entry LEFT JOIN ledger_posting AS posting ON posting.entry_id = entry.id
       WHERE entry.society_id = %(society)s
       GROUP BY entry.id HAVING count(posting.leg) < 2 OR max(posting.leg) <> count(*)
    ) AS broken"""


def faults_in_books(society: Society) -> list[str]:
    """Everything added up again, from the postings: what does not agree, as "entry 12" or "balance 7"."""
    with connection.cursor() as cursor:
        cursor.execute(UNWHOLE, {"society": society.pk})
        return sorted(row[0] for row in cursor.fetchall())


def books_are_whole(society: Society) -> bool:
    """Whether every entry balances and every balance is the sum of its postings."""
    return not faults_in_books(society)
