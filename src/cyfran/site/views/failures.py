"""What is answered when a request could not be read, or could not be carried out."""

import sys

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override

from cyfran.kernel.database import is_away

TRY_AGAIN_AFTER = 10  # seconds; a server that is restarted takes fewer
UNREADABLE = (BadRequest, SuspiciousOperation, UnreadablePostError, MultiPartParserError)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be read."""
    return render(request, "400.html", status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """The page of a bug; or, when the database is away, one that says so and keeps what was sent, to send it again.

    Neither asks the database anything.
    """
    with override(get_language_from_request(request, check_path=True)):
        if not is_away(sys.exception()):
            return HttpResponse(render_to_string("500.html"), status=500)
        text = render_to_string("503.html", _to_send_again(request))
    answer = HttpResponse(text, status=503)
    answer.headers["Retry-After"] = str(TRY_AGAIN_AFTER)
    return answer


def _to_send_again(request: HttpRequest) -> dict[str, object]:
    """The address, and the form with its token as it came: who sends it again is checked as before."""
    context: dict[str, object] = {"again": request.get_full_path()}
    if request.method == "POST":
        context["was_sent"] = True
        context["fields"] = _fields(request)
    return context


def _fields(request: HttpRequest) -> list[tuple[str, str]] | None:
    """What the form held; None of one with files, which a page cannot hold."""
    try:
        if request.FILES:
            return None
        return [(name, value) for name, values in request.POST.lists() for value in values]
    except UNREADABLE:
        return None
