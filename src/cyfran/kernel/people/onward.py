"""The page that somebody was on their way to: kept through signing in, and never another site's."""

from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import urlencode


def wanted_page(request: HttpRequest) -> str:
    """Where the reader wants to go, if they said so and it is on this site."""
    return get_next_redirect_url(request) or ""


def page_after(request: HttpRequest) -> str:
    """Where the reader wants to go, or else the first page."""
    return wanted_page(request) or resolve_url(settings.LOGIN_REDIRECT_URL)


def keeping(page: str, wanted: str) -> str:
    """The page's address, which carries on where the reader wants to go after it."""
    return f"{page}?{urlencode({REDIRECT_FIELD_NAME: wanted})}" if wanted else page
