"""The dates of the law of data protection."""

from calendar import monthrange
from datetime import date

TO_ANSWER = 1  # months: UK GDPR art. 12(3)
PUT_OFF_BY = 2  # months more, where a request is complex


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day.

    >>> months_on(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
