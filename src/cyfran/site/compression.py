"""Pages are sent packed; how long an answer is must not tell what is in it."""

import gzip
import re
import secrets
from collections.abc import Callable
from io import BytesIO

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

SHORTEST = 500  # bytes: less than that is sent as it is
PADDING = 100  # random bytes at most
QUICKLY = 1  # zlib's level: a fifth larger than the best, in a third of the time
SECRETS = "account"  # the part of the site whose pages show codes for signing in
UNPACKS = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", re.IGNORECASE)


class CompressionMiddleware:
    """Packs the HTML of every page that shows no secret, for browsers that unpack it.

    An answer that holds a secret and repeats what the address says can be guessed at by its length (BREACH, 2013).
    So pages of signing in are never packed; the token in every form is masked anew each time; and the length of the
    others has up to a hundred random bytes in it ("Heal the BREACH", as Django's own middleware does).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and _may_be_packed(request, response):
            patch_vary_headers(response, ("Accept-Encoding",))
            if UNPACKS.search(request.headers.get("Accept-Encoding", "")):
                _pack(response)
        return response


def _may_be_packed(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        len(response.content) >= SHORTEST
        and response.headers.get("Content-Type", "").startswith("text/html")
        and not response.has_header("Content-Encoding")
        and SECRETS not in request.path.split("/")[:3]
    )


def _pack(response: HttpResponse) -> None:
    response.content = packed(response.content)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))
    tag = response.headers.get("ETag", "")
    if tag.startswith('"'):  # no longer the same byte for byte (RFC 9110, 8.8.3)
        response.headers["ETag"] = f"W/{tag}"


def packed(content: bytes) -> bytes:
    """The content as gzip, with a file name of random length in its header."""
    buffer, name = BytesIO(), "a" * secrets.randbelow(PADDING + 1)
    with gzip.GzipFile(name, "wb", QUICKLY, buffer, mtime=0) as file:
        file.write(content)
    return buffer.getvalue()
