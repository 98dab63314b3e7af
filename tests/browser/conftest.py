"""The pages that need no database, served, and a browser to look at them."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser

from cyfran.kernel.ui.tests.alone import alone
from cyfran.site.testing.browser import Visit, windows
from cyfran.site.testing.live import served


@pytest.fixture(scope="package")
def address() -> Iterator[str]:
    """Where the design system stands without the apps that use it."""
    with override_settings(**alone()), served() as address:
        yield address


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Opens a page in a window as asked; a complaint of the browser fails the test."""
    with windows(browser, address) as visit:
        yield visit
