"""What an order costs, through the web and beside the same work as SQL by hand.

    python bench/orders.py                    some minutes: most of it lays 300,000 past orders
    python bench/orders.py --past 30000       a tenth of the history

An order is one POST of a ready basket of three lines by a member who is signed in and pays from their account: HTTP
(granian, as `cyfran run` starts it), session, CSRF token, row level security, stock, order, lines, books, record.
Beside it, in turn with it, the same order as twelve statements from psycopg over bare tables of the same shape
(bench/bare.py): all that ours writes, the emptied basket, both balances and the entry in the record among it.

* Processor time of the web process and of the database's, for each order: the median of several rounds.
* Queries of one order, BEGIN and COMMIT and all.
* The same after 1,000 and after 300,000 past orders.
* Orders a second from 1, 8 and 32 clients at once, to 1 and 2 web processes.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import psycopg  # noqa: E402
from bench import bare, history  # noqa: E402
from bench.figures import Figure, at_most, beside, keep, middle, show  # noqa: E402
from bench.installation import Connection, Installation, cpu_of, installation  # noqa: E402
from bench.village import Buyer, Village, begin_django, build_village  # noqa: E402
from bench.web import Client, Web, all_asked, load_now, web  # noqa: E402

APP_LIMIT, QUERIES_LIMIT, DATABASE_LIMIT, FLAT = 8.0, 12, 2.0, 0.15
ROUNDS, PER_ROUND = 6, 50
CLIENTS = (1, 8, 32)
AT_MOST = 6_000  # orders by hand that are made ready for one throughput


class Bench:
    """The village with its bare twin, and the buyers who have not ordered yet."""

    def __init__(self, place: Installation, village: Village, superuser: Connection) -> None:
        self.place, self.village, self.superuser = place, village, superuser
        self.waiting = iter(village.buyers)
        self.chance = random.Random(7)
        with place.owner() as owner:
            self.accounts, self.held = bare.lay_tables(owner)
        self.path = f"/en/{village.slug}/shop/basket/order/"
        self.bare_orders = 0

    def next_buyers(self, count: int) -> list[Buyer]:
        """So many who have a full basket."""
        found = [buyer for buyer, _ in zip(self.waiting, range(count), strict=False)]
        assert len(found) == count, "the village has too few buyers for so many orders"
        return found

    def requests(self, port: int, count: int) -> list[bytes]:
        """The bytes of so many orders."""
        client = Client(port)
        return [
            client.post(
                self.path,
                f"csrfmiddlewaretoken={buyer.token}&key=bench-{buyer.person_id}&pay_by=credit",
                buyer.cookies,
            )
            for buyer in self.next_buyers(count)
        ]

    def baskets(self, count: int) -> Iterator[bare.Basket]:
        """As many orders for the bare tables."""
        for _ in range(count):
            buyer = self.chance.choice(self.village.buyers)
            self.bare_orders += 1
            chosen = self.chance.sample(list(self.village.offers), 3)
            lines = [(offer, self.chance.randint(1, 3)) for offer in chosen]
            yield bare.Basket(
                f"bare:{self.bare_orders}",
                buyer.party_id,
                self.accounts[buyer.party_id],
                self.held,
                lines,
            )

    def filled(self, schema: str, count: int) -> list[bare.Basket]:
        """As many, with their lines in the baskets of the bare tables."""
        made = list(self.baskets(count))
        bare.fill(self.superuser, schema, self.village, made)
        return made

    def database_cpu(self) -> dict[int, float]:
        """Seconds of processor by each process of the database that works for the web."""
        rows = self.superuser.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename = 'cyfran_app' "
            "AND application_name <> 'bare'"
        ).fetchall()
        return {int(str(pid)): cpu_of(int(str(pid))) for (pid,) in rows}

    def ordered(self, server: Web, count: int, clients: int) -> tuple[float, float, float]:
        """So many orders placed: milliseconds of the web and of the database for each, and orders a second."""
        requests = self.requests(server.port, count)
        web_before, before = server.cpu(), self.database_cpu()
        answers, seconds = all_asked(server.port, requests, clients)
        web_after, after = server.cpu(), self.database_cpu()
        assert [answer.status for answer in answers] == [302] * count, answers[0]
        database = sum(used - before.get(pid, 0.0) for pid, used in after.items())
        return (
            (web_after - web_before) / count * 1000,
            database / count * 1000,
            count / seconds,
        )

    def in_turn(self, server: Web, by_hand: Sequence[Connection], count: int) -> list[float]:
        """One order through the web, then one by each connection, and so on, so many times over.

        Milliseconds of the web, of the database, and of each connection. In turn, so that all of them find the
        processor and its caches as a busy machine leaves them.
        """
        client, used = Client(server.port), [0.0 for _ in by_hand]
        filled = [self.filled(schema, count) for schema in bare.SCHEMAS]
        web_before, before = server.cpu(), self.database_cpu()
        for request, *baskets in zip(self.requests(server.port, count), *filled, strict=True):
            answer = client.ask(request)
            assert answer.status == 302, answer
            for number, (connection, basket) in enumerate(zip(by_hand, baskets, strict=True)):
                started = cpu_of(connection.info.backend_pid)
                bare.place(connection, self.village, basket)
                used[number] += cpu_of(connection.info.backend_pid) - started
        web_used, after = server.cpu() - web_before, self.database_cpu()
        database = sum(now - before.get(pid, 0.0) for pid, now in after.items())
        return [seconds / count * 1000 for seconds in (web_used, database, *used)]


def each_order(bench: Bench, past: int) -> list[float]:
    """Milliseconds for each order after so many past ones: web, database, and by hand with keys and without.

    The medians of several rounds.
    """
    url = psycopg.conninfo.make_conninfo(bench.place.app_url, application_name="bare")
    with (
        web(bench.place) as server,
        psycopg.connect(url, autocommit=True) as keyed,
        psycopg.connect(url, autocommit=True) as keyless,
    ):
        by_hand = (keyed, keyless)
        for connection, schema in zip(by_hand, bare.SCHEMAS, strict=True):
            bare.begin(connection, schema)
        bench.in_turn(server, by_hand, 30)  # each has planned its statements
        rounds = [bench.in_turn(server, by_hand, PER_ROUND) for _ in range(ROUNDS)]
    for used in rounds:
        print(
            f"    {past:>7,} past orders: web {used[0]:.2f} ms, database {used[1]:.2f} ms, "
            f"by hand {used[2]:.2f} ms ({used[3]:.2f} without keys)"
        )
    return [middle(column) for column in zip(*rounds, strict=True)]


def queries_of_an_order(bench: Bench) -> int:
    """Every statement of one order, those of its transaction too, asked in this process."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client as Browser
    from django.test.utils import CaptureQueriesContext

    settings.ALLOWED_HOSTS.append("testserver")
    for _ in range(2):  # the first one fills caches
        (buyer,) = bench.next_buyers(1)
        browser = Browser(enforce_csrf_checks=True)
        browser.cookies["session"], browser.cookies["csrf"] = buyer.session, buyer.csrf
        form = {
            "csrfmiddlewaretoken": buyer.token,
            "key": f"q{buyer.person_id}",
            "pay_by": "credit",
        }
        with CaptureQueriesContext(connection) as asked:
            assert browser.post(bench.path, form).status_code == 302
    return len(asked)


