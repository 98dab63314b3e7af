"""The books on screen: totals for everybody, lines for those who belong, accounts for officers."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cyfran.kernel.ledger.models import Entry, PeriodSeal
from cyfran.kernel.ledger.posting import NewEntry, post_many, reverse
from cyfran.kernel.ledger.tests.conftest import TODAY, Books
from cyfran.kernel.people.models import Person

BOOKS = "/en/hwb/books/"
OCTOBER = {"through_day": "31", "through_month": "10", "through_year": "2026"}
NOT_OVER = {"through_day": "1", "through_month": "1", "through_year": "2099"}


def browser(person_id: int | None) -> Client:
    client = Client()
    if person_id is not None:
        client.force_login(Person.objects.get(pk=person_id))
    return client


@pytest.fixture
def treasurer(books: Books) -> Client:
    return browser(books.treasurer.person_id)


@pytest.fixture
def stranger(books: Books) -> Client:
    return browser(None)


def fill(books: Books, count: int) -> None:
    post_many(
        society=books.society,
        entries=[NewEntry(f"fill:{n}", "x", TODAY, books.legs(100)) for n in range(count)],
        actor=books.mair,
    )


def test_anybody_sees_what_each_kind_of_account_adds_up_to(books: Books, stranger: Client) -> None:
    books.top_up(2500)
    for language, kind, balance in (
        ("en", "Liabilities", "Trial balance"),
        ("cy", "Rhwymedigaethau", "Mantolen brawf"),
    ):
        text = stranger.get(f"/{language}/hwb/books/").text
        assert kind in text
        assert balance in text
        assert text.count("£25.00") >= 4  # both sides, and their totals
        assert "Mair" not in text
        assert "member_credit" not in text


def test_who_belongs_sees_the_lines_without_names(books: Books) -> None:
    books.top_up(2500)
    text = browser(books.mair.person_id).get(BOOKS).text  # a founder
    assert "Account credit" in text
    assert "/books/line/" not in text
    assert "Mair" not in text.split("<main", 1)[1]


def test_officers_open_a_line_and_an_account(books: Books, treasurer: Client) -> None:
    entry = books.top_up(2500)
    reverse(society=books.society, entry_id=entry, on=TODAY, actor=books.treasurer, memo="Twice")
    books.top_up(700, key="top-up:2")
    assert "/en/hwb/books/line/member_credit/" in treasurer.get(BOOKS).text
    line = treasurer.get(f"{BOOKS}line/member_credit/").text
    assert "Mair" in line
    assert "£7.00" in line
    account = treasurer.get(f"{BOOKS}account/{books.credit.pk}/").text
    for shown in ("£25.00", "−£25.00", "£7.00", "Reversal", "Twice", "Bank"):
        assert shown in account


def test_an_account_is_for_officers_and_for_its_own_person(books: Books, stranger: Client) -> None:
    credit, bank = (f"{BOOKS}account/{pk}/" for pk in (books.credit.pk, books.bank.pk))
    mair = browser(books.mair.person_id)
    assert [mair.get(url).status_code for url in (credit, bank)] == [200, 404]
    assert [stranger.get(url).status_code for url in (credit, bank)] == [404, 404]
    assert mair.get(f"{BOOKS}line/bank/").status_code == 404
    assert stranger.get(f"{BOOKS}line/bank/").status_code == 404


def test_what_is_not_there_is_not_found(treasurer: Client) -> None:
    assert treasurer.get(f"{BOOKS}account/987654321/").status_code == 404
    assert treasurer.get(f"{BOOKS}line/nothing/").status_code == 404


def test_empty_books_say_what_will_be_there(books: Books, treasurer: Client) -> None:
    assert treasurer.get(f"{BOOKS}account/{books.bank.pk}/").text.count("Nothing has been") == 1


def test_the_books_can_be_drawn_at_the_end_of_a_day(books: Books, treasurer: Client) -> None:
    books.top_up(2500, on=date(2026, 10, 31))
    books.top_up(300, key="top-up:2", on=date(2026, 11, 1))
    assert "£28.00" in treasurer.get(BOOKS).text
    shown = treasurer.get(f"{BOOKS}?on_day=31&on_month=10&on_year=2026")
    assert "£25.00" in shown.text
    assert "£28.00" not in shown.text
    assert "31 October 2026" in shown.text
    assert treasurer.get(f"{BOOKS}?on_day=31&on_month=2&on_year=2026").status_code == 422


def test_the_treasurer_seals_a_period_and_reads_its_hash(books: Books, treasurer: Client) -> None:
    answer = treasurer.post(f"{BOOKS}seal/", OCTOBER, follow=True)
    sealed = PeriodSeal.objects.get()
    assert sealed.hash in answer.text
    assert "31 October 2026" in answer.text


def test_a_period_that_cannot_be_sealed_says_why_and_keeps_the_day(
    books: Books, treasurer: Client
) -> None:
    answer = treasurer.post(f"{BOOKS}seal/", NOT_OVER)
    assert answer.status_code == 422
    assert "not over yet" in answer.text
    assert "2099" in answer.text
    assert treasurer.post(f"{BOOKS}seal/", {}).status_code == 422


def test_nobody_else_seals(books: Books, stranger: Client) -> None:
    for client in (stranger, browser(books.mair.person_id)):
        assert client.get(f"{BOOKS}seal/").status_code == 404
        assert client.post(f"{BOOKS}seal/", OCTOBER).status_code == 404


@pytest.mark.parametrize("path", ["", "line/member_credit/", "account/{credit}/"])
def test_the_queries_do_not_grow_with_the_rows(books: Books, treasurer: Client, path: str) -> None:
    url = BOOKS + path.format(credit=books.credit.pk)
    counts = []
    for entries in (3, 60):
        fill(books, entries)
        with CaptureQueriesContext(connection) as queries:
            assert treasurer.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_long_statement_has_pages(books: Books, treasurer: Client) -> None:
    fill(books, 60)
    assert Entry.objects.count() == 60
    url = f"{BOOKS}account/{books.credit.pk}/"
    assert "Page 1 of 2" in treasurer.get(url).text
    second = treasurer.get(f"{url}?page=2").text
    assert "£10.00" in second  # ten entries of a pound lie before the second page's first
    assert "£60.00" not in second
