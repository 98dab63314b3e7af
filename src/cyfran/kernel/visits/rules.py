"""What of a request is counted, and how small numbers are kept from telling who somebody is."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

SMALLEST = 5  # a smaller number could be one household
SLOW = 1_000  # milliseconds
DIRECT = ""  # typed, from a bookmark or a letter, or not told
REST = "*"  # sources too small to be named
MONTHS_KEPT = 13

_HOST = re.compile(r"[a-z0-9.-]{1,100}")
_VARIABLE = re.compile(r"<[^>]*>")
_MACHINE = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|headless", re.I)


def is_machine(user_agent: str) -> bool:
    """True of what says that it is no person's browser; the name itself is not kept."""
    return not user_agent or bool(_MACHINE.search(user_agent))


def source_of(referer: str, own_host: str, fetch_site: str = "") -> str | None:
    """The other site a visit comes from, DIRECT where none is told; None where it only goes on here.

    >>> source_of("https://cymru.example/hubs?q=1", "hub.example"), source_of("https://hub.example/x", "hub.example")
    ('cymru.example', None)
    """
    try:
        told = urlsplit(referer).netloc.lower()
    except ValueError:
        told = ""
    if fetch_site == "same-origin" or told == own_host:
        return None
    host = told.rsplit("@", 1)[-1].split(":")[0]
    return host if _HOST.fullmatch(host) else DIRECT


def page_of(route: str) -> str:
    """Which page, without what says which order, person or key it is about.

    >>> page_of("en/<slug:society>/shop/orders/<int:order_id>/")
    '/shop/orders/…/'
    """
    rest = route.split("/", 2)[2:]
    return "/" + _VARIABLE.sub("…", rest[0] if rest else "")


def named_and_rest(counts: Iterable[tuple[str, int]]) -> tuple[list[tuple[str, int]], int]:
    """Those large enough to be named, the largest first, and the sum of the others; that too only if large enough."""
    given = list(counts)
    named = [(name, count) for name, count in given if count >= SMALLEST and name != REST]
    rest = sum(count for name, count in given) - sum(count for _name, count in named)
    return sorted(named, key=lambda one: (-one[1], one[0])), rest if rest >= SMALLEST else 0


def shown(count: int) -> int:
    """A number as it may be drawn: every small one stands at the same height."""
    return count if count == 0 or count >= SMALLEST else SMALLEST // 2
