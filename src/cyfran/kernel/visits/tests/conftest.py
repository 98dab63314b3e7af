"""A hub with Mair its founder, a browser that says what it is, and a tally of the test's own."""

from collections.abc import Iterator

import pytest
from django.test import Client

from cyfran.kernel.consent.tests.conftest import hub, mair
from cyfran.kernel.visits.writing import TALLY

__all__ = ["hub", "mair"]

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"


@pytest.fixture(autouse=True)
def nothing_counted_before(settings) -> Iterator[None]:
    """The tests write the tally down themselves."""
    settings.VISITS_WRITTEN_EVERY = 0
    TALLY.take()
    yield
    TALLY.take()


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"user-agent": FIREFOX})
