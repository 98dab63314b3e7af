"""Pages that do not know who asks: the session is not read, whatever the browser sends."""

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from cyfran.kernel.actions import Actor
from cyfran.kernel.societies.requests import SocietyRequest

View = Callable[..., HttpResponse]


def unknown_to_us(view: View) -> View:
    """The view and its page see an empty session and nobody signed in; the reader stays signed in elsewhere.

    There is no session for a forged request to borrow, so none is looked for.
    """

    @csrf_exempt
    @wraps(view)
    def seen(request: SocietyRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        own = request.session
        request.session = import_module(settings.SESSION_ENGINE).SessionStore()
        request.user = AnonymousUser()
        request.actor = Actor.guest()
        vars(request).pop("_messages", None)  # they are in the session
        try:
            return view(request, *args, **kwargs)
        finally:
            request.session = own

    return seen
