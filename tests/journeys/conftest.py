"""The whole site, on a database in which nobody is yet, and a browser to use it with."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from cyfran.kernel.people.models import Person
from cyfran.site.testing.browser import Visit, windows
from cyfran.site.testing.reader import Reader
from cyfran.site.testing.visitors import session_of


@pytest.fixture
def visit(browser: Browser, live_site: str) -> Iterator[Visit]:
    """Opens a page in a window of somebody who has not been here before; a complaint of the browser fails the test."""
    with windows(browser, live_site) as visit:
        yield visit


@pytest.fixture
def arrive(visit: Visit) -> Iterator[Callable[..., Reader]]:
    """`arrive("/cy/", width=375)`: somebody at a screen of their own, signed in as `who`; a barrier on any fails the test."""
    readers: list[Reader] = []
    seen: set[object] = set()

    def arrived(
        path: str, *, who: Person | None = None, keyboard: bool = False, **window: object
    ) -> Reader:
        session = session_of(who) if who else ""
        page = visit(path, session=session, bypass_csp=True, has_touch=not keyboard, **window)
        readers.append(Reader(page, keyboard=keyboard, seen=seen))
        return readers[-1]

    yield arrived
    assert [barrier for reader in readers for barrier in reader.barred] == []
