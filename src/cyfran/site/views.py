"""The installation's own pages: the first page, the choice of language, and whether it is well."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation


def choose_language(request: HttpRequest) -> HttpResponse:
    """From the bare address to the reader's language, or to a page that asks."""
    return HttpResponseRedirect(reverse("site:home"))


def home(request: HttpRequest) -> HttpResponse:
    """What Cyfran is, and the ways in."""
    return render(request, "site/home.html")


def society_home(request: HttpRequest) -> HttpResponse:
    """A co-op's first page."""
    return render(request, "site/society_home.html")


def health(_request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it does not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "well"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be read."""
    return render(request, "400.html", status=400)


def in_language(code: str, path: str) -> str:
    """The path of a named page in another language."""
    with translation.override(code):
        return reverse(path)
