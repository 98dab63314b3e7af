"""Many at once: nothing is lost, nothing is counted twice, nobody is locked up with another."""

import random
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import pytest
from django.db import DatabaseError

from cyfran.kernel.database import society_transaction
from cyfran.kernel.ledger.chart import COMMUNITY_FUND, SALES, SUPPLIER_PAYABLE
from cyfran.kernel.ledger.models import Balance, Entry
from cyfran.kernel.ledger.posting import (
    ABOVE_CEILING,
    Leg,
    NewEntry,
    account,
    credit,
    debit,
    post,
    post_many,
    reverse,
)
from cyfran.kernel.ledger.queries import balance, books_are_whole
from cyfran.kernel.ledger.tests.conftest import TODAY, Books, books_of, found
from cyfran.kernel.people.models import Person
from cyfran.kernel.refusals import Refusal, constraint_means, constraint_of
from cyfran.site.testing.races import at_once


@pytest.fixture
def committed_books(committed_db: str) -> Iterator[Books]:
    """The hub's books in a database of their own; each post commits."""
    mair = Person.objects.create_user("mair@example.cymru", "Mair")
    hub = found("hwb", mair)
    with society_transaction(hub):
        books = books_of(hub, mair)
    yield books
    with society_transaction(hub):
        assert books_are_whole(hub)


def post_alone(books: Books, key: str, legs: list[Leg]) -> int:
    with society_transaction(books.society):
        return post(
            society=books.society, key=key, kind="race", on=TODAY, legs=legs, actor=books.mair
        )


class NothingLeft(Refusal):
    """The credit is spent."""


def spend_seven(books: Books, thread: int, times: int) -> int:
    """How many of so many spends went through."""
    spent = 0
    for n in range(times):
        legs = [debit(books.credit, 7), credit(books.bank, 7)]
        with suppress(NothingLeft), constraint_means(ABOVE_CEILING, NothingLeft):
            post_alone(books, f"spend:{thread}:{n}", legs)
            spent += 1
    return spent


def test_eight_at_once_spend_a_hundred_by_sevens_fourteen_times(committed_books: Books) -> None:
    books = committed_books
    post_alone(books, "top-up", books.legs(100))
    outcomes = at_once(*(partial(spend_seven, books, thread, 40) for thread in range(8)))
    assert all(isinstance(outcome, int) for outcome in outcomes), outcomes
    assert sum(outcome for outcome in outcomes if isinstance(outcome, int)) == 14
    with society_transaction(books.society):
        assert balance(books.credit) == -2
        assert balance(books.bank) == 2


def test_sixteen_with_one_key_make_one_entry(committed_books: Books) -> None:
    books = committed_books
    outcomes = at_once(*(partial(post_alone, books, "same", books.legs(5)) for _n in range(16)))
    assert len(set(outcomes)) == 1
    with society_transaction(books.society):
        assert Entry.objects.get().pk == outcomes[0]
        assert balance(books.bank) == 5


def test_eight_with_one_batch_post_it_once(committed_books: Books) -> None:
    books = committed_books
    entries = [NewEntry(f"batch:{n}", "race", TODAY, books.legs(n + 1)) for n in range(40)]

    def post_the_batch() -> tuple[int, ...]:
        with society_transaction(books.society):
            return tuple(post_many(society=books.society, entries=entries, actor=books.mair))

    assert len(set(at_once(*[post_the_batch] * 8))) == 1
    with society_transaction(books.society):
        assert Entry.objects.count() == 40


def test_sixteen_reversals_undo_an_entry_once(committed_books: Books) -> None:
    books = committed_books
    entry = post_alone(books, "wrong", books.legs(5))

    def undo() -> int:
        with society_transaction(books.society):
            return reverse(society=books.society, entry_id=entry, on=TODAY, actor=books.mair)

    outcomes = at_once(*[undo] * 16)
    assert sum(isinstance(outcome, int) for outcome in outcomes) == 1
    for outcome in outcomes:
        if isinstance(outcome, DatabaseError):
            assert constraint_of(outcome) == "entry_reversed_once"
    with society_transaction(books.society):
        assert balance(books.bank) == 0


def test_twelve_hundred_entries_of_three_legs_meet_no_deadlock(committed_books: Books) -> None:
    books = committed_books
    with society_transaction(books.society):
        ids = [
            account(books.society, SUPPLIER_PAYABLE, party=books.credit.party_id, part=str(n)).pk
            for n in range(20)
        ]

    def post_a_hundred_and_fifty(thread: int) -> int:
        draw = random.Random(thread)
        for n in range(150):
            first, second, third = draw.sample(ids, 3)
            amount, more = draw.randint(1, 50), draw.randint(1, 50)
            legs = [Leg(first, amount), Leg(second, more), Leg(third, -amount - more)]
            post_alone(books, f"{thread}:{n}", legs)
        return 150

    outcomes = at_once(*(partial(post_a_hundred_and_fifty, thread) for thread in range(8)))
    assert outcomes == [150] * 8
    with society_transaction(books.society):
        assert Balance.objects.filter(account__in=ids).count() == 20


def test_one_account_is_opened_by_all_at_once(committed_books: Books) -> None:
    books = committed_books

    def open_it() -> tuple[int, int]:
        with society_transaction(books.society):
            return account(books.society, SALES).pk, account(books.society, COMMUNITY_FUND).pk

    assert len(set(at_once(*[open_it] * 8))) == 1
