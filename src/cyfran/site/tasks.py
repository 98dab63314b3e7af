"""The jobs of the installation: one sweep a minute and one a day, mail as it is posted, and the record sealed."""

from datetime import datetime

from django.db import connection
from procrastinate.contrib.django import app

from cyfran.kernel import mail
from cyfran.kernel.actions import Actor
from cyfran.kernel.jobs import run_all_sweeps, run_daily_sweeps, sweep
from cyfran.kernel.societies.models import Society

__all__ = ["every_day", "every_minute", "mail", "seal_record"]


@app.periodic(cron="* * * * *")
@app.task(name="site.every_minute", queueing_lock="every_minute", pass_context=False)
def every_minute(timestamp: int) -> None:
    """Whatever has fallen due by now has been done, in every society."""
    run_all_sweeps()


@app.periodic(cron="41 3 * * *")
@app.task(name="site.every_day", queueing_lock="every_day", pass_context=False)
def every_day(timestamp: int) -> None:
    """What each day asks for has been done, in every society."""
    run_daily_sweeps()


@sweep("record.seal", even_closed=True)
def seal_record(society: Society, actor: Actor, at: datetime) -> None:
    """What is written and committed is in a sealed block."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT record_seal(%s)", [society.pk])
