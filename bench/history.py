"""Past orders by the hundred thousand: laid by the owner, packed and settled by the product's own actions.

The rows of the orders, their lines and the record go past the triggers, as a COPY of another installation's would;
the books take them through the front door, with every check. `check` then asks whether all of it hangs together.
"""

from __future__ import annotations

from typing import Any

from bench.installation import Connection, Installation
from bench.village import Village

PAST_ORDERS = """
    CREATE TEMP TABLE past AS
    SELECT nextval('orders_order_id_seq') AS id, party.id AS party, party.person_id AS person,
           '{day}'::timestamptz + interval '1 second' * row_number() OVER (ORDER BY party.id) AS at
      FROM (SELECT id, person_id FROM societies_party WHERE email LIKE '%@bench.example' ORDER BY id LIMIT {count}) AS party
"""
# Three different offers each, by arithmetic: the same history every time.
PAST_LINES = """
    CREATE TEMP TABLE past_line AS
    SELECT past.id, past.at, offer.id AS offer, offer.seller_id AS seller, 1 + (past.id + k) % 3 AS quantity, offer.price,
           offer.price * (1 + (past.id + k) % 3) AS net, item.tax_code, tax.bp
      FROM past CROSS JOIN generate_series(0, 2) AS k
      JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS many FROM catalogue_offer) AS offer
        ON offer.place = (past.id * 7 + k * 67) % offer.many
      JOIN catalogue_item AS item ON item.id = offer.item_id
      JOIN (VALUES ('zero', 0), ('exempt', 0), ('reduced', 500), ('standard', 2000)) AS tax (code, bp) ON tax.code = item.tax_code
"""
ORDERS = """
    INSERT INTO orders_order (id, society_id, cycle_id, buyer_id, key, placed_at, changed_at, pay_by, order_state,
      fulfilment_state, payment_state, net, tax, commission, note, confirmed_at)
    SELECT past.id, {society}, {cycle}, past.party, 'past:' || past.id, past.at, past.at, 'credit', 'placed', 'waiting', 'paid',
           sum(net), sum((net * bp + 5000) / 10000), sum((net * 1200 + 5000) / 10000), '', past.at
      FROM past JOIN past_line USING (id) GROUP BY past.id, past.party, past.at
"""
LINES = """
    INSERT INTO orders_orderline (society_id, order_id, offer_id, seller_id, amendment, quantity, net_price, net, tax_code,
      tax_bp, tax, commission_bp, commission, at)
    SELECT {society}, id, offer, seller, 0, quantity, price, net, tax_code, bp, (net * bp + 5000) / 10000, 1200,
           (net * 1200 + 5000) / 10000, at FROM past_line ORDER BY id, offer
"""
STOCK = """
    UPDATE catalogue_stockpool AS pool SET reserved = reserved + line.quantity
      FROM (SELECT offer, sum(quantity) AS quantity FROM past_line GROUP BY offer) AS line WHERE pool.offer_id = line.offer
"""
RECORD = """
    INSERT INTO record_recordentry (society_id, at, verb, actor_kind, actor_id, subject_kind, subject_id, facts, writer)
    SELECT {society}, at, 'orders.place_order', 'person', person, 'orders.order', id,
           '{{"guest_email":"","guest_name":"","pay_by":"credit"}}', pg_current_xact_id()::text::bigint FROM past
"""
BOOKS = """
    SELECT ledger_post_many({society}, keys, kinds, dates, entries, legs, accounts, amounts)
      FROM (SELECT array_agg('order:' || id || ':0' ORDER BY id) AS keys, array_agg('order'::text) AS kinds,
                   array_agg(at::date ORDER BY id) AS dates FROM past) AS entry,
           (SELECT array_agg(place::int) AS entries, array_agg(leg) AS legs,
                   array_agg(CASE leg WHEN 1 THEN account ELSE held END) AS accounts,
                   array_agg(CASE leg WHEN 1 THEN gross ELSE -gross END) AS amounts
              FROM (SELECT row_number() OVER (ORDER BY past.id) AS place, account.id AS account, placed.net + placed.tax AS gross
                      FROM past JOIN orders_order AS placed ON placed.id = past.id
                      JOIN ledger_account AS account ON account.purpose = 'member_credit' AND account.party_id = past.party) AS one,
                   (SELECT (ledger_open_account({society}, 'orders_held', 'orders_held', 'liability', 'GBP', true, NULL, NULL, NULL)).id
                      AS held) AS the, generate_series(1, 2) AS leg) AS leg
"""
QUESTIONS = {
    "entries that do not balance": "SELECT count(*) FROM (SELECT FROM ledger_posting GROUP BY entry_id HAVING sum(amount) <> 0) AS bad",
    "balances that are not the sum of their postings": (
        "SELECT count(*) FROM (SELECT account_id, sum(amount) AS amount FROM ledger_balance GROUP BY 1) AS kept "
        "JOIN (SELECT account_id, sum(amount) AS amount FROM ledger_posting GROUP BY 1) AS added USING (account_id) "
        "WHERE kept.amount <> added.amount"
    ),
    "orders whose lines come to something else": (
        "SELECT count(*) FROM orders_order AS o JOIN (SELECT order_id, sum(net) AS net, sum(tax) AS tax FROM orders_orderline "
        "GROUP BY 1) AS l ON l.order_id = o.id WHERE (o.net, o.tax) <> (l.net, l.tax)"
    ),
    "orders that the books do not have, or otherwise": (
        "SELECT count(*) FROM orders_order AS o LEFT JOIN ledger_entry AS e ON e.society_id = o.society_id AND e.key = 'order:' || o.id || ':0' "
        "LEFT JOIN ledger_posting AS p ON p.entry_id = e.id AND p.leg = 1 WHERE p.amount IS DISTINCT FROM o.net + o.tax"
    ),
    "stock that is promised to nobody": (
        "SELECT count(*) FROM catalogue_stockpool AS s LEFT JOIN (SELECT l.offer_id, sum(l.quantity) AS quantity FROM orders_orderline AS l "
        "JOIN orders_order AS o ON o.id = l.order_id AND o.order_state = 'placed' JOIN orders_cycle AS c ON c.id = o.cycle_id "
        "AND c.state IN ('open', 'closed') GROUP BY 1) AS asked ON asked.offer_id = s.offer_id WHERE s.reserved <> coalesce(asked.quantity, 0)"
    ),
    "lines that point at nothing": (
        "SELECT count(*) FROM orders_orderline AS l WHERE NOT EXISTS (SELECT FROM orders_order AS o WHERE (o.society_id, o.id) = "
        "(l.society_id, l.order_id)) OR NOT EXISTS (SELECT FROM catalogue_offer AS o WHERE (o.society_id, o.id, o.seller_id) = "
        "(l.society_id, l.offer_id, l.seller_id))"
    ),
    "orders without a line in the record": (
        "SELECT count(*) FROM orders_order AS o WHERE NOT EXISTS (SELECT FROM record_recordentry AS r WHERE r.society_id = o.society_id "
        "AND r.subject_kind = 'orders.order' AND r.subject_id = o.id)"
    ),
}


