"""The same order as twelve statements written by hand, over tables of the same shape: columns, checks, indexes, keys.

It writes what ours writes: the basket is emptied, stock promised, the order and its lines, the entry with its two legs and
both balances, and the entry in the record. No triggers, no row level security, no functions, no session, no rules: what
a shop that trusts its code would run. In the schema `keyless` the tables have no foreign keys either, which nobody
would dare.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bench.installation import Connection
from bench.village import Village
from psycopg.types.json import Jsonb

TABLES = (
    "orders_cycle",
    "orders_order",
    "orders_orderline",
    "catalogue_offer",
    "catalogue_item",
    "catalogue_stockpool",
    "ledger_entry",
    "ledger_posting",
    "ledger_balance",
    "orders_basketline",
    "record_recordentry",
)
WITHOUT_ID = ("ledger_posting", "ledger_balance")  # known by their entry or account
SELECT_CYCLE = (
    "SELECT id FROM orders_cycle WHERE society_id = %s AND state = 'open' AND closes_at > now()"
)
TAKE_BASKET = "DELETE FROM orders_basketline WHERE society_id = %s AND owner = %s RETURNING offer_id, quantity"
SELECT_OFFERS = (
    "SELECT offer.id, offer.seller_id, offer.price, item.tax_code FROM catalogue_offer AS offer JOIN catalogue_item "
    "AS item ON item.id = offer.item_id WHERE offer.id = ANY (%s) AND offer.state = 'listed' ORDER BY offer.id"
)
TAKE_STOCK = "UPDATE catalogue_stockpool SET reserved = reserved + %s WHERE offer_id = %s AND on_hand - reserved >= %s"
INSERT_ORDER = (
    "INSERT INTO orders_order (society_id, cycle_id, buyer_id, key, placed_at, changed_at, pay_by, order_state, "
    "fulfilment_state, payment_state, net, tax, commission, note) VALUES (%s, %s, %s, %s, now(), now(), 'credit', "
    "'placed', 'waiting', 'paid', %s, 0, %s, '') RETURNING id"
)
INSERT_LINES = (
    "INSERT INTO orders_orderline (society_id, order_id, offer_id, seller_id, amendment, quantity, net_price, net, "
    "tax_code, tax_bp, tax, commission_bp, commission, at) SELECT %s, %s, offer_id, seller_id, 0, quantity, price, "
    "price * quantity, tax_code, 0, 0, 1200, price * quantity * 12 / 100, now() FROM jsonb_to_recordset(%s) "
    "AS line (offer_id bigint, seller_id bigint, quantity integer, price bigint, tax_code text)"
)
INSERT_ENTRY = (
    "WITH entry AS (INSERT INTO ledger_entry (society_id, key, kind, effective_on, recorded_at, actor_id, memo_digest) "
    "VALUES (%s, %s, 'order', current_date, now(), %s, '') RETURNING id) INSERT INTO ledger_posting (society_id, "
    "entry_id, leg, account_id, currency, hot, amount) SELECT %s, entry.id, leg, account, 'GBP', leg = 2, amount "
    "FROM entry, (VALUES (1, %s::bigint, %s::bigint), (2, %s::bigint, %s::bigint)) AS leg (leg, account, amount)"
)
UPDATE_BALANCE = (
    "UPDATE ledger_balance SET amount = amount + %s, postings = postings + 1 "
    "WHERE account_id = %s AND shard = 0 AND amount + %s <= 0"
)
# What is ordered and not yet settled stands on one account for all; its balance is spread by connection, as ours is.
ADD_TO_HELD = (
    "INSERT INTO ledger_balance AS kept (society_id, account_id, shard, currency, hot, amount, postings) "
    "VALUES (%s, %s, pg_backend_pid() %% 32, 'GBP', true, %s, 1) ON CONFLICT (account_id, shard) DO UPDATE SET "
    "amount = kept.amount + excluded.amount, postings = kept.postings + 1"
)
INSERT_RECORD = (
    "INSERT INTO record_recordentry (society_id, at, verb, actor_kind, actor_id, subject_kind, subject_id, facts, writer) "
    "VALUES (%s, now(), 'orders.place_order', 'person', %s, 'orders.order', %s, "
    """'{"guest_email":"","guest_name":"","guest_language":"","key":"bare","pay_by":"credit"}', """
    "pg_current_xact_id()::text::bigint)"
)


class Basket(NamedTuple):
    """What somebody orders, under a key of its own; the lines are (offer, quantity) each."""

    key: str
    party: int
    account: int
    held: int  # the account of what is ordered and not yet settled
    lines: Sequence[tuple[int, int]]


SCHEMAS = ("keyed", "keyless")


def lay_tables(owner: Connection) -> tuple[dict[int, int], int]:
    """Both schemas hold the tables with all that is in them now; returns each buyer's account, and what is held."""
    for schema in SCHEMAS:
        _lay(owner, schema)
        if schema == "keyed":
            _add_keys(owner, schema)
    owner.execute("VACUUM ANALYZE")
    found = owner.execute(
        "SELECT coalesce(party_id, 0), id FROM ledger_account WHERE purpose IN ('member_credit', 'orders_held')"
    ).fetchall()
    accounts = {int(str(party)): int(str(account)) for party, account in found}
    return accounts, accounts[0]


