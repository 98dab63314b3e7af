"""A device that others use too: whoever signs in there is signed out by themselves after half an hour."""

import time
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest

LASTS = timedelta(minutes=30)
ASKED, UNTIL = "people.shared_asked", "people.shared_until"  # in the session


def remember(request: HttpRequest, *, is_shared: bool) -> None:
    """What the person said of the device, until they are signed in."""
    request.session[ASKED] = is_shared


def end_in_time(request: HttpRequest) -> None:
    """The session that has just begun ends in half an hour if the device is shared, whatever is done meanwhile."""
    if request.session.pop(ASKED, False):
        # Sessions end by the world's clock, as `lately` reads it, and not by a demonstration's.
        until = datetime.fromtimestamp(time.time(), UTC) + LASTS
        request.session.set_expiry(until)
        request.session[UNTIL] = until.isoformat()


def signed_in_until(request: HttpRequest) -> datetime | None:
    """When the session ends by itself on a shared device; None on one's own."""
    session = getattr(request, "session", None)
    said = session.get(UNTIL) if session is not None else None
    return datetime.fromisoformat(said) if said else None
