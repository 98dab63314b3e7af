"""Whose page it is: others are asked to sign in, or told that it is not theirs."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.urls import reverse

from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.requests import SocietyRequest

View = Callable[..., HttpResponseBase]


def for_roles(*names: str) -> Callable[[View], View]:
    """The page is for people who hold one of these roles in the society."""
    wanted = frozenset(names)

    def make(view: View) -> View:
        @wraps(view)
        def seen(request: SocietyRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse("account_login"))
            if not wanted & request.actor.roles(request.society):
                raise PermissionDenied(str(NotAllowed()))
            return view(request, *args, **kwargs)

        return seen

    return make


def for_people(view: View) -> View:
    """The page is for anybody who is signed in."""

    @wraps(view)
    def seen(request: SocietyRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        return view(request, *args, **kwargs)

    return seen