def _lay(owner: Connection, schema: str) -> None:
    run = owner.execute
    run(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    run(f"CREATE SCHEMA {schema}")
    run(f"GRANT USAGE ON SCHEMA {schema} TO cyfran_app")
    for table in TABLES:
        run(f"CREATE TABLE {schema}.{table} (LIKE public.{table} INCLUDING ALL)")
        run(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.{table} TO cyfran_app")
        run(f"INSERT INTO {schema}.{table} OVERRIDING SYSTEM VALUE SELECT * FROM public.{table}")
        if table not in WITHOUT_ID:
            run(
                f"SELECT setval(pg_get_serial_sequence('{schema}.{table}', 'id'), "
                f"(SELECT coalesce(max(id), 0) + 1 FROM {schema}.{table}))"
            )
    run(f"ALTER TABLE {schema}.ledger_balance SET (fillfactor = 50)")
    # A buyer orders here as often as the bench likes.
    run(f"DROP INDEX {schema}.orders_order_society_id_cycle_id_buyer_id_idx")
    run(
        f"CREATE INDEX ON {schema}.orders_order (society_id, cycle_id, buyer_id) WHERE order_state = 'placed'"
    )
    run(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO cyfran_app")


def _add_keys(owner: Connection, schema: str) -> None:
    """The foreign keys that our tables have, between these."""
    keys = owner.execute(
        "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE contype = 'f' AND conrelid::regclass::text = ANY (%s)",
        [list(TABLES)],
    ).fetchall()
    with owner.transaction():
        owner.execute(f"SET LOCAL search_path = {schema}, public")
        for table, definition in keys:
            owner.execute(f"ALTER TABLE {schema}.{table} ADD {definition}")


def begin(connection: Connection, schema: str) -> None:
    """This connection of the web's role works on the tables of that schema."""
    connection.execute(f"SET search_path = {schema}")


def fill(connection: Connection, schema: str, village: Village, baskets: Iterable[Basket]) -> None:
    """The lines are in the baskets of that schema, as a customer's are before they order."""
    copy = f"COPY {schema}.orders_basketline (society_id, owner, offer_id, quantity, changed_at) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(copy) as rows:
        for basket in baskets:
            for offer, quantity in basket.lines:
                rows.write_row((village.society_id, basket.key, offer, quantity, "now"))


def place(connection: Connection, village: Village, basket: Basket) -> None:
    """One order in a transaction."""
    run, society = connection.execute, village.society_id
    with connection.transaction():
        cycle = run(SELECT_CYCLE, [society]).fetchone()
        assert cycle is not None
        quantities = dict(run(TAKE_BASKET, [society, basket.key]).fetchall())
        assert len(quantities) == len(basket.lines)
        offers = run(SELECT_OFFERS, [sorted(quantities)]).fetchall()
        lines = [
            {"offer_id": offer, "seller_id": seller, "quantity": quantities[offer], "price": price, "tax_code": tax}
            for offer, seller, price, tax in offers
        ]  # fmt: skip
        for offer, quantity in sorted(quantities.items()):
            assert run(TAKE_STOCK, [quantity, offer, quantity]).rowcount == 1
        total = sum(line["price"] * line["quantity"] for line in lines)
        order = run(
            INSERT_ORDER, [society, cycle[0], basket.party, basket.key, total, total * 12 // 100]
        ).fetchone()
        assert order is not None
        run(INSERT_LINES, [society, order[0], Jsonb(lines)])
        legs = [basket.account, total, basket.held, -total]
        run(INSERT_ENTRY, [society, f"bare:{order[0]}", basket.party, society, *legs])
        assert run(UPDATE_BALANCE, [total, basket.account, total]).rowcount == 1
        run(ADD_TO_HELD, [society, basket.held, -total])
        run(INSERT_RECORD, [society, basket.party, order[0]])
