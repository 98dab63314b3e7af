"""What is forgotten by itself: sessions that are over, tries that are too old to count, letters that cannot be sent."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from procrastinate.contrib.django import app

from cyfran.kernel.mail import forget_unsent_letters

UNSENT = 30  # days


@app.periodic(cron="17 3 * * *")
@app.task(name="people.forget_what_is_over", queueing_lock="forget_what_is_over")
def forget_what_is_over(timestamp: int) -> None:
    """Nothing is kept of sessions that have ended, of tries that are over, or of letters long failed."""
    call_command("clearsessions")
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    forget_unsent_letters(UNSENT)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tries WHERE expires < now()")
