"""Over every page, and for every way of choosing, with and without Global Privacy Control: nothing is kept that may not be."""

import logging
import re
from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from cyfran.kernel.consent.tests.conftest import hub
from cyfran.kernel.consent.tests.declaring import (
    ADVERTISEMENT,
    FUNCTIONAL,
    PERFORMANCE,
    declaring,
    kept_choice,
)
from cyfran.kernel.disclosures import Category, declared, keeper_of
from cyfran.kernel.people.models import Person
from cyfran.kernel.people.sessions import SessionStore
from cyfran.kernel.societies.models import Society
from cyfran.site.middleware import POLICY

__all__ = ["hub"]

ASKABLE = [category for category in Category if category != Category.NECESSARY]
CHOICES = [
    None,
    *(
        {category for category, ticked in zip(ASKABLE, ticks, strict=True) if ticked}
        for ticks in product((True, False), repeat=len(ASKABLE))
    ),
]
ELSEWHERE = re.compile(r'<(?:script|img|iframe|link|form)[^>]*(?:src|href|action)="(?:https?:)?//')
OURS = "; ".join(f"{name} {sources}" for name, sources in POLICY.items())
FEW = ("/en/", "/cy/hub/", "/en/hub/shop/", "/cy/hub/consent/", "/en/reading/")
FILLED = {"society": "hub", "key": "orders.commission_bp"}


def pages(language: str) -> list[str]:
    """Every address of the site, with the hub wherever a society stands."""
    with translation.override(language):
        return sorted(set(_addresses(get_resolver(), "/")))


def _addresses(resolver: URLResolver, before: str) -> list[str]:
    found = []
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += _addresses(pattern, route)
        elif isinstance(pattern, URLPattern) and "(?P" not in route:
            found.append(_filled(route))
    return found


def _filled(route: str) -> str:
    def value(match: re.Match[str]) -> str:
        kind, _colon, name = match[1].rpartition(":")
        return FILLED.get(name, "1" if kind == "int" else "0" * 32)

    return re.sub(r"<([^>]+)>", value, route)


@pytest.mark.any_server
@pytest.mark.parametrize(
    ("who", "choice", "gpc", "language"),
    [
        ("stranger", None, False, "en"),
        ("stranger", set(ASKABLE), True, "cy"),
        ("founder", set(), False, "en"),
    ],
    ids=["no choice yet", "everything, with the signal", "nothing"],
)
def test_no_page_keeps_what_is_not_declared_and_allowed(
    hub: Society,
    caplog: pytest.LogCaptureFixture,
    who: str,
    choice: set[Category] | None,
    gpc: bool,
    language: str,
) -> None:
    walks = [(path, choice, gpc) for path in pages(language)]
    assert len(walks) > 60
    assert not _walked(walks, who, caplog)


@pytest.mark.any_server
@pytest.mark.parametrize("gpc", [False, True], ids=["quiet", "gpc"])
@pytest.mark.parametrize("who", ["stranger", "founder"])
def test_no_way_of_choosing_keeps_what_is_not_allowed(
    hub: Society, caplog: pytest.LogCaptureFixture, who: str, gpc: bool
) -> None:
    assert not _walked([(path, choice, gpc) for choice in CHOICES for path in FEW], who, caplog)


def _walked(
    walks: Iterable[tuple[str, set[Category] | None, bool]],
    who: str,
    caplog: pytest.LogCaptureFixture,
) -> list[str]:
    caplog.set_level(logging.ERROR, "cyfran.kernel.consent.middleware")
    wrong = []
    session = _signed_in() if who == "founder" else None
    with declaring(FUNCTIONAL, PERFORMANCE, ADVERTISEMENT):
        for path, choice, gpc in walks:
            wrong += [f"{path} {choice}: {f}" for f in _faults(path, session, choice, gpc=gpc)]
    assert session is None or SessionStore(session).load(), "a page signed the founder out"
    return [*wrong, *(record.getMessage() for record in caplog.records)]


HELD = {"map_place": FUNCTIONAL, "looked_at": ADVERTISEMENT, "reading": declared["ui.reading"]}


def _signed_in() -> str:
    client = Client()
    client.force_login(Person.objects.get())
    return client.cookies["session"].value


def _faults(
    path: str, session: str | None, choice: set[Category] | None, *, gpc: bool
) -> list[str]:
    client = Client(headers={"sec-gpc": "1"} if gpc else {})
    if session is not None:
        client.cookies["session"] = session
    for name in HELD:
        client.cookies[name] = "x"
    if choice is not None:
        client.cookies["consent"] = kept_choice(lambda each: each.category in choice)
    answer = client.get(path)
    body = b"".join(answer)  # a file that is read to its end is closed
    set_now = {name: cookie["max-age"] != 0 for name, cookie in answer.cookies.items()}
    return [
        *_kept(set_now),
        *_taken_away(set_now, choice, gpc=gpc),
        *_loaded(answer, body),
    ]


def _kept(set_now: dict[str, bool]) -> list[str]:
    """No page sets by itself anything but what is necessary."""
    keepers = {name: keeper_of(name) for name, is_set in set_now.items() if is_set}
    return [
        f"keeps {name}"
        for name, keeper in keepers.items()
        if keeper is None or keeper.category != Category.NECESSARY
    ]


def _taken_away(set_now: dict[str, bool], choice: set[Category] | None, *, gpc: bool) -> list[str]:
    """What the browser still holds of what was refused goes, and nothing else does."""
    found = []
    for name, keeper in HELD.items():
        chosen = choice is not None and keeper.category in choice
        may = (chosen and not gpc) if keeper.is_asked else (choice is None or chosen)
        if (set_now.get(name) is False) == may:
            found.append(f"{'takes away' if may else 'leaves'} {name}")
    return found


def _loaded(answer: Any, body: bytes) -> list[str]:
    policy = answer.headers["Content-Security-Policy"]
    found = [] if policy in (OURS, "default-src 'none'; sandbox") else [f"may load {policy}"]
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        found += [
            f"asks elsewhere: {each}" for each in ELSEWHERE.findall(body.decode(errors="replace"))
        ]
    return found


def test_a_cookie_that_nobody_declared_is_not_sent_and_is_told_of(
    hub: Society, client: Client, caplog: pytest.LogCaptureFixture, settings
) -> None:
    settings.SESSION_COOKIE_NAME = "undeclared"
    client.force_login(Person.objects.get())
    client.cookies.clear()
    answer = client.post("/en/account/login/", {"email": "somebody@example.cymru"})
    assert answer.status_code == 302
    assert "undeclared" not in answer.cookies
    assert "the cookie undeclared is not declared" in caplog.text
