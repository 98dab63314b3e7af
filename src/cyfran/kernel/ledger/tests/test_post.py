"""An entry is whole and balanced, is written once by its key, and the balances follow."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from cyfran.kernel.ledger.actions import open_account, post_entry
from cyfran.kernel.ledger.chart import BANK, SALES
from cyfran.kernel.ledger.models import Account, Balance, Entry, EntryMemo
from cyfran.kernel.ledger.posting import (
    ABOVE_CEILING,
    Leg,
    NewEntry,
    account,
    accounts,
    credit,
    debit,
    erase_memos_of,
    post,
    post_many,
)
from cyfran.kernel.ledger.refusals import (
    AccountTooHigh,
    BooksClosed,
    DoesNotBalance,
    KeyMeansAnother,
    NoSuchAccount,
    NotWhole,
)
from cyfran.kernel.ledger.tests.conftest import TODAY, Books
from cyfran.kernel.refusals import NotAllowed, Refusal, constraint_of


def amounts() -> dict[int, int]:
    return dict(Balance.objects.values_list("account_id", "amount"))


def enter(books: Books, legs: list[Leg], key: str = "entry:1", on: date = TODAY) -> Entry:
    return post_entry(
        actor=books.treasurer, society=books.society, key=key, kind="books.entry", on=on, legs=legs
    )


def test_an_entry_moves_both_balances(books: Books) -> None:
    books.top_up(2500)
    assert amounts() == {books.bank.pk: 2500, books.credit.pk: -2500}


def test_an_account_is_opened_once(books: Books) -> None:
    again = account(books.society, BANK)
    assert again.pk == books.bank.pk
    assert Account.objects.filter(code="bank").count() == 1


def test_opening_and_posting_are_one_query_each(
    books: Books, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):
        account(books.society, SALES)
    with django_assert_num_queries(1):
        books.top_up(100)


def test_accounts_of_many_parties_come_in_their_order(books: Books) -> None:
    party = books.credit.party_id
    assert party is not None
    assert accounts(books.society, books.line, [party]) == [books.credit.pk]


def test_the_treasurer_opens_an_account_and_enters(books: Books) -> None:
    sales = open_account(actor=books.treasurer, society=books.society, purpose="sales")
    entry = enter(books, [debit(books.bank, 300), credit(sales, 300)])
    assert entry.actor_id == books.treasurer.person_id
    assert amounts()[sales.pk] == -300


def test_nobody_else_enters_in_the_books(books: Books) -> None:
    with pytest.raises(NotAllowed):
        post_entry(
            actor=books.mair, society=books.society, key="k", kind="k", on=TODAY, legs=books.legs(1)
        )


def test_the_same_key_with_the_same_content_is_the_same_entry(books: Books) -> None:
    first = books.top_up(2500)
    assert books.top_up(2500) == first
    assert amounts()[books.bank.pk] == 2500
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    "change", [{"on": date(2026, 11, 1)}, {"kind": "other"}, {"amount": 2501}, {"memo": "words"}]
)
def test_the_same_key_with_other_content_is_refused(
    books: Books, change: dict[str, object]
) -> None:
    books.top_up(2500)
    said = {"on": TODAY, "kind": "payments.credit", "amount": 2500, "memo": None} | change
    with pytest.raises(KeyMeansAnother):
        post_entry(
            actor=books.treasurer,
            society=books.society,
            key="top-up:1",
            kind=str(said["kind"]),
            on=said["on"],
            legs=books.legs(int(str(said["amount"]))),
            memo=said["memo"],
        )


@pytest.mark.parametrize(
    ("legs", "refusal"),
    [
        ([(0, 100), (1, -99)], DoesNotBalance),
        ([(0, 100)], DoesNotBalance),
        ([], NotWhole),
        ([(0, 0), (1, 0)], NotWhole),
        ([(0, 100), (9, -100)], NoSuchAccount),
        ([(0, -100), (1, 100)], AccountTooHigh),
    ],
)
def test_what_is_not_an_entry_is_refused(
    books: Books, legs: list[tuple[int, int]], refusal: type[Refusal]
) -> None:
    ids = {0: books.bank.pk, 1: books.credit.pk, 9: 987654321}
    with pytest.raises(refusal):
        enter(books, [Leg(ids[which], amount) for which, amount in legs])
    assert not Entry.objects.exists()
    assert amounts().get(books.bank.pk, 0) == 0


def test_currencies_do_not_mix(books: Books) -> None:
    minutes = account(books.society, SALES, currency="MIN")
    with pytest.raises(DoesNotBalance):
        enter(books, [debit(books.bank, 60), credit(minutes, 60)])


def test_an_entry_in_two_currencies_balances_in_each(books: Books) -> None:
    minutes = account(books.society, SALES, currency="MIN")
    kept = account(books.society, BANK, currency="MIN")
    enter(books, [*books.legs(100), debit(kept, 60), credit(minutes, 60)])
    assert amounts()[minutes.pk] == -60


def test_a_sum_beyond_64_bits_fails_closed(books: Books) -> None:
    most = 2**63 - 1
    books.top_up(most)
    with pytest.raises(DatabaseError), transaction.atomic():
        books.top_up(1, key="top-up:2")
    assert amounts()[books.bank.pk] == most


def test_a_limit_says_its_name(books: Books) -> None:
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        post(
            society=books.society,
            key="spend",
            kind="spend",
            on=TODAY,
            legs=[debit(books.credit, 1), credit(books.bank, 1)],
            actor=books.mair,
        )
    assert constraint_of(caught.value) == ABOVE_CEILING


def test_a_hot_account_spreads_its_balance_and_a_limited_one_starts_with_it(books: Books) -> None:
    assert set(Balance.objects.values_list("account_id", "ceiling")) == {(books.credit.pk, 0)}
    books.top_up(1)
    assert Balance.objects.get(account=books.bank).ceiling is None


def test_a_memo_is_kept_beside_the_entry_and_can_be_erased(books: Books) -> None:
    def with_memo(memo: str) -> int:
        return post(
            society=books.society,
            key="m",
            kind="k",
            on=TODAY,
            legs=books.legs(5),
            actor=books.mair,
            memo=memo,
        )

    entry = Entry.objects.get(pk=with_memo("For Mair's leeks"))
    assert entry.memo_digest.startswith("sha256:")
    assert entry.memo.memo == "For Mair's leeks"
    assert with_memo("For Mair's leeks") == entry.pk
    assert erase_memos_of(society=books.society, party_id=books.credit.party_id) == 1
    kept = EntryMemo.objects.get(entry=entry)
    assert (kept.memo, kept.salt) == (None, "")
    assert Entry.objects.get(pk=entry.pk).memo_digest == entry.memo_digest
    assert with_memo("For Mair's leeks") == entry.pk


def many(books: Books, *amounts: int) -> list[NewEntry]:
    return [
        NewEntry(f"many:{n}", "books.many", TODAY, books.legs(a)) for n, a in enumerate(amounts)
    ]


def test_many_entries_are_posted_by_one_query(
    books: Books, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):
        posted = post_many(society=books.society, entries=many(books, 1, 2, 3), actor=books.mair)
    assert list(Entry.objects.order_by("id").values_list("id", flat=True)) == posted
    assert amounts()[books.bank.pk] == 6


def test_many_posted_again_are_the_same_entries_and_new_ones_are_added(books: Books) -> None:
    first = post_many(society=books.society, entries=many(books, 1, 2), actor=books.mair)
    again = post_many(society=books.society, entries=many(books, 1, 2, 3), actor=books.mair)
    assert again[:2] == first
    assert amounts()[books.bank.pk] == 6


def test_many_with_a_key_that_means_another_entry_are_refused_together(books: Books) -> None:
    post_many(society=books.society, entries=many(books, 1), actor=books.mair)
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        post_many(society=books.society, entries=many(books, 2, 3), actor=books.mair)
    assert constraint_of(caught.value) == "entry_key_means_one_thing"
    assert amounts()[books.bank.pk] == 1


def test_one_key_twice_in_a_batch_is_one_entry_or_refused(books: Books) -> None:
    same = many(books, 4)[0]
    posted = post_many(society=books.society, entries=[same, same], actor=books.mair)
    assert posted[0] == posted[1]
    assert amounts()[books.bank.pk] == 4
    other = (
        NewEntry("twice", "x", TODAY, books.legs(1)),
        NewEntry("twice", "x", TODAY, books.legs(2)),
    )
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        post_many(society=books.society, entries=other, actor=books.mair)
    assert constraint_of(caught.value) == "entry_key_means_one_thing"


def test_one_bad_entry_hidden_among_many_is_found(books: Books) -> None:
    entries = many(books, *range(1, 2001))
    bad = NewEntry("bad", "books.many", TODAY, [debit(books.bank, 5), credit(books.credit, 4)])
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        post_many(
            society=books.society, entries=[*entries[:1234], bad, *entries[1234:]], actor=books.mair
        )
    assert constraint_of(caught.value) == "entry_balances"


def test_many_without_legs_or_none_at_all(books: Books) -> None:
    assert post_many(society=books.society, entries=[], actor=books.mair) == []
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        post_many(society=books.society, entries=[NewEntry("k", "k", TODAY, [])], actor=books.mair)
    assert constraint_of(caught.value) == "entry_has_a_first_leg"


def test_the_books_are_closed_for_a_sealed_day(books: Books) -> None:
    books.seal(date(2026, 10, 31))
    with pytest.raises(BooksClosed):
        enter(books, books.legs(5), on=date(2026, 10, 31))
    enter(books, books.legs(5), on=date(2026, 11, 1))


@pytest.mark.parametrize(
    ("lookup", "indexes"),
    [
        ("ledger_entry WHERE society_id = 1 AND id = 1", {"ledger_entry_in_society", "ledger_entry_pkey"}),
        ("ledger_account WHERE society_id = 1 AND id = 1", {"ledger_account_in_society", "ledger_account_pkey", "account_as_posted"}),
        (
            "ledger_account WHERE society_id = 1 AND id = 1 AND currency = 'GBP' AND NOT hot",
            {"ledger_account_in_society", "ledger_account_pkey", "account_as_posted"},
        ),
    ],
)  # fmt: skip
def test_a_foreign_key_finds_its_row_by_a_key_before_any_analyze(
    db: None, lookup: str, indexes: set[str]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (COSTS off) SELECT 1 FROM {lookup}")
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert any(f"using {index} on" in plan for index in indexes), plan


def test_an_account_says_its_part(books: Books) -> None:
    party = books.credit.party_id
    parts = [
        account(books.society, SALES).part,
        account(books.society, SALES, part="veg").part,
        books.credit.part,
        account(books.society, books.line, party=party, part="veg").part,
    ]
    assert parts == ["", "veg", "", "veg"]
