"""What a shop page of 200 offers costs, and weighs.

    python bench/shopfront.py                 about a minute

The page is asked for as a browser does, by a member who is signed in and has a basket: from granian, as `cyfran run`
starts it, with gzip.

* Processor time of the web process and of the database's together, for each page: the least of many short
  rounds, for other processes only add to it; and their median, which says how much they added.
* Queries, BEGIN and COMMIT and all.
* Bytes on the line: the page, its stylesheet, its script, its fonts and its icon, each as it is sent. There is no
  picture of the 200 offers among them; a picture is the producers' own.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.figures import Figure, at_most, keep, middle, show  # noqa: E402
from bench.installation import Connection, cpu_of, installation  # noqa: E402
from bench.village import OFFERS, Village, begin_django, build_village  # noqa: E402
from bench.web import Answer, Client, Web, load_now, web  # noqa: E402

CPU_LIMIT, QUERIES_LIMIT, BYTES_LIMIT = 10.0, 10, 60 * 1024
ROUNDS, PER_ROUND = 40, 10
LINKED = re.compile(rb'<(?:link|script)[^>]+(?:href|src)="([^"]+)"')
FACE = re.compile(r"@font-face\s*{(.*?)}", re.DOTALL)
PART = {
    "family": re.compile(r'font-family:\s*"([^"]+)"'),
    "address": re.compile(r"url\([\"']?([^\"')]+)"),
    "range": re.compile(r"unicode-range:\s*([^;]+)"),
}
KINDS = {"css": "stylesheet", "js": "script", "woff2": "fonts", "svg": "icon"}


def each_page(
    server: Web, superuser: Connection, request: bytes, rounds: int
) -> list[tuple[float, float]]:
    """Milliseconds of the web process and of the database for each page, round by round."""
    client = Client(server.port)
    for _ in range(10):  # what is planned and remembered once
        client.ask(request)
    found = []
    for _ in range(rounds):
        before, web_before = _database(superuser), server.cpu()
        for _page in range(PER_ROUND):
            assert client.ask(request).status == 200
        web_used, after = server.cpu() - web_before, _database(superuser)
        database = sum(now - before.get(pid, 0.0) for pid, now in after.items())
        found.append((web_used / PER_ROUND * 1000, database / PER_ROUND * 1000))
    return found


def _database(superuser: Connection) -> dict[int, float]:
    rows = superuser.execute(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename = 'cyfran_app'"
    ).fetchall()
    return {int(str(pid)): cpu_of(int(str(pid))) for (pid,) in rows}


def weights(server: Web, page: Answer) -> dict[str, int]:
    """Bytes as sent, by what they are: the page, and everything that it makes a browser fetch."""
    client, found = Client(server.port), {"page": len(page.body)}
    html = _plain(page)
    linked = {address.decode() for address in LINKED.findall(html)}
    addresses = {address for address in linked if address.rsplit(".", 1)[-1] in KINDS}
    style = next(address for address in addresses if address.endswith(".css"))
    addresses |= _fonts(_plain(client.ask(client.get(style))).decode(), html.decode(), addresses)
    for address in sorted(addresses):
        answer = client.ask(client.get(address))
        assert answer.status == 200, address
        kind = KINDS[address.rsplit(".", 1)[1]]
        found[kind] = found.get(kind, 0) + len(answer.body)
    return found


def _fonts(style: str, html: str, linked: set[str]) -> set[str]:
    """The fonts that the page's letters ask for, of the families that it loads ahead."""
    faces = [
        {name: part.search(face)[1] for name, part in PART.items()}  # type: ignore[index]
        for face in FACE.findall(style)
    ]
    families = {face["family"] for face in faces if face["address"] in linked}
    letters = {ord(letter) for letter in html}
    return {
        face["address"]
        for face in faces
        if face["family"] in families and letters & _points(face["range"])
    }


def _points(ranges: str) -> set[int]:
    """`U+0-FF, U+131` -> the numbers of those letters."""
    found: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def _plain(answer: Answer) -> bytes:
    packed = b"content-encoding: gzip" in answer.head.lower()
    return gzip.decompress(answer.body) if packed else answer.body


def queries_of_a_page(village: Village) -> int:
    """Every statement of one page, asked in this process."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client as Browser
    from django.test.utils import CaptureQueriesContext

    settings.ALLOWED_HOSTS.append("testserver")
    browser = Browser()
    browser.cookies["session"] = village.buyers[0].session
    for _ in range(2):  # the first one fills caches
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(f"/en/{village.slug}/shop/").status_code == 200
    return len(asked)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    load = load_now()
    with installation() as place:
        begin_django(place)
        village = build_village(place, 300)
        queries = queries_of_a_page(village)
        with web(place) as server, place.superuser() as superuser:
            client = Client(server.port)
            request = client.get(f"/en/{village.slug}/shop/", village.buyers[0].cookies)
            page = client.ask(request)
            assert _plain(page).count(b'class="tile"') == OFFERS
            sizes = weights(server, page)
            pages = each_page(server, superuser, request, chosen.rounds)
    web_ms, database_ms = min(pages, key=sum)
    total = sum(sizes.values())
    told = ", ".join(f"{what} {size:,}" for what, size in sizes.items())
    figures = [
        at_most("a page of 200 offers, web process and database", "ms", web_ms + database_ms, CPU_LIMIT),
        Figure("of that in the web process", "ms", web_ms),
        Figure("of that in the database", "ms", database_ms),
        Figure("the same, median of the rounds", "ms", middle([sum(page) for page in pages])),
        at_most("statements of the page, BEGIN and COMMIT among them", "queries", queries, QUERIES_LIMIT),
        at_most("bytes on the line, everything on it", "bytes", total, BYTES_LIMIT),
    ]  # fmt: skip
    show(figures)
    print(f"bytes: {told}\nload average when it began: {load:.1f}, now {load_now():.1f}")
    keep("shopfront", figures, load, offers=OFFERS, bytes=sizes)
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    raise SystemExit(main())
