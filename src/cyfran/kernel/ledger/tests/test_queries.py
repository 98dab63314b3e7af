"""What the books answer."""

from datetime import date

from cyfran.kernel.ledger.chart import MEMBER_CREDIT
from cyfran.kernel.ledger.models import Kind
from cyfran.kernel.ledger.posting import NewEntry, post_many
from cyfran.kernel.ledger.queries import (
    held_on,
    line_totals,
    postings_on,
    statement,
    trial_balance,
    turnover_by_party,
)
from cyfran.kernel.ledger.tests.conftest import TODAY, Books

OCTOBER = date(2026, 10, 31)


def fill(books: Books) -> None:
    days = [OCTOBER, OCTOBER, TODAY]
    post_many(
        society=books.society,
        entries=[
            NewEntry(f"e:{n}", "payments.credit", on, books.legs(100 * (n + 1)))
            for n, on in enumerate(days)
        ],
        actor=books.mair,
    )


def test_the_trial_balance_adds_up_to_nought_on_any_day(books: Books) -> None:
    fill(books)
    assert [(row.code, row.debit, row.credit) for row in trial_balance(books.society)] == [
        ("bank", 600, 0),
        (books.credit.code, 0, 600),
    ]
    assert sum(row.amount for row in trial_balance(books.society, OCTOBER)) == 0
    assert trial_balance(books.society, OCTOBER)[0].amount == 300
    assert trial_balance(books.society)[1].party == "Mair"


def test_a_statement_runs_back_from_what_is_there_now_page_by_page(books: Books) -> None:
    fill(books)
    rows = statement(books.credit, page=1, size=2) + statement(books.credit, page=2, size=2)
    assert [(row.posting.amount, row.after) for row in rows] == [
        (-300, -600),
        (-200, -300),
        (-100, -100),
    ]
    assert postings_on(books.credit) == 3


def test_what_is_held_is_told_as_more(books: Books) -> None:
    fill(books)
    assert held_on(books.society, MEMBER_CREDIT) == 600
    assert held_on(books.society, MEMBER_CREDIT, party=books.credit.party_id) == 600


def test_the_totals_name_nobody(books: Books) -> None:
    fill(books)
    totals = line_totals(books.society)
    assert [(t.purpose, t.kind, t.accounts, t.amount) for t in totals] == [
        ("bank", Kind.ASSET, 1, 600),
        ("member_credit", Kind.LIABILITY, 1, -600),
    ]


def test_what_a_party_traded_is_read_from_the_books(books: Books) -> None:
    fill(books)
    traded = turnover_by_party(
        books.society,
        lines=[MEMBER_CREDIT],
        kinds=["payments.credit"],
        first=date(2026, 10, 1),
        last=OCTOBER,
    )
    assert traded == {books.credit.party_id: -300}


def test_the_reads_do_not_grow_with_the_books(
    books: Books, django_assert_num_queries: object
) -> None:
    fill(books)
    with django_assert_num_queries(1):
        trial_balance(books.society)
    with django_assert_num_queries(4):
        assert [row.posting.entry.key for row in statement(books.credit, page=3, size=1)] == ["e:0"]