def lay_history(place: Installation, village: Village, orders: int) -> None:
    """So many orders more, in cycles that are over; the tables are vacuumed and analysed."""
    from cyfran.kernel.societies.models import Society

    hub = Society.objects.get(pk=village.society_id)
    with place.superuser() as connection:
        connection.execute("SELECT set_config('cyfran.society', %s, false)", [str(hub.pk)])
        connection.execute("SET work_mem = '256MB'")
        while orders > 0:
            count = min(orders, len(village.buyers))
            _settle(hub, _lay_cycle(connection, hub.pk, count))
            orders -= count
        connection.execute("VACUUM ANALYZE")


def _lay_cycle(connection: Connection, society: int, count: int) -> int:
    run = connection.execute
    with connection.transaction():
        row = run(
            "INSERT INTO orders_cycle (society_id, name, opens_at, closes_at, collect_on, state) SELECT %s, "
            '\'{"en": "Then", "cy": "Pryd hynny", "source": "en"}\', day, day + interval \'1 day\', (day + interval \'2 days\')::date, '
            "'closed' FROM (SELECT date_trunc('day', now()) - interval '1 day' * (3 + count(*)) AS day FROM orders_cycle) AS past RETURNING id, opens_at",
            [society],
        ).fetchone()
        assert row is not None
        cycle = int(str(row[0]))
        run(PAST_ORDERS.format(day=row[1], count=count))
        run(PAST_LINES)
        run("ANALYZE past")
        run("ANALYZE past_line")
        run("SET LOCAL session_replication_role = replica")
        for statement in (ORDERS, LINES, STOCK, RECORD):
            run(statement.format(society=society, cycle=cycle))
        run("SET LOCAL session_replication_role = origin")
        run(BOOKS.format(society=society))
        run("DROP TABLE past, past_line")
    return cycle


def _settle(hub: Any, cycle_id: int) -> None:
    from django.db import connection

    from cyfran.kernel.database import society_transaction
    from cyfran.kernel.time import now
    from cyfran.site.demo.founding import actor_of
    from cyfran.site.demo.people import MAIR
    from cyfran.trade.orders.actions import mark_cycle_packed, settle_cycle
    from cyfran.trade.orders.models import Cycle

    with society_transaction(hub):
        cycle = Cycle.objects.get(pk=cycle_id)
        mark_cycle_packed(actor=actor_of(MAIR), cycle=cycle, at=now())
        settle_cycle(actor=actor_of(MAIR), cycle=cycle, at=now())
    with society_transaction(hub), connection.cursor() as cursor:
        cursor.execute("SELECT record_seal(%s)", [hub.pk])


def check(place: Installation) -> int:
    """How many orders there are; raises AssertionError where anything does not hang together."""
    with place.superuser() as connection:
        connection.execute("SET work_mem = '256MB'")
        for what, question in QUESTIONS.items():
            found = connection.execute(question).fetchone()
            assert found == (0,), f"{found} {what}"
        row = connection.execute("SELECT count(*) FROM orders_order").fetchone()
    assert row is not None
    return int(str(row[0]))
