"""What a browser fetches to show a shop of 200 offers: a budget in bytes, as they are sent."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client

from cyfran.kernel.database import society_transaction
from cyfran.kernel.time import now
from cyfran.kernel.ui import bundles
from cyfran.site.demo.founding import found_hub, person_of
from cyfran.site.demo.people import DAI
from cyfran.site.testing.shop import fill_shop, open_week

BUDGET = (
    54 * 1024
)  # of the 60 KB that a page may weigh: what is left is for what nobody has thought of yet
LINKED = re.compile(r'<(?:link|script)[^>]+(?:href|src)="([^"]+[.](?:css|js|svg|woff2))"')
FACE = re.compile(r'url[(]"([^"]+)"[)][^}]*unicode-range: ([^;]+);')


def test_a_shop_of_two_hundred_offers_weighs_less_than_its_budget(db: None, client: Client) -> None:
    hub = found_hub(now())
    with society_transaction(hub):
        fill_shop(hub, 200)
        open_week(hub)
    client.force_login(person_of(DAI))
    for language in ("en", "cy"):
        weights = weights_of(client, f"/{language}/{hub.slug}/shop/")
        assert sum(weights.values()) < BUDGET, weights


def weights_of(client: Client, shop: str) -> dict[str, int]:
    """Bytes of the page and of everything that it makes a browser fetch."""
    packed = client.get(shop, headers={"accept-encoding": "gzip"}).content
    html = gzip.decompress(packed).decode()
    assert html.count('class="tile"') == 200
    return {shop: len(packed)} | {address: sent(client, address) for address in linked(html)}


def linked(html: str) -> set[str]:
    """All that the page names, and the faces that its letters ask for besides."""
    named = set(LINKED.findall(html))
    letters = {ord(letter) for letter in html}
    everyday = bundles.bundle(bundles.EVERYDAY, "css")
    assert everyday
    families = {address.rpartition("-latin")[0] for address in named if address.endswith("woff2")}
    assert len(families) == 2
    return named | {
        address
        for address, ranges in FACE.findall(everyday.plain.decode())
        if any(address.startswith(family) for family in families) and letters & points(ranges)
    }


def points(ranges: str) -> set[int]:
    """`U+0-FF, U+131` -> the numbers of those letters."""
    found: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def sent(client: Client, address: str) -> int:
    """Bytes of the answer; a static file goes as it lies there."""
    if address.startswith("/static/"):
        path = finders.find(address.removeprefix("/static/"))
        assert isinstance(path, str), address
        return Path(path).stat().st_size
    answer = client.get(address, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200, address
    return len(answer.content)
