"""What every test in a browser has: the browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from cyfran.site.testing.browser import launched


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all of them; each test opens windows of its own."""
    with launched() as browser:
        yield browser
