"""A mistake is undone by its opposite, once."""

from datetime import date

import pytest

from cyfran.kernel.actions import Actor
from cyfran.kernel.ledger.actions import reverse_entry
from cyfran.kernel.ledger.models import Entry
from cyfran.kernel.ledger.posting import credit, debit, post
from cyfran.kernel.ledger.queries import balance
from cyfran.kernel.ledger.refusals import AccountTooHigh, AlreadyReversed, BooksClosed, NotToReverse
from cyfran.kernel.ledger.tests.conftest import TODAY, Books
from cyfran.kernel.refusals import NotAllowed


def entry_of(books: Books, amount: int, on: date = TODAY) -> Entry:
    return Entry.objects.get(pk=books.top_up(amount, on=on))


def undo(books: Books, entry: Entry, actor: Actor | None = None, on: date = TODAY) -> Entry:
    return reverse_entry(actor=actor or books.treasurer, entry=entry, on=on, memo="Entered twice")


def test_a_reversal_undoes_the_entry_and_points_at_it(books: Books) -> None:
    wrong = entry_of(books, 2500)
    reversal = undo(books, wrong)
    assert reversal.reverses_id == wrong.pk
    assert reversal.kind == wrong.kind
    assert balance(books.bank) == balance(books.credit) == 0


def test_an_entry_is_reversed_once(books: Books) -> None:
    wrong = entry_of(books, 2500)
    undo(books, wrong)
    with pytest.raises(AlreadyReversed):
        undo(books, wrong)
    assert balance(books.bank) == 0


def test_a_reversal_is_not_reversed(books: Books) -> None:
    reversal = undo(books, entry_of(books, 2500))
    with pytest.raises(NotToReverse):
        undo(books, reversal)


def test_only_the_treasurer_reverses(books: Books) -> None:
    wrong = entry_of(books, 2500)
    with pytest.raises(NotAllowed):
        undo(books, wrong, actor=books.mair)


def test_a_reversal_stays_within_the_limits(books: Books) -> None:
    wrong = entry_of(books, 2500)
    post(
        society=books.society,
        key="spent",
        kind="spent",
        on=TODAY,
        legs=[debit(books.credit, 1), credit(books.bank, 1)],
        actor=books.mair,
    )
    with pytest.raises(AccountTooHigh):
        undo(books, wrong)


def test_an_entry_of_a_sealed_period_is_reversed_on_an_open_day(books: Books) -> None:
    sealed = date(2026, 10, 31)
    wrong = entry_of(books, 2500, on=sealed)
    books.seal(sealed)
    with pytest.raises(BooksClosed):
        undo(books, wrong, on=sealed)
    assert undo(books, wrong).effective_on == TODAY
