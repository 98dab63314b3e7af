"""The law of meetings that needs no database: how many can ask for one, how many must be there, how long a paper travels.

Whole numbers only. The database decides by the same (sql/); tests hold the two together.
"""

from datetime import date, timedelta

WHOLE_BP = 10_000

# Model rules: a notice that is posted is served 48 hours afterwards; one by e-mail or by hand at once.
DAYS_IN_THE_POST = 2

# Model rules: a meeting that members asked for is convened within a month; after that they call it themselves.
DAYS_TO_CONVENE = 28


def requisition_of(count: int, share_bp: int, roll: int) -> int:
    """How many members ask for a meeting: the number or the share of the members, whichever is less.

    >>> requisition_of(100, 1000, 34)
    4
    """
    return max(1, min(count, -(-share_bp * roll // WHOLE_BP)))


def earliest_meeting(notice_on: date, clear_days: int, *, by_post: bool) -> date:
    """The first day a meeting can be held: clear days, after the post where anybody is told by post.

    >>> earliest_meeting(date(2026, 11, 2), 14, by_post=True)
    datetime.date(2026, 11, 19)
    """
    days = clear_days + (DAYS_IN_THE_POST if by_post else 0)
    return notice_on + timedelta(days=days + 1 if days else 0)
