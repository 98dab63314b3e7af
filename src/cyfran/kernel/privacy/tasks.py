"""What is past its time goes by itself, once a day."""

from datetime import datetime

from django.db.models import F
from django.db.models.functions import Coalesce
from procrastinate.contrib.django import app

from cyfran.kernel.actions import Actor
from cyfran.kernel.holdings import months_later, terms
from cyfran.kernel.jobs import sweep
from cyfran.kernel.people.actions import forget_login
from cyfran.kernel.people.models import Person
from cyfran.kernel.privacy.queries import JOB
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.queries import societies_of
from cyfran.kernel.time import now

UNUSED = 24  # months


@sweep(JOB, daily=True, even_closed=True)
def end_what_is_over(society: Society, actor: Actor, at: datetime) -> None:
    """Nothing is kept past its term, but for what a verb refuses to end yet."""
    for term in terms():
        for row in term.over(society.pk, at):
            try:
                term.end(actor, row, at)
            except Refusal:
                continue  # money still stands between them, say: the page of terms counts it


@app.periodic(cron="47 3 * * *")
@app.task(name="privacy.forget_unused_logins", queueing_lock="forget_unused_logins")
def forget_unused_logins(timestamp: int) -> None:
    """Nobody can sign in any more with a login that no co-op knows and that was not used for two years.

    The installation's, like the login, so no co-op's record tells of it.
    """
    used = Person.objects.filter(is_active=True).annotate(
        used_at=Coalesce(F("last_login"), F("joined_at"))
    )
    for person in used.filter(used_at__lt=months_later(now(), -UNUSED)):
        if not societies_of(person.pk).exists():
            forget_login(person)
