"""Reads of the books."""

from cyfran.kernel.ledger.queries.balances import (
    AccountTotal,
    LineTotal,
    balance,
    held_on,
    line_totals,
    trial_balance,
    turnover_by_party,
)
from cyfran.kernel.ledger.queries.statements import (
    StatementRow,
    accounts_of_line,
    postings_on,
    seals_of,
    statement,
)
from cyfran.kernel.ledger.queries.wholeness import books_are_whole, faults_in_books

__all__ = [
    "AccountTotal",
    "LineTotal",
    "StatementRow",
    "accounts_of_line",
    "balance",
    "books_are_whole",
    "faults_in_books",
    "held_on",
    "line_totals",
    "postings_on",
    "seals_of",
    "statement",
    "trial_balance",
    "turnover_by_party",
]
