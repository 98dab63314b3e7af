"""Whatever is done to the books in whatever order, they agree with a few lines of Python."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cyfran.kernel.ledger.chart import COMMUNITY_FUND, RECEIVABLE, SALES
from cyfran.kernel.ledger.models import Account
from cyfran.kernel.ledger.posting import Leg, NewEntry, account, post, post_many, reverse
from cyfran.kernel.ledger.queries import balance, books_are_whole, statement, trial_balance
from cyfran.kernel.ledger.tests.conftest import TODAY, Books
from cyfran.kernel.refusals import constraint_of

AMOUNT = st.integers(-300, 300)
LEGS = st.lists(st.tuples(st.integers(0, 4), AMOUNT), max_size=4)
KEY = st.integers(0, 12).map("key:{}".format)


class BooksAgainstPython(RuleBasedStateMachine):
    """An oracle: a dictionary of entries, added up anew for each question."""

    books: Books

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        society = self.books.society
        self.accounts: list[Account] = [
            self.books.bank,
            self.books.credit,
            account(society, COMMUNITY_FUND),
            account(society, SALES),
            account(society, RECEIVABLE, currency="EUR"),
        ]
        self.entries: dict[str, tuple[int, list[tuple[int, int]]]] = {}
        self.reversed: set[str] = set()

    def teardown(self) -> None:
        """At the end, the statements too."""
        expected = self.sums()
        assert sum(row.amount for row in trial_balance(self.books.society, TODAY)) == 0
        for which, kept in enumerate(self.accounts):
            lines = statement(kept, size=1000)
            assert balance(kept) == expected[which]
            assert sum(line.posting.amount for line in lines) == expected[which]
            assert not lines or lines[0].after == expected[which]
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def sums(self) -> Counter[int]:
        total: Counter[int] = Counter()
        for _id, legs in self.entries.values():
            for which, amount in legs:
                total[which] += amount
        return total

    def should_pass(self, *batches: list[tuple[int, int]]) -> bool:
        after = self.sums()
        for legs in batches:
            currencies: Counter[str] = Counter()
            for which, amount in legs:
                currencies[self.accounts[which].currency] += amount
                after[which] += amount
            if len(legs) < 2 or any(currencies.values()) or not all(a for _w, a in legs):
                return False
        return all(
            account.ceiling is None or after[which] <= account.ceiling
            for which, account in enumerate(self.accounts)
        )

    def legs(self, legs: list[tuple[int, int]]) -> list[Leg]:
        return [Leg(self.accounts[which], amount) for which, amount in legs]

    @contextmanager
    def expecting(self, passes: bool) -> Iterator[None]:
        with (
            nullcontext() if passes else pytest.raises(DatabaseError) as caught,
            transaction.atomic(),
        ):
            yield
        assert passes or constraint_of(caught.value)

    def post(self, key: str, legs: list[tuple[int, int]]) -> None:
        known = self.entries.get(key)
        passes = known[1] == legs if known else self.should_pass(legs)
        with self.expecting(passes):
            posted = post(
                society=self.books.society,
                key=key,
                kind="k",
                on=TODAY,
                legs=self.legs(legs),
                actor=self.books.mair,
            )
            assert known is None or known[0] == posted
            self.entries[key] = (posted, legs)

    @rule(key=KEY, legs=LEGS)
    def post_anything(self, key: str, legs: list[tuple[int, int]]) -> None:
        self.post(key, legs)

    @rule(key=KEY, pair=st.permutations([0, 1, 2, 3]), amount=AMOUNT.filter(bool))
    def post_a_pair(self, key: str, pair: list[int], amount: int) -> None:
        self.post(key, [(pair[0], amount), (pair[1], -amount)])

    @rule(amounts=st.lists(AMOUNT.filter(bool), max_size=5), n=st.integers(0, 3))
    def post_together(self, amounts: list[int], n: int) -> None:
        batches = {f"many:{n}:{i}": [(0, a), (2, -a)] for i, a in enumerate(amounts)}
        known = [
            self.entries[key][1] == legs for key, legs in batches.items() if key in self.entries
        ]
        fresh = [legs for key, legs in batches.items() if key not in self.entries]
        with self.expecting(all(known) and self.should_pass(*fresh)):
            posted = post_many(
                society=self.books.society,
                entries=[
                    NewEntry(key, "k", TODAY, self.legs(legs)) for key, legs in batches.items()
                ],
                actor=self.books.mair,
            )
            self.entries |= {
                key: (entry, batches[key]) for key, entry in zip(batches, posted, strict=True)
            }

    @precondition(lambda self: self.entries)
    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.entries)))
        entry, legs = self.entries[key]
        opposite = [(which, -amount) for which, amount in legs]
        original = not key.startswith("reversal") and key not in self.reversed
        with self.expecting(original and self.should_pass(opposite)):
            posted = reverse(
                society=self.books.society, entry_id=entry, on=TODAY, actor=self.books.mair
            )
            self.reversed.add(key)
            self.entries[f"reversal of {key}"] = (posted, opposite)

    @invariant()
    def the_books_agree(self) -> None:
        expected = self.sums()
        assert books_are_whole(self.books.society)
        rows = {row.account_id: row.amount for row in trial_balance(self.books.society)}
        assert rows == {kept.pk: expected[which] for which, kept in enumerate(self.accounts)}


def test_the_books_agree_with_python_whatever_is_done(books: Books) -> None:
    BooksAgainstPython.books = books
    run_state_machine_as_test(
        BooksAgainstPython,
        settings=settings(
            max_examples=15,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
