"""Whose page it is: others sign in or are told that it is not theirs, outsiders that there is none. And of which moment."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse

from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.requests import SocietyRequest

View = Callable[..., HttpResponseBase]
OF_ONE_MOMENT = (
    "of_one_moment"  # what the middleware asks of a view before it begins the transaction
)


def for_roles(*names: str) -> Callable[[View], View]:
    """The page is for people who hold one of these roles in the society."""
    wanted = frozenset(names)

    def make(view: View) -> View:
        @wraps(view)
        def seen(request: SocietyRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse("account_login"))
            if not wanted & request.actor.roles(request.society):
                raise not_theirs(request)
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


def of_one_moment(view: View) -> View:
    """Everything the view reads is of one moment: it sees nothing that others commit while it runs.

    For pages that read at length; one that changes what somebody else changes meanwhile fails.
    """
    setattr(view, OF_ONE_MOMENT, True)
    return view


def not_theirs(request: SocietyRequest) -> Exception:
    """What is raised at whoever may not see a page: from outside a co-op nothing tells that it has such a page."""
    if request.actor.roles(request.society):
        return PermissionDenied(str(NotAllowed()))
    return Http404()
