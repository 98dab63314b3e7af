"""A browser that looks at the site as its readers do; what it complains of fails the test."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from cyfran.site.configuration import PROJECT

PROGRAM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
AXE = PROJECT / "tests" / "browser" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE = 20_000  # milliseconds until a page that does not come fails the test
NARROWEST = 320  # px to which WCAG 2.2 asks a page to reflow (1.4.10)
# 422 is how a form that did not pass is answered, 404 how what one may not see is.
EXPECTED = (" 422 ", " 404 ")
Visit = Callable[..., Page]


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium, while the block runs; the test is skipped where there is none."""
    if not Path(PROGRAM).exists():
        pytest.skip("Chromium is not installed")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, in which Django would refuse to ask the database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def windows(browser: Browser, address: str) -> Iterator[Visit]:
    """`visit("/en/", width=375)` opens a page in a window of somebody who has not been here before.

    An error that a page logs, or that it asks anything of another host, fails the test at the end.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def visit(
        path: str,
        *,
        width: int = 1280,
        height: int = 900,
        reading: str = "",
        session: str = "",
        **more: object,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            **more,  # type: ignore[arg-type]
        )
        contexts.append(context)
        for name, value in {"reading": reading, "session": session}.items():
            if value:
                context.add_cookies([{"name": name, "value": value, "url": address}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: complaints.extend(_complaint(said)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: complaints.extend(_elsewhere(asked.url, address)))
        page.goto(address + path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert complaints == []


def _complaint(said: ConsoleMessage) -> list[str]:
    expected = any(status in said.text for status in EXPECTED)
    return [said.text] if said.type == "error" and not expected else []


def _elsewhere(url: str, address: str) -> list[str]:
    return [] if url.startswith((address, "data:", "blob:")) else [f"asked {url}"]


def barriers(page: Page, *, rules: list[str] = RULES) -> list[str]:
    """What keeps somebody out of the page as it stands: what axe finds, and a width that does not fit.

    The window must have been opened with `bypass_csp=True`; it is as wide afterwards as before.
    """
    before = page.viewport_size
    assert before is not None
    # As tall as the page: a bar that sticks to the foot of the window would seem to cover what is above it.
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": before["width"], "height": height})
    page.evaluate(_axe())
    violations = page.evaluate(
        "options => axe.run(document, options).then(found => found.violations)",
        {"runOnly": rules, "resultTypes": ["violations"]},
    )
    found = [
        f"{page.url} {fault['id']}: {node['html'][:120]}"
        for fault in violations
        for node in fault["nodes"]
    ]
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    page.set_viewport_size(before)
    return [*found, f"{page.url} is {wide} px too wide at {NARROWEST}"] if wide > 0 else found


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")
