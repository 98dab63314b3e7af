"""Posting to the books, for the actions of other apps: each function is one query.

Nothing here turns what the database refuses into a refusal: the caller says what a limit means to its people, with
`constraints_mean({ABOVE_CEILING: NotEnoughCredit})` or the ledger's own `MEANINGS`. Two entries of one transaction go
in one `post_many`: its balances are locked in one order, so that two transactions cannot wait for each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from cyfran.kernel.actions import Actor
from cyfran.kernel.ledger.chart import Line
from cyfran.kernel.ledger.models import Account
from cyfran.kernel.societies.models import Party, Society

BELOW_FLOOR = "balance_at_or_above_floor"
ABOVE_CEILING = "balance_at_or_below_ceiling"


@dataclass(frozen=True)
class Leg:
    """One side of an entry: minor units on an account (or its id), debits positive."""

    account: Account | int
    amount: int

    @property
    def account_id(self) -> int:
        """The account's id."""
        return self.account if isinstance(self.account, int) else self.account.pk


def debit(account: Account | int, amount: int) -> Leg:
    """More of what the society has or spends; less of what it owes."""
    return Leg(account, amount)


def credit(account: Account | int, amount: int) -> Leg:
    """More of what the society owes or earns; less of what it has."""
    return Leg(account, -amount)


@dataclass(frozen=True)
class NewEntry:
    """An entry to be posted; `key` says which event it is, once for ever ("order:812:charge")."""

    key: str
    kind: str
    on: date
    legs: Sequence[Leg]


def account(
    society: Society | int,
    line: Line,
    *,
    party: Party | int | None = None,
    part: str = "",
    currency: str = "GBP",
    floor: int | None = None,
    ceiling: int | None = None,
) -> Account:
    """The account of that line (of that party, for that part), opened if it was not there; one query.

    `floor` and `ceiling` take the place of the line's when the account is opened, and never change after.
    """
    party_id = party.pk if isinstance(party, Party) else party
    limits = (line.floor if floor is None else floor, line.ceiling if ceiling is None else ceiling)
    found = Account.objects.raw(
        "SELECT * FROM ledger_open_account(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            _id(society), line.code(party_id, part), line.purpose, line.kind.value, currency, line.hot,
            party_id, *limits,
        ],
    )  # fmt: skip
    return next(iter(found))


def accounts(
    society: Society | int,
    line: Line,
    parties: Sequence[int],
    *,
    part: str = "",
    currency: str = "GBP",
) -> list[int]:
    """The ids of the line's accounts of these parties, in their order, opened where missing; one query."""
    codes = [line.code(party_id, part) for party_id in parties]
    found: list[int] | None = _value(
        "SELECT ledger_open_accounts(%s, %s::text[], %s::bigint[], %s, %s, %s, %s, %s)",
        [
            _id(society), codes, list(parties), line.purpose, line.kind.value, currency, line.floor,
            line.ceiling,
        ],
    )  # fmt: skip
    return found or []


def post(
    *,
    society: Society | int,
    key: str,
    kind: str,
    on: date,
    legs: Iterable[Leg],
    actor: Actor,
    memo: str | None = None,
) -> int:
    """The entry is in the books and its balances follow; returns its id.

    The same key with the same content again answers with the same id, and changes nothing.
    """
    given = list(legs)
    posted: int = _value(
        "SELECT ledger_post(%s, %s, %s, %s, %s::bigint[], %s::bigint[], %s, %s, %s)",
        [
            _id(society), key, kind, on, [leg.account_id for leg in given],
            [leg.amount for leg in given], memo, actor.person_id, actor.mandate_id,
        ],
    )  # fmt: skip
    return posted


def post_many(*, society: Society | int, entries: Sequence[NewEntry], actor: Actor) -> list[int]:
    """Every entry is in the books, or none; returns their ids in order. As fast for 100,000 as for one."""
    legs = [
        (place, number, leg.account_id, leg.amount)
        for place, entry in enumerate(entries, start=1)
        for number, leg in enumerate(entry.legs, start=1)
    ]
    columns = [list(column) for column in zip(*legs, strict=True)] or [[], [], [], []]
    posted: list[int] | None = _value(
        "SELECT ledger_post_many(%s, %s::text[], %s::text[], %s::date[], %s::int[], %s::int[], "
        "%s::bigint[], %s::bigint[], %s, %s)",
        [
            _id(society), [entry.key for entry in entries], [entry.kind for entry in entries],
            [entry.on for entry in entries], *columns, actor.person_id, actor.mandate_id,
        ],
    )  # fmt: skip
    return posted or []


def reverse(
    *, society: Society | int, entry_id: int, on: date, actor: Actor, memo: str | None = None
) -> int:
    """The entry is undone by its opposite, once; returns the reversal's id."""
    posted: int = _value(
        "SELECT ledger_reverse(%s, %s, %s, %s, %s, %s)",
        [_id(society), entry_id, on, memo, actor.person_id, actor.mandate_id],
    )
    return posted


def erase_memos_of(*, society: Society | int, party_id: int) -> int:
    """The words on every entry that touches the party's accounts are gone; returns how many."""
    erased: int = _value("SELECT ledger_erase_memos(%s, %s)", [_id(society), party_id])
    return erased


def _id(society: Society | int) -> int:
    return society if isinstance(society, int) else society.pk


def _value(sql: str, values: Sequence[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]
