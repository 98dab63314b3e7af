"""Days and moments in words, in the reader's language and the society's zone."""

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import gettext

from cyfran.kernel.languages import active_language

Moment = date | datetime


def local_day(at: Moment) -> date:
    """The day it is, in the zone now in force (the society's, on a society's page)."""
    return timezone.localtime(at).date() if isinstance(at, datetime) else at


@lru_cache(maxsize=2_000)  # a page says the same few days again and again
def _said(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=language)


def day_in_full(at: Moment) -> str:
    """`Thursday 26 November`; `dydd Iau 26 Tachwedd`, as it stands within a sentence (else `capfirst`).

    A Welsh sentence in which the day comes after a mutation writes `d` before it: `tan ddydd Iau`.
    """
    told = _said(local_day(at), "EEEE d MMMM", active_language())
    return told[0].lower() + told[1:] if active_language() == "cy" else told


def day_with_year(at: Moment) -> str:
    """`26 November 2026`: for what may lie years back."""
    return _said(local_day(at), "d MMMM y", active_language())


def short_day(at: Moment) -> str:
    """`26 Nov 2026`: for tables."""
    return _said(local_day(at), "d MMM y", active_language())


def clock(at: datetime) -> str:
    """`19:00`."""
    return f"{timezone.localtime(at):%H:%M}"


def moment_in_full(at: datetime) -> str:
    """`Thursday 26 November, 19:00`."""
    return f"{day_in_full(at)}, {clock(at)}"


def moment_with_year(at: datetime) -> str:
    """`26 November 2026, 19:00`: for what may lie years back."""
    return f"{day_with_year(at)}, {clock(at)}"


def greeting(at: datetime, name: str = "") -> str:
    """Good morning, afternoon or evening, by the hour where the society is."""
    hour = timezone.localtime(at).hour
    if hour < 12:
        words = gettext("Good morning, %(name)s") if name else gettext("Good morning")
    elif hour < 18:
        words = gettext("Good afternoon, %(name)s") if name else gettext("Good afternoon")
    else:
        words = gettext("Good evening, %(name)s") if name else gettext("Good evening")
    return words % {"name": name} if name else words
