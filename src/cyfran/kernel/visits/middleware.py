"""Every page of a co-op that a person opened is counted, unless they object or their browser asks for privacy."""

from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponse

from cyfran.kernel.consent.preferences import Preferences
from cyfran.kernel.time import society_day
from cyfran.kernel.visits.disclosures import COUNTING, TIMING
from cyfran.kernel.visits.models import Count
from cyfran.kernel.visits.rules import SLOW, is_machine, page_of, source_of
from cyfran.kernel.visits.tally import Counted
from cyfran.kernel.visits.writing import TALLY, write_down_later


class VisitsMiddleware:
    """Adds to the tally after the page is made; no statement is asked and nothing of the visitor is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = self.get_response(request)
        if is_counted(request, response):
            took = round((perf_counter() - began) * 1_000)
            TALLY.add(*counts_of(request, took), first=write_down_later)
        return response


def is_counted(request: HttpRequest, response: HttpResponse) -> bool:
    """True of a whole page of a co-op that was sent to a person's browser because they asked for it."""
    return (
        request.method == "GET"
        and response.status_code == 200
        and getattr(request, "society", None) is not None
        and response.headers.get("Content-Type", "").startswith("text/html")
        and "HX-Request" not in request.headers
        and "Sec-Purpose" not in request.headers  # fetched beforehand, perhaps never seen
        and not is_machine(request.headers.get("User-Agent", ""))
    )


def counts_of(request: HttpRequest, took: int) -> list[Counted]:
    """What this page adds, `took` in milliseconds; nothing that the visitor objects to."""
    society, match = request.society, request.resolver_match  # type: ignore[attr-defined]
    day = society_day(society, request.at)  # type: ignore[attr-defined]
    page = page_of(match.route if match else "")[:200]
    preferences = Preferences.of(request)
    counts = []
    if preferences.allows(COUNTING.key):
        counts.append(Counted(society.pk, day, Count.Kind.PAGE, page))
        source = source_of(
            request.headers.get("Referer", ""),
            request.get_host(),
            request.headers.get("Sec-Fetch-Site", ""),
        )
        if source is not None:
            counts.append(Counted(society.pk, day, Count.Kind.VISIT, source))
    if preferences.allows(TIMING.key):
        slow = int(took >= SLOW)
        counts.append(Counted(society.pk, day, Count.Kind.SPEED, page, 1, slow, took))
    return counts
