"""Who comes by, for members to see: numbers, and no one in them."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.time import society_day
from cyfran.kernel.ui.charts import Amount, Point, bars, months_line
from cyfran.kernel.ui.days import short_day
from cyfran.kernel.ui.pages import page
from cyfran.kernel.ui.shapes import Column, Table
from cyfran.kernel.visits.models import Count
from cyfran.kernel.visits.queries import Speed, named, slowest, visits_by_week
from cyfran.kernel.visits.rules import DIRECT, SMALLEST, shown

LATELY = timedelta(weeks=4)


@for_roles("member", "founder", "secretary", "chair", "board", "treasurer", "coordinator")
@require_safe
def visits(request: SocietyRequest) -> HttpResponse:
    """Visits by week, where they come from, which pages are read and which are slow."""
    society = request.society
    today = society_day(society, request.at)
    weeks = visits_by_week(society, today)
    since = today - LATELY
    context = {
        "is_empty": not any(count for _week, count in weeks),
        "charts": [
            _by_week(weeks),
            _by_name(
                named(society, Count.Kind.VISIT, since),
                caption=_("Where visits came from in the last four weeks"),
                of=_("Site"),
                value=_("Visits"),
            ),
            _by_name(
                named(society, Count.Kind.PAGE, since),
                caption=_("Pages that were opened in the last four weeks"),
                of=_("Page"),
                value=_("Times"),
            ),
        ],
        "speeds": _table(slowest(society, since)),
    }
    return page(request, "visits/visits.html", context)


def how_many(count: int) -> str:
    """A number in words where it is small."""
    if 0 < count < SMALLEST:
        return _("fewer than 5")
    return f"{count:,}"


def _by_week(weeks: list[tuple[date, int]]) -> SafeString:
    return months_line(
        [Point(short_day(monday), shown(count)) for monday, count in weeks],
        title=_("Visits each week"),
        of=_("Week from"),
        value=_("Visits"),
        written=how_many,
    )


def _by_name(counts: tuple[list[tuple[str, int]], int], **words: str) -> SafeString | str:
    named_ones, rest = counts
    rows = [
        Amount(name if name != DIRECT else _("Directly, or not told"), count, "leek")
        for name, count in named_ones
    ]
    rows += [Amount(_("All the others"), rest, "pale")] if rest else []
    return bars(rows, written=how_many, **words) if rows else ""


def _table(speeds: list[Speed]) -> Table | None:
    columns = [
        Column(_("Page")),
        Column(_("Times"), number=True),
        Column(_("On average"), number=True),
        Column(_("Over a second"), number=True),
    ]
    rows = [
        (
            speed.page,
            how_many(speed.times),
            f"{speed.milliseconds / 1_000:.2f} s",
            how_many(speed.slow),
        )
        for speed in speeds
    ]
    return Table(_("The slowest pages"), columns, rows) if rows else None
