"""Settings under which the design system stands without the apps that use it."""

from typing import Any

from django.conf import settings


def alone() -> dict[str, object]:
    """No addresses but its own, and nothing around a page but what the page says."""
    engine: dict[str, Any] = settings.TEMPLATES[0]
    options = {
        **engine["OPTIONS"],
        "context_processors": [
            name for name in engine["OPTIONS"]["context_processors"] if name.startswith("django.")
        ],
    }
    return {
        "ROOT_URLCONF": "cyfran.kernel.ui.tests.urls",
        "TEMPLATES": [{**engine, "OPTIONS": options}],
    }
