"""Only what is declared and allowed is kept in a browser: the last word on every answer's cookies."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cyfran.kernel.consent.preferences import Preferences
from cyfran.kernel.disclosures import keeper_of

log = logging.getLogger(__name__)


class ConsentMiddleware:
    """A cookie that nobody declared is not sent, and the log says so; one that was refused is not sent, and expires."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        preferences = Preferences.of(request)
        response = self.get_response(request)  # in which the visitor may have chosen anew
        for name in list(response.cookies):
            disclosure = keeper_of(name)
            if disclosure is None:
                log.error("the cookie %s is not declared, and was not set", name)
            if disclosure is None or not preferences.allows(disclosure.key):
                del response.cookies[name]
        if request.COOKIES:
            _expire_refused(request, response, preferences)
        return response


def _expire_refused(request: HttpRequest, response: HttpResponse, preferences: Preferences) -> None:
    """Whatever the browser still sends of what it may not keep is taken back."""
    for disclosure in preferences.ended():
        for kept in disclosure.cookies():
            for name in request.COOKIES:
                if kept.is_called(name):
                    response.delete_cookie(name, path=kept.path, domain=kept.domain)
