"""What is forgotten by itself: sessions that are over, and counts of tries that are too old to count."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from procrastinate.contrib.django import app


@app.periodic(cron="17 3 * * *")
@app.task(name="people.forget_what_is_over", queueing_lock="forget_what_is_over")
def forget_what_is_over(timestamp: int) -> None:
    """Nothing is kept of sessions that have ended, or of tries that are over."""
    call_command("clearsessions")
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tries WHERE expires < now()")
