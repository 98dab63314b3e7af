"""The demonstration's valley, one year old and served, with a browser to walk it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from cyfran.kernel.time import now
from cyfran.site.testing import databases
from cyfran.site.testing.browser import Visit, windows
from cyfran.site.testing.live import served


@pytest.fixture(scope="package")
def valley(
    test_server: databases.Server, database_template: str, django_db_setup: None, django_db_blocker
) -> Iterator[str]:
    """The address of an installation in which the whole year has happened."""
    from cyfran.site.demo.history import History  # its apps must be ready

    with (
        databases.fresh_copy(test_server, database_template) as name,
        django_db_blocker.unblock(),
        databases.connected_to(name),
    ):
        History(now(), lambda _done, _of: None).happen()
        with served() as address:
            yield address


@pytest.fixture
def visit(browser: Browser, valley: str) -> Iterator[Visit]:
    """`visit("/cy/…", who="customer", width=375)`: somebody of the valley at a page, in a window of their own."""
    with windows(browser, valley) as opened:

        def visit(path: str = "/en/", *, who: str = "", **window: object) -> Page:
            if not who:
                return opened(path, **window)
            page = opened("/en/", **window)
            page.click(f"form[action$='/become/{who}/'] button")
            page.goto(valley + path)
            return page

        yield visit
