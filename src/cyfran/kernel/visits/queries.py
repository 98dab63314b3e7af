"""The counts as members see them: by week, by source, by page."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet, Sum

from cyfran.kernel.societies.models import Society
from cyfran.kernel.visits.models import Count
from cyfran.kernel.visits.rules import SMALLEST, named_and_rest

WEEKS = 13
SHOWN = 10


@dataclass(frozen=True)
class Speed:
    """How long a page took: how often it was made, milliseconds on average, and how often over a second."""

    page: str
    times: int
    milliseconds: int
    slow: int


def visits_by_week(society: Society, today: date) -> list[tuple[date, int]]:
    """The Monday of each of the last thirteen weeks, with its visits."""
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=WEEKS - 1)
    sums = dict.fromkeys((first + timedelta(weeks=week) for week in range(WEEKS)), 0)
    days = _since(society, Count.Kind.VISIT, first).values_list("day").annotate(all=Sum("times"))
    for day, times in days:
        sums[day - timedelta(days=day.weekday())] += times
    return list(sums.items())


def named(society: Society, kind: str, since: date) -> tuple[list[tuple[str, int]], int]:
    """Sources of visits or pages since that day, with how often; and the sum of those too small to be named."""
    found, rest = named_and_rest(
        _since(society, kind, since).values_list("name").annotate(all=Sum("times"))
    )
    return found[:SHOWN], rest + sum(count for _name, count in found[SHOWN:])


def slowest(society: Society, since: date) -> list[Speed]:
    """The pages that took longest on average, the slowest first."""
    found = (
        _since(society, Count.Kind.SPEED, since)
        .values_list("name")
        .annotate(all=Sum("times"), took=Sum("milliseconds"), over=Sum("slow"))
        .filter(all__gte=SMALLEST)
    )
    speeds = [Speed(name, times, round(took / times), slow) for name, times, took, slow in found]
    return sorted(speeds, key=lambda one: -one.milliseconds)[:SHOWN]


def _since(society: Society, kind: str, day: date) -> QuerySet[Count]:
    return Count.objects.filter(society=society, kind=kind, day__gte=day)
