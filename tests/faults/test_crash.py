"""The database and the web are killed while members order: what was confirmed is whole, and nothing is in pieces."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPException
from pathlib import Path

import psycopg
import pytest
from pytest_django.plugin import DjangoDbBlocker

from cyfran import verify
from cyfran.kernel.database import society_transaction
from cyfran.kernel.people.models import Person
from cyfran.kernel.time import now
from cyfran.site.demo.founding import actor_of, found_hub, person_of
from cyfran.site.demo.people import DAI, MAIR
from cyfran.site.postgres.home import APP, OWNER
from cyfran.site.testing import databases
from cyfran.site.testing.running import Running, eventually
from cyfran.site.testing.visitors import Visitor
from cyfran.trade.catalogue.tests.cast import listed
from cyfran.trade.orders.models import BasketLine
from cyfran.trade.orders.tests.cast import open_week, with_credit

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("run")]

ORDERS, AT_ONCE = 200, 8
SHOP = "/en/hwb-bwyd-tywi/shop/"
# After so many orders, whatever of the installation has this word in its command: all of them, or only the last.
EVERYTHING, THE_LAST = slice(None), slice(-1, None)
KILLED = {
    20: ("postgres", EVERYTHING),
    60: ("granian", THE_LAST),  # a process that serves
    100: ("granian", EVERYTHING),
    140: (
        "postgres: cyfran_app",
        THE_LAST,
    ),  # one connection's, at which the server throws all others out
    170: ("postgres", EVERYTHING),
}


@dataclass
class Buyer:
    """Somebody with a full basket; `order` is what the site confirmed to them, if it did."""

    visitor: Visitor
    pay_by: str
    patient: bool  # presses the same button again until there is an answer
    order: int | None = None
    tries: int = 0


@dataclass
class Rush:
    """The buyers at the door, and how many have been served or turned away."""

    waiting: Iterator[Buyer]
    served: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self) -> Buyer | None:
        with self.lock:
            return next(self.waiting, None)

    def done(self) -> None:
        with self.lock:
            self.served += 1

    def has_served(self, so_many: int) -> bool:
        return self.served >= so_many


def test_whatever_is_killed_every_confirmed_order_is_whole_and_no_other_is_in_pieces(
    running: Running, tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock(), databases.connected_to_url(running.url(APP)):
        buyers = buyers_with_baskets(running.address)
    rush = Rush(iter(buyers))
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for _ in range(AT_ONCE):
            threads.submit(shop, rush)
        for served, (word, which) in KILLED.items():
            eventually(partial(rush.has_served, served), 60)
            for pid in running.of_kind(word)[which]:
                with suppress(ProcessLookupError):  # a server's child may end with it
                    os.kill(pid, signal.SIGKILL)
    eventually(running.answers)

    confirmed = [buyer for buyer in buyers if buyer.order is not None]
    assert len(confirmed) >= ORDERS // 2
    assert all(buyer.order for buyer in buyers if buyer.patient)
    assert len({buyer.order for buyer in confirmed}) == len(confirmed)
    with psycopg.connect(running.url(OWNER)) as owner:
        assert {buyer.order for buyer in confirmed} <= numbers(owner, "SELECT id FROM orders_order")
        for what, sql in IN_PIECES.items():
            assert owner.execute(sql).fetchall() == [], what
    bundle_is_whole(running, tmp_path / "hub.zip")


def buyers_with_baskets(address: str) -> list[Buyer]:
    """Each has three leeks and a cabbage in the basket; every other pays from their account."""
    hub = found_hub(now())
    dai = person_of(DAI)
    people = Person.objects.bulk_create(
        Person(email=f"prynwr{n}@example.cymru", name=f"Prynwr {n}", password="!")
        for n in range(ORDERS)
    )
    with society_transaction(hub):
        open_week(hub, actor_of(MAIR))
        chosen = {listed(hub, dai, stock=9_000): 3, listed(hub, dai, stock=9_000): 1}
        for one in people[::2]:
            with_credit(hub, one, 100_00)
        BasketLine.objects.bulk_create(
            BasketLine(
                society=hub, owner=f"person:{one.pk}", offer=offer, quantity=count, changed_at=now()
            )
            for one in people
            for offer, count in chosen.items()
        )
    return [
        Buyer(Visitor(address, one), ("credit", "transfer")[number % 2], patient=number % 3 > 0)
        for number, one in enumerate(people)
    ]


def shop(rush: Rush) -> None:
    while buyer := rush.next():
        order(buyer)
        rush.done()


def order(buyer: Buyer) -> None:
    """Look at the basket until it is seen; press the button once, or until there is an answer."""
    form: dict[str, object] | None = None
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if form is None:
                seen = buyer.visitor.get(f"{SHOP}basket/")
                if seen.status != 200:
                    continue
                form = {"key": seen.field("key"), "pay_by": buyer.pay_by}
            buyer.tries += 1
            answer = buyer.visitor.post(f"{SHOP}basket/order/", form)
        except (OSError, HTTPException):
            answer = None
        if answer is not None and answer.status == 302:
            buyer.order = int(answer.location.rstrip("/").rpartition("/")[2])
            return
        if buyer.tries and not buyer.patient:
            return
        time.sleep(0.1)


# Each finds what should not be there: an order, or a part of one, without the rest.
IN_PIECES = {
    "an order with other lines than were in the basket": """
        SELECT o.id FROM orders_order o LEFT JOIN orders_orderline l ON l.order_id = o.id GROUP BY o.id
        HAVING count(l.id) <> 2 OR sum(l.quantity) <> 4 OR sum(l.net) <> o.net OR sum(l.tax) <> o.tax""",
    "an order that is not in the books, or not as much": """
        SELECT o.id FROM orders_order o LEFT JOIN ledger_entry e ON e.key = 'order:' || o.id || ':0'
          LEFT JOIN ledger_posting p ON p.entry_id = e.id AND p.amount > 0 GROUP BY o.id
        HAVING count(p.leg) <> 1 OR sum(p.amount) <> o.net + o.tax""",
    "an order of which the record does not tell": """
        SELECT o.id FROM orders_order o LEFT JOIN record_recordentry r ON r.verb = 'orders.place_order'
           AND r.subject_id = o.id WHERE r.id IS NULL""",
    "an order by transfer for which no payment is awaited, or another": """
        SELECT o.id FROM orders_order o LEFT JOIN payments_expectedpayment e
            ON e.purpose = 'order' AND e.purpose_id = o.id
         WHERE (o.pay_by = 'transfer') <> (e.id IS NOT NULL) OR e.amount <> o.net + o.tax""",
    "an order whose goods are still in the basket": """
        SELECT o.id FROM orders_order o JOIN societies_party b ON b.id = o.buyer_id
          JOIN orders_basketline l ON l.owner = 'person:' || b.person_id""",
    "a basket that lost something without an order": """
        SELECT p.id FROM people_person p LEFT JOIN orders_basketline l ON l.owner = 'person:' || p.id
         WHERE p.email LIKE 'prynwr%' AND NOT EXISTS (SELECT FROM orders_order o JOIN societies_party b
            ON b.id = o.buyer_id WHERE b.person_id = p.id) GROUP BY p.id HAVING count(l.id) <> 2""",
    "a second order of one buyer": "SELECT buyer_id FROM orders_order GROUP BY buyer_id HAVING count(*) > 1",
    "money for an order that is not there": """
        SELECT e.id FROM ledger_entry e WHERE e.kind = 'order' AND NOT EXISTS
          (SELECT FROM orders_order o WHERE e.key = 'order:' || o.id || ':0')""",
    "a payment awaited for an order that is not there": """
        SELECT e.id FROM payments_expectedpayment e WHERE e.purpose = 'order' AND NOT EXISTS
          (SELECT FROM orders_order o WHERE o.id = e.purpose_id)""",
    "a record of an order that is not there": """
        SELECT r.id FROM record_recordentry r WHERE r.verb = 'orders.place_order' AND NOT EXISTS
          (SELECT FROM orders_order o WHERE o.id = r.subject_id)""",
    "stock that is promised otherwise than it is ordered": """
        SELECT s.id FROM catalogue_stockpool s LEFT JOIN orders_orderline l ON l.offer_id = s.offer_id
         GROUP BY s.id HAVING s.reserved <> coalesce(sum(l.quantity), 0)""",
    "an entry that does not balance": """
        SELECT entry_id FROM ledger_posting GROUP BY entry_id HAVING sum(amount) <> 0""",
}  # fmt: skip


def numbers(owner: "psycopg.Connection[tuple[int]]", sql: str) -> set[int]:
    return {number for (number,) in owner.execute(sql)}


def bundle_is_whole(running: Running, path: Path) -> None:
    made = running.command("export", "hwb-bwyd-tywi", "--output", str(path))
    assert made.returncode == 0, made.stderr
    assert verify.main([str(path)]) == 0
