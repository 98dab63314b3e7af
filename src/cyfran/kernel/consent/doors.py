"""Who may send the form: this site's own pages, and no other site in the visitor's name."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def sent_from_here(view: View) -> View:
    """A POST must come from a page of ours, by what the browser itself says of it.

    The usual token would need a cookie before the visitor has chosen anything. Every browser names the origin of a
    form that it sends; one that names neither origin nor page is refused.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not _is_own(request):
            raise PermissionDenied(_("Send this from the page itself."))
        return view(request, *args, **kwargs)

    return csrf_exempt(answer)


def _is_own(request: HttpRequest) -> bool:
    told = request.headers.get("Origin") or request.headers.get("Referer", "")
    sender = urlsplit(told)
    return (sender.scheme, sender.netloc) == (request.scheme, request.get_host())
