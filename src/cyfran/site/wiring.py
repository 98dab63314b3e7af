"""Every event and what follows from it, in one place."""


def wire() -> None:
    """Connect each event to its reactions."""
