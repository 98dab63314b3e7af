import pytest

from cyfran.kernel.ui.tests.alone import alone


@pytest.fixture(autouse=True)
def standing_alone(settings):
    """The design system stands without the apps that use it."""
    for name, value in alone().items():
        setattr(settings, name, value)
