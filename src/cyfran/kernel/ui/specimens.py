"""What the page of style shows."""

from typing import Any


def specimens() -> dict[str, Any]:
    """The context of the page of style."""
    return {}
