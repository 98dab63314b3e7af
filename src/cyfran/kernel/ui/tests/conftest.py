"""The design system stands without the apps that use it."""

import pytest


@pytest.fixture(autouse=True)
def own_addresses(settings):
    """No addresses but its own."""
    settings.ROOT_URLCONF = "cyfran.kernel.ui.tests.urls"
