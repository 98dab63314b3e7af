"""For tests of what comes after the founding: the meeting was held, and nothing was decided in it."""

from django.db import connection

from cyfran.kernel.societies.models import Society


def meeting_was_held(society: Society) -> None:
    """The society can be registered; every rule is as the model rules say. Inside the society's transaction.

    Databases of tests alone have the function (sql/meeting.sql): in any other a founding meeting is held by founders.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT testing_meeting_was_held(%s)", [society.pk])
