"""Counts are added to, made coarser once the day is over, and forgotten after a year."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, nobody
from cyfran.kernel.societies.models import Society
from cyfran.kernel.visits.models import Count
from cyfran.kernel.visits.rules import DIRECT, MONTHS_KEPT, REST, SMALLEST
from cyfran.kernel.visits.tally import Counted

ADD = """
    INSERT INTO visits_count (society_id, day, kind, name, times, slow, milliseconds)
    SELECT %s, * FROM unnest(%s::date[], %s::text[], %s::text[], %s::bigint[], %s::bigint[], %s::bigint[])
    ON CONFLICT (society_id, day, kind, name) DO UPDATE SET times = visits_count.times + excluded.times,
      slow = visits_count.slow + excluded.slow, milliseconds = visits_count.milliseconds + excluded.milliseconds
"""
FOLD = """
    WITH small AS (DELETE FROM visits_count WHERE society_id = %s AND kind = 'visit' AND day BETWEEN %s AND %s
      AND times < %s AND name NOT IN (%s, %s) RETURNING day, times)
    INSERT INTO visits_count (society_id, day, kind, name, times, slow, milliseconds)
    SELECT %s, day, 'visit', %s, sum(times), 0, 0 FROM small GROUP BY day
    ON CONFLICT (society_id, day, kind, name) DO UPDATE SET times = visits_count.times + excluded.times
"""
LATE = timedelta(days=3)  # the longest that a process could have kept a count to itself


@action(may=nobody, scheduled=True, recorded=False, label=_("Add to the counts of visits"))
def add_counts(*, actor: Actor, society: Society, counted: Sequence[Counted]) -> None:
    """The counts of the day are greater by these, whoever else adds to them at the same time."""
    # In one order everywhere, so that two processes never wait for each other.
    rows = sorted(counted, key=lambda each: (each.day, each.kind, each.name))
    columns = [
        [getattr(each, column) for each in rows]
        for column in ("day", "kind", "name", "times", "slow", "milliseconds")
    ]
    with connection.cursor() as cursor:
        cursor.execute(ADD, [society.pk, *columns])


@action(may=nobody, scheduled=True, recorded=False, label=_("Make the counts of visits coarser"))
def coarsen_counts(*, actor: Actor, society: Society, today: date) -> None:
    """Of days that are over no source is named that fewer than five came from; what is over a year old is gone."""
    with connection.cursor() as cursor:
        over = [today - LATE, today - timedelta(days=1)]
        cursor.execute(FOLD, [society.pk, *over, SMALLEST, DIRECT, REST, society.pk, REST])
    oldest = today - timedelta(days=MONTHS_KEPT * 31)
    Count.objects.filter(society=society, day__lt=oldest).delete()
