"""What an installation must have for people to sign in to it."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security)
def address_is_safe(**_kwargs: Any) -> list[CheckMessage]:
    """Passkeys and secure cookies need https; browsers make one exception, http://localhost."""
    if settings.SITE_ADDRESS.startswith("https://") or settings.HOST == "localhost":
        return []
    return [
        Error(
            f"Nobody can sign in safely at {settings.SITE_ADDRESS}.",
            hint="Give CYFRAN_ADDRESS an address with https://, or http://localhost on one's own machine.",
            id="people.E001",
        )
    ]
