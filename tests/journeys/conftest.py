"""The whole site, on a database in which nobody is yet, and a browser to use it with."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from cyfran.site.testing.browser import Visit, windows


@pytest.fixture
def visit(browser: Browser, live_site: str) -> Iterator[Visit]:
    """Opens a page in a window of somebody who has not been here before; a complaint of the browser fails the test."""
    with windows(browser, live_site) as visit:
        yield visit
