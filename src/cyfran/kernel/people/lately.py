"""What touches how somebody signs in is only for who has shown a short while ago that it is them."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from cyfran.kernel.people.onward import keeping

A_SHORT_WHILE = 15 * 60  # seconds
View = Callable[..., HttpResponseBase]


def shown_lately(request: HttpRequest) -> bool:
    """Whether a code, a passkey or a recovery code was given a short while ago."""
    if not request.user.is_authenticated:
        return False
    shown = get_authentication_records(request, request.user)
    return bool(shown) and time.time() - shown[-1]["at"] < A_SHORT_WHILE


def only_lately(view: View) -> View:
    """Others are asked to show again that it is them, and come back to the page (what they sent is not kept)."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        if not shown_lately(request):
            sent = request.method not in ("GET", "HEAD")
            back = reverse("people:signing_in") if sent else request.get_full_path()
            return HttpResponseRedirect(keeping(reverse("people:again"), back))
        return view(request, *args, **kwargs)

    return asked
