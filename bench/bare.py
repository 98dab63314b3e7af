"""The same order as nine statements written by hand, over tables of the same columns and keys.

No triggers, no foreign keys, no row level security: what the database must do for an order at the very least.
"""

from __future__ import annotations

from collections.abc import Sequence
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
)
KEYED = (
    "ledger_posting",
    "ledger_balance",
)  # by their account or entry, without an id of their own
SELECT_CYCLE = (
    "SELECT id FROM orders_cycle WHERE society_id = %s AND state = 'open' AND closes_at > now()"
)
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
    "entry_id, leg, account_id, currency, hot, amount) SELECT %s, entry.id, leg, account, 'GBP', false, amount "
    "FROM entry, (VALUES (1, %s::bigint, %s::bigint), (2, %s::bigint, %s::bigint)) AS leg (leg, account, amount)"
)
UPDATE_BALANCE = (
    "UPDATE ledger_balance SET amount = amount + %s, postings = postings + 1 "
    "WHERE account_id = %s AND shard = 0 AND amount + %s <= 0"
)


class Basket(NamedTuple):
    """What somebody orders, under a key of its own: (offer, quantity) each."""

    key: str
    party: int
    account: int
    lines: Sequence[tuple[int, int]]

    def again(self, mark: str) -> Basket:
        """The same under another key."""
        return Basket(f"{self.key}:{mark}", self.party, self.account, self.lines)


def lay_tables(owner: Connection) -> dict[int, int]:
    """The schema `bare` holds the tables with all that is in them now; returns each buyer's account by party."""
    run = owner.execute
    run("DROP SCHEMA IF EXISTS bare CASCADE")
    run("CREATE SCHEMA bare")
    run("GRANT USAGE ON SCHEMA bare TO cyfran_app")
    for table in TABLES:
        run(f"CREATE TABLE bare.{table} (LIKE public.{table} INCLUDING ALL)")
        run(f"GRANT SELECT, INSERT, UPDATE ON bare.{table} TO cyfran_app")
        run(f"INSERT INTO bare.{table} OVERRIDING SYSTEM VALUE SELECT * FROM public.{table}")
        row = (
            run("SELECT pg_get_serial_sequence(%s, 'id')", [f"bare.{table}"]).fetchone()
            if table not in KEYED
            else None
        )
        if row is not None and row[0] is not None:
            run(f"SELECT setval(%s, (SELECT coalesce(max(id), 0) + 1 FROM bare.{table}))", [row[0]])
    run("ALTER TABLE bare.ledger_balance SET (fillfactor = 50)")
    # Each order here is another buyer's, as far as the tables go; ours have one for each buyer in a cycle.
    run("DROP INDEX bare.orders_order_society_id_cycle_id_buyer_id_idx")
    run(
        "CREATE INDEX ON bare.orders_order (society_id, cycle_id, buyer_id) WHERE order_state = 'placed'"
    )
    run("GRANT USAGE ON ALL SEQUENCES IN SCHEMA bare TO cyfran_app")
    run("VACUUM ANALYZE")
    found = run(
        "SELECT party_id, id FROM ledger_account WHERE purpose = 'member_credit'"
    ).fetchall()
    return {int(str(party)): int(str(account)) for party, account in found}


def begin(connection: Connection) -> None:
    """This connection of the web's role works on the bare tables."""
    connection.execute("SET search_path = bare")


def place(connection: Connection, village: Village, basket: Basket) -> None:
    """One order in a transaction."""
    run, society = connection.execute, village.society_id
    with connection.transaction():
        cycle = run(SELECT_CYCLE, [society]).fetchone()
        assert cycle is not None
        quantities = dict(basket.lines)
        offers = run(SELECT_OFFERS, [sorted(quantities)]).fetchall()
        lines = [
            {"offer_id": offer, "seller_id": seller, "quantity": quantities[offer], "price": price, "tax_code": tax}
            for offer, seller, price, tax in offers
        ]  # fmt: skip
        for offer, quantity in sorted(basket.lines):
            assert run(TAKE_STOCK, [quantity, offer, quantity]).rowcount == 1
        total = sum(line["price"] * line["quantity"] for line in lines)
        order = run(
            INSERT_ORDER, [society, cycle[0], basket.party, basket.key, total, total * 12 // 100]
        ).fetchone()
        assert order is not None
        run(INSERT_LINES, [society, order[0], Jsonb(lines)])
        run(
            INSERT_ENTRY,
            [society, f"bare:{order[0]}", basket.party, society, basket.account, total, 1, -total],
        )
        assert run(UPDATE_BALANCE, [total, basket.account, total]).rowcount == 1
