"""One way to answer with a page, whole or in part."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
    fragment: str | None = None,
) -> HttpResponse:
    """The page, or only its fragment when a script asks to swap that in (`HX-Request: true`).

    `fragment` names the template that the page itself includes, so that both show the same.
    """
    partial = fragment is not None and request.headers.get("HX-Request") == "true"
    response = render(
        request, fragment if partial and fragment else template, context, status=status
    )
    if fragment is not None:
        patch_vary_headers(response, ("HX-Request",))
    return response