def throughput(bench: Bench, seconds: float) -> list[Figure]:
    """Orders a second from so many clients at once, beside as many of the SQL by hand."""
    by_hand = {clients: _by_hand_a_second(bench, clients, seconds) for clients in CLIENTS}
    figures = []
    for workers in (1, 2):
        with web(bench.place, workers) as server:
            bench.ordered(server, 40 * workers, 8 * workers)
            for clients in CLIENTS:
                count = max(2 * clients, int(seconds * 60))
                found = bench.ordered(server, count, clients)[2]
                what = f"{clients} clients, {workers} web process{'es' * (workers - 1)}; by hand"
                figures.append(beside(what, "orders/s", found, by_hand[clients]))
    return figures


def _by_hand_a_second(bench: Bench, clients: int, seconds: float) -> float:
    """From processes of their own, so that Python is not what is measured."""
    processes = min(clients, 4)
    context = multiprocessing.get_context("fork")
    counts = context.Queue()
    baskets = [bench.filled("keyed", max(400, AT_MOST // clients)) for _ in range(clients)]
    workers = [
        context.Process(
            target=_place_for,
            args=(bench.place.app_url, bench.village, baskets[number::processes], seconds, counts),
        )
        for number in range(processes)
    ]
    for worker in workers:
        worker.start()
    found = sum(counts.get() for _ in workers)
    for worker in workers:
        worker.join()
    return found / seconds


def _place_for(
    url: str,
    village: Village,
    baskets: Sequence[Sequence[bare.Basket]],
    seconds: float,
    counts: multiprocessing.Queue[int],
) -> None:
    done: list[int] = []

    def work(own: Sequence[bare.Basket]) -> None:
        with psycopg.connect(url, autocommit=True, application_name="bare") as connection:
            bare.begin(connection, "keyed")
            until, count = time.monotonic() + seconds, 0
            while time.monotonic() < until:
                bare.place(connection, village, own[count])
                count += 1
            done.append(count)

    threads = [threading.Thread(target=work, args=(own,)) for own in baskets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counts.put(sum(done))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--past", type=int, default=300_000, help="orders of the long history")
    parser.add_argument("--seconds", type=float, default=3, help="of each throughput, about")
    chosen = parser.parse_args()
    load = load_now()
    with installation() as place:
        begin_django(place)
        village = build_village(place, 5_000)
        history.lay_history(place, village, 1_000)
        with place.superuser() as superuser:
            bench = Bench(place, village, superuser)
            queries = queries_of_an_order(bench)
            early = each_order(bench, 1_000)
            history.lay_history(place, village, chosen.past - 1_000)
            orders = history.check(place)
            late = each_order(bench, chosen.past)
            speeds = throughput(bench, chosen.seconds)
            history.check(place)
    figures = [
        at_most(f"an order in the web process, after {chosen.past:,}", "ms", late[0], APP_LIMIT),
        beside(f"an order in the database, after {chosen.past:,}; by hand", "ms", late[1], late[2], most=DATABASE_LIMIT),
        beside("the same; by hand on tables without foreign keys", "ms", late[1], late[3]),
        at_most("statements of an order, BEGIN and COMMIT among them", "queries", queries, QUERIES_LIMIT),
        flat("web process", chosen.past, late[0], early[0]),
        flat("database", chosen.past, late[1], early[1]),
        *speeds,
    ]  # fmt: skip
    show(figures)
    print(
        f"load average when it began: {load:.1f}, now {load_now():.1f}; {orders:,} orders checked"
    )
    keep("orders", figures, load, past=chosen.past)
    return 0 if all(figure.met for figure in figures) else 1


def flat(where: str, past: int, late: float, early: float) -> Figure:
    """An order after a long history beside one after a short; nearly the same was promised."""
    ratio = late / early
    what = f"an order in the {where} after {past:,}; after 1,000"
    return Figure(what, "ms", late, early, ratio, "0.85 to 1.15", abs(ratio - 1) <= FLAT)


if __name__ == "__main__":
    raise SystemExit(main())
