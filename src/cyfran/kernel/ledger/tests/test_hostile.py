"""What nobody can do to the books: the web's role by privilege, and their owner by the checks themselves."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from cyfran.kernel.database import society_transaction
from cyfran.kernel.ledger.chart import SALES
from cyfran.kernel.ledger.models import Balance, Entry
from cyfran.kernel.ledger.posting import account, post
from cyfran.kernel.ledger.queries import books_are_whole
from cyfran.kernel.ledger.tests.conftest import TODAY, Books, books_of, found
from cyfran.kernel.people.models import Person
from cyfran.kernel.refusals import constraint_of
from cyfran.kernel.societies.models import Society

ENTRY = (
    "INSERT INTO ledger_entry (id, society_id, key, kind, effective_on, recorded_at, memo_digest) "
    "VALUES (900, {hub}, 'x', 'x', '2026-11-02', now(), '')"
)
LEGS = "INSERT INTO ledger_posting (society_id, entry_id, leg, account_id, currency, hot, amount) "
POST = "SELECT ledger_post({hub}, 'x', 'x', '2026-11-02', ARRAY[{accounts}]::bigint[], ARRAY[{amounts}]::bigint[])"

AS_THE_WEB = {
    "write an entry": ENTRY,
    "write postings": LEGS + "VALUES ({hub}, {entry}, 3, {bank}, 'GBP', true, 5)",
    "write a balance": "UPDATE ledger_balance SET amount = amount + 1",
    "add a balance": "INSERT INTO ledger_balance (society_id, account_id, shard, amount, postings) "
    "VALUES ({hub}, {bank}, 31, 5, 0)",
    "lift a limit": "UPDATE ledger_balance SET ceiling = NULL",
    "open an account by hand": "INSERT INTO ledger_account (society_id, code, purpose, kind, currency, hot, opened_at) "
    "VALUES ({hub}, 'mine', 'mine', 'asset', 'GBP', false, now())",
    "change an account": "UPDATE ledger_account SET kind = 'asset'",
    "change a posting": "UPDATE ledger_posting SET amount = amount * 2",
    "change an entry": "UPDATE ledger_entry SET effective_on = '2020-01-01'",
    "delete a posting": "DELETE FROM ledger_posting",
    "delete an entry": "DELETE FROM ledger_entry",
    "empty the postings": "TRUNCATE ledger_posting",
    "empty the books": "TRUNCATE ledger_entry CASCADE",
    "read and erase memos by hand": "UPDATE ledger_entrymemo SET memo = ''",
    "seal by hand": "INSERT INTO ledger_periodseal (society_id, number, through_on, entries, sealed_at, previous_hash, "
    "hash) VALUES ({hub}, 1, '2026-10-01', 0, now(), '', '')",
    "undo a seal": "DELETE FROM ledger_periodseal",
    "switch the checks off": "ALTER TABLE ledger_posting DISABLE TRIGGER ALL",
    "drop a check": "DROP TRIGGER postings_make_whole_entries ON ledger_posting",
    "switch off replication's triggers": "SET session_replication_role = replica",
    "replace a check": "CREATE OR REPLACE FUNCTION ledger_check_postings() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RETURN NULL; END $$",
    "become the owner": "SET ROLE cyfran_owner",
    "see every society's rows": "ALTER TABLE ledger_posting DISABLE ROW LEVEL SECURITY",
    "use the inner door": "SELECT ledger_write({hub}, 'x', 'x', '2026-11-02', ARRAY[{bank}], ARRAY[5], NULL, NULL, NULL, NULL)",
    "shadow a table": "CREATE TEMP TABLE ledger_balance (x int)",
    "post what does not balance": POST.replace("{accounts}", "{bank},{credit}").replace(
        "{amounts}", "5,-4"
    ),
    "post one leg": POST.replace("{accounts}", "{bank}").replace("{amounts}", "5"),
    "post nothing": POST.replace("{accounts}", "").replace("{amounts}", ""),
    "post nought": POST.replace("{accounts}", "{bank},{credit}").replace("{amounts}", "0,0"),
    "post without an amount": POST.replace("{accounts}", "{bank},{credit}").replace(
        "{amounts}", "5,NULL"
    ),
    "post to no account": POST.replace("{accounts}", "{bank},NULL").replace("{amounts}", "5,-5"),
    "post to more accounts than amounts": POST.replace("{accounts}", "{bank},{credit}").replace(
        "{amounts}", "5,-5,1"
    ),
    "overdraw": POST.replace("{accounts}", "{bank},{credit}").replace("{amounts}", "-101,101"),
    "post beyond 64 bits": POST.replace("{accounts}", "{bank},{sales}").replace(
        "{amounts}", "9223372036854775807,-9223372036854775807"
    ),
    "post to another society's account": POST.replace("{accounts}", "{bank},{theirs}").replace(
        "{amounts}", "5,-5"
    ),
    "post into another society": POST.replace("{hub}", "{other}")
    .replace("{accounts}", "{bank},{credit}")
    .replace("{amounts}", "5,-5"),
    "post into no society": POST.replace("{hub}", "NULL")
    .replace("{accounts}", "{bank},{credit}")
    .replace("{amounts}", "5,-5"),
    "use a key again": "SELECT ledger_post({hub}, 'top-up:1', 'x', '2026-11-02', ARRAY[{bank},{credit}], ARRAY[5,-5])",
    "reverse a reversal": "SELECT ledger_reverse({hub}, ledger_reverse({hub}, {entry}, '2026-11-02'), '2026-11-02')",
    "reverse another society's entry": "SELECT ledger_reverse({other}, {entry}, '2026-11-02')",
    "open another society's account": "SELECT ledger_open_account({other}, 'x', 'x', 'asset', 'GBP', false, NULL, NULL, NULL)",
    "seal another society's books": "SELECT ledger_seal_period({other}, '2026-10-01')",
    "erase another society's memos": "SELECT ledger_erase_memos({other}, 1)",
    "point an account at another society's party": "SELECT ledger_open_account({hub}, 'x:1', 'x', 'asset', 'GBP', false, "
    "{stranger}, NULL, NULL)",
}

WHOLE = (
    "VALUES ({hub}, 900, 1, {bank}, 'GBP', true, 5), ({hub}, 900, 2, {credit}, 'GBP', false, -5)"
)
# One statement each, as the owner, who may insert: what stops it is a check, named.
AS_THE_OWNER = {
    ENTRY: "entry_has_a_first_leg",
    LEGS + "VALUES ({hub}, {entry}, 3, {bank}, 'GBP', true, 5), ({hub}, {entry}, 4, {credit}, "
    "'GBP', false, -5)": "entry_is_whole",
    LEGS + "VALUES ({hub}, {entry}, 1, {bank}, 'GBP', true, 5), ({hub}, {entry}, 2, {credit}, "
    "'GBP', false, -5)": "ledger_posting_pkey",
    LEGS + "VALUES ({hub}, {entry}, 3, {bank}, 'GBP', true, 5)": "entry_balances",
    "WITH e AS (" + ENTRY + ") " + LEGS + WHOLE.replace("-5)", "-4)"): "entry_balances",
    "WITH e AS (" + ENTRY + ") " + LEGS + WHOLE.replace("900, 2", "900, 3"): "entry_is_whole",
    "WITH e AS (" + ENTRY + ") " + LEGS + WHOLE.replace("900, 1", "900, 0"): "entry_is_whole",
    "WITH e AS (" + ENTRY + ") " + LEGS + WHOLE.replace("GBP", "EUR"): "posting_as_its_account",
    "WITH e AS (" + ENTRY + ") " + LEGS + WHOLE.replace("true", "false"): "posting_as_its_account",
    "WITH e AS (" + ENTRY + ") " + LEGS + WHOLE.replace("{credit}", "{theirs}"): "posting_as_its_account",
    "WITH e AS (" + ENTRY + ") " + LEGS + WHOLE.replace("-5", "200").replace("true, 5", "true, -200"): "balance_at_or_below_ceiling",
    "WITH e AS (" + ENTRY.replace("'x', 'x'", "'a|b', 'x'") + ") " + LEGS + WHOLE: "entry_says_what_it_is",
    LEGS + WHOLE.replace("900", "901"): "ledger_posting_entry_id_same_society",
    "UPDATE ledger_posting SET amount = amount * 2": "append_only",
    "UPDATE ledger_entry SET effective_on = '2020-01-01'": "append_only",
    "UPDATE ledger_account SET kind = 'asset'": "append_only",
    "DELETE FROM ledger_posting": "append_only",
    "DELETE FROM ledger_entry": "append_only",
    "DELETE FROM ledger_periodseal": "append_only",
    "TRUNCATE ledger_posting CASCADE": "append_only",
    "TRUNCATE ledger_entry CASCADE": "append_only",
    "INSERT INTO ledger_account (society_id, code, purpose, kind, currency, hot, floor, opened_at) "
    "VALUES ({hub}, 'x', 'x', 'asset', 'GBP', true, 0, now())": "account_hot_without_limits",
    "INSERT INTO ledger_account (society_id, code, purpose, kind, currency, hot, opened_at) "
    "VALUES ({hub}, 'x', 'x', 'toy', 'GBP', false, now())": "account_of_a_kind",
}  # fmt: skip


def names(books: Books, other: Society, theirs: Books) -> dict[str, object]:
    return {
        "hub": books.society.pk,
        "other": other.pk,
        "bank": books.bank.pk,
        "credit": books.credit.pk,
        "sales": account(books.society, SALES).pk,
        "entry": Entry.objects.get(key="top-up:1").pk,
        "theirs": theirs.bank.pk,
        "stranger": theirs.credit.party_id,
    }


@pytest.mark.parametrize("attack", AS_THE_WEB)
def test_the_webs_role_cannot(hub: Society, other: Society, mair: Person, attack: str) -> None:
    with society_transaction(other):
        theirs = books_of(other, mair)
    with society_transaction(hub):
        books = books_of(hub, mair)
        books.top_up(100)
        statement = AS_THE_WEB[attack].format(**names(books, other, theirs))
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert books_are_whole(hub)
        assert Balance.objects.get(account=books.bank).amount == 100


def test_without_a_society_nothing_is_seen_and_nothing_posted(hub: Society, mair: Person) -> None:
    with society_transaction(hub):
        books = books_of(hub, mair)
        books.top_up(100)
    assert not Entry.objects.exists()
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        books.top_up(5, key="top-up:2")
    assert constraint_of(caught.value) == "stays_in_its_society"


def test_one_societys_entry_is_invisible_to_another(
    hub: Society, other: Society, mair: Person
) -> None:
    with society_transaction(hub):
        books_of(hub, mair).top_up(100)
    with society_transaction(other):
        theirs = books_of(other, mair)
        assert not Entry.objects.exists()
        posted = post(  # the same key is another entry in another society
            society=other,
            key="top-up:1",
            kind="x",
            on=TODAY,
            legs=theirs.legs(7),
            actor=theirs.mair,
        )
        assert Entry.objects.get().pk == posted


def test_the_owner_cannot_write_what_is_not_an_entry(
    committed_db: str, owner_connection: "psycopg.Connection[tuple[object, ...]]"
) -> None:
    mair = Person.objects.create_user("mair@example.cymru", "Mair")
    hub, other = found("hwb", mair), found("llaeth", mair)
    with society_transaction(other):
        theirs = books_of(other, mair)
    with society_transaction(hub):
        books = books_of(hub, mair)
        books.top_up(100)
        values = names(books, other, theirs)
    outcomes = {}
    for statement in AS_THE_OWNER:
        owner_connection.execute("SELECT set_config('cyfran.society', %s, true)", [str(hub.pk)])
        try:
            owner_connection.execute(statement.format(**values).encode())
        except psycopg.Error as error:
            outcomes[statement] = error.diag.constraint_name
        owner_connection.rollback()
    assert outcomes == AS_THE_OWNER
