"""Whose basket a request is about: a person's, or a guest's by a token in the session."""

import secrets

from django.http import HttpRequest

KEY = "basket"


def basket_owner(request: HttpRequest, *, make: bool = False) -> str:
    """The owner of this request's basket; a guest without one has "" until `make` gives them a token."""
    if request.user.is_authenticated:
        return f"person:{request.user.pk}"
    if make and KEY not in request.session:
        request.session[KEY] = secrets.token_urlsafe(16)
    token = request.session.get(KEY)
    return f"guest:{token}" if token else ""
