"""The demonstration's valley, one year old and served, with a browser to walk it."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from cyfran.kernel.time import now
from cyfran.site.testing import databases
from cyfran.site.testing.live import served

PROGRAM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
Visit = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="package")
def valley(
    test_server: databases.Server, database_template: str, django_db_setup: None, django_db_blocker
) -> Iterator[str]:
    """The address of an installation in which the whole year has happened."""
    from cyfran.site.demo.history import History  # its apps must be ready

    with (
        pytest.MonkeyPatch.context() as patch,
        databases.fresh_copy(test_server, database_template) as name,
        django_db_blocker.unblock(),
        databases.connected_to(name),
    ):
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")  # Playwright keeps a loop in this thread
        History(now(), lambda _done, _of: None).happen()
        with served() as address:
            yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A browser for all walks."""
    if not Path(PROGRAM).exists():
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def visiting(valley: str, browser: Browser) -> Visit:
    """`with visiting("customer", width=375) as page`: somebody of the valley in a window of their own.

    Anything the page logs as an error, or asks of another host, fails the test.
    """

    @contextmanager
    def visit(who: str = "", *, width: int = 1280, **more: object) -> Iterator[Page]:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", **more
        )
        complaints: list[str] = []
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.extend(_complaint(said)))
        page.on("request", lambda asked: complaints.extend(_elsewhere(asked.url, valley)))
        page.set_default_timeout(20_000)
        if who:
            page.goto(f"{valley}/en/")
            page.click(f"form[action$='/become/{who}/'] button")
        yield page
        context.close()
        assert not complaints

    return visit


def _complaint(said) -> list[str]:  # type: ignore[no-untyped-def]
    """422 is how a form that did not pass is answered, and 404 how what one may not see is."""
    expected = " 422 " in said.text or " 404 " in said.text
    return [said.text] if said.type == "error" and not expected else []


def _elsewhere(url: str, valley: str) -> list[str]:
    return [] if url.startswith((valley, "data:", "blob:")) else [f"asked {url}"]
