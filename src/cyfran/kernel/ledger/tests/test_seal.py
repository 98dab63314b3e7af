"""A sealed period takes no more entries, and its hash can be recomputed from the rows alone."""

import hashlib
from datetime import UTC, date, timedelta

import psycopg
import pytest
from django.db import OperationalError, connection

from cyfran.kernel.database import society_transaction
from cyfran.kernel.ledger.actions import seal_period
from cyfran.kernel.ledger.models import Entry, PeriodSeal, Posting
from cyfran.kernel.ledger.posting import erase_memos_of, post
from cyfran.kernel.ledger.refusals import AlreadySealed, PeriodNotOver
from cyfran.kernel.ledger.tests.conftest import TODAY, Books, books_of, found
from cyfran.kernel.people.models import Person
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.time import now, society_day

OCTOBER = date(2026, 10, 31)
MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


def entry_hash(entry: Entry) -> str:
    """As docs/bundle.md says it, in Python."""
    facts = [
        "entry", 1, entry.society_id, entry.pk, entry.key, entry.kind, entry.effective_on,
        entry.recorded_at.astimezone(UTC).strftime(MOMENT), entry.actor_id or "",
        entry.mandate_id or "", entry.reverses_id or "", entry.memo_digest,
    ]  # fmt: skip
    legs = Posting.objects.filter(entry=entry).select_related("account").order_by("leg")
    lines = [facts] + [
        ["leg", leg.leg, leg.account.code, leg.account.kind, leg.currency, leg.amount]
        for leg in legs
    ]
    return hashlib.sha256(
        "\n".join("|".join(str(fact) for fact in line) for line in lines).encode()
    ).hexdigest()


def seal_hash(seal: PeriodSeal, after: date | None) -> str:
    entries = Entry.objects.filter(effective_on__lte=seal.through_on).order_by("pk")
    hashes = [entry_hash(e) for e in entries if after is None or e.effective_on > after]
    facts = [
        "books", 1, seal.society_id, seal.number, seal.through_on,
        seal.sealed_at.astimezone(UTC).strftime(MOMENT), len(hashes), seal.previous_hash,
    ]  # fmt: skip
    lines = ["|".join(str(fact) for fact in facts), *hashes]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def test_a_seal_can_be_recomputed_and_the_next_one_rests_on_it(books: Books) -> None:
    books.top_up(100, "top-up:1", OCTOBER)
    wrong = books.top_up(200, "top-up:2", OCTOBER)
    books.top_up(300, "top-up:3", TODAY)
    first = books.seal(OCTOBER)
    assert (first.number, first.entries, first.previous_hash) == (1, 2, "")
    assert first.hash == seal_hash(first, None)
    post(
        society=books.society,
        key="memo",
        kind="k",
        on=TODAY,
        legs=books.legs(1),
        actor=books.mair,
        memo="Ŵy a llefrith",
    )
    assert wrong
    second = books.seal(TODAY)
    assert (second.number, second.entries, second.previous_hash) == (2, 2, first.hash)
    assert second.hash == seal_hash(second, OCTOBER)


def test_erasing_words_breaks_no_seal(books: Books) -> None:
    post(
        society=books.society,
        key="memo",
        kind="k",
        on=OCTOBER,
        legs=books.legs(1),
        actor=books.mair,
        memo="For Mair",
    )
    seal = books.seal(OCTOBER)
    erase_memos_of(society=books.society, party_id=books.credit.party_id)
    assert seal.hash == seal_hash(seal, None)


def test_a_period_without_entries_can_be_sealed(books: Books) -> None:
    seal = books.seal(OCTOBER)
    assert seal.entries == 0
    assert seal.hash == seal_hash(seal, None)


def test_a_period_is_sealed_once_and_never_an_earlier_one(books: Books) -> None:
    books.seal(OCTOBER)
    for day in (OCTOBER, OCTOBER - timedelta(days=1)):
        with pytest.raises(AlreadySealed):
            books.seal(day)


def test_a_day_that_is_not_over_is_not_sealed(books: Books) -> None:
    today = society_day(books.society, now())
    with pytest.raises(PeriodNotOver):
        books.seal(today)
    books.seal(today - timedelta(days=1))


def test_only_treasurer_and_secretary_seal(books: Books) -> None:
    with pytest.raises(NotAllowed):
        seal_period(actor=books.stranger, society=books.society, through=OCTOBER)


def test_sealing_waits_for_an_entry_still_being_written(
    committed_db: str, owner_connection: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    mair = Person.objects.create_user("mair@example.cymru", "Mair")
    hub = found("hwb", mair)
    with society_transaction(hub):
        books = books_of(hub, mair)
    owner_connection.execute("SELECT set_config('cyfran.society', %s, true)", [str(hub.pk)])
    owner_connection.execute(
        "SELECT ledger_post(%s, 'late', 'k', %s, %s::bigint[], ARRAY[5, -5]::bigint[])",
        [hub.pk, OCTOBER, [books.bank.pk, books.credit.pk]],
    )
    with society_transaction(hub):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '200ms'")
        with pytest.raises(OperationalError, match="lock timeout"):
            books.seal(OCTOBER)
    owner_connection.commit()
    with society_transaction(hub):
        assert books.seal(OCTOBER).entries == 1
