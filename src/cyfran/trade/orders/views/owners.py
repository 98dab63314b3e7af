"""Whose basket a request is about: a person's, or a guest's by a token in the session."""

import secrets

from cyfran.kernel.people.requests import ActingRequest

KEY = "basket"


def basket_owner(request: ActingRequest, *, make: bool = False) -> str:
    """The owner of this request's basket; a guest without one has "" until `make` gives them a token."""
    if request.user.is_authenticated:
        return f"person:{request.actor.person_id}"
    if make and KEY not in request.session:
        request.session[KEY] = secrets.token_urlsafe(16)
    token = request.session.get(KEY)
    return f"guest:{token}" if token else ""
