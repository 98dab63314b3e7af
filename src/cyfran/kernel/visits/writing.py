"""Writing the tally down: each process its own, once a minute, on a connection apart from every request's."""

import logging
import threading
from collections import defaultdict

from django.conf import settings
from django.db import connections

from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.queries import job_mandate
from cyfran.kernel.visits.actions import add_counts
from cyfran.kernel.visits.tally import Counted, Tally

log = logging.getLogger(__name__)
TALLY = Tally()


def write_down(tally: Tally = TALLY) -> None:
    """What was counted is in the database. A process that ends before takes at most a minute's counts with it."""
    by_society: dict[int, list[Counted]] = defaultdict(list)
    for each in tally.take():
        by_society[each.society_id].append(each)
    for society_id, counted in by_society.items():
        try:
            with society_transaction(society_id):
                actor = Actor.mandate(job_mandate(society_id, "visits.count"))
                add_counts(actor=actor, society=Society(pk=society_id), counted=counted)
        except Exception:
            log.exception("%s counts of visits were lost in society %s", len(counted), society_id)


def write_down_later() -> None:
    """In a while the tally is written down; never, where the setting says that somebody else sees to it."""
    if settings.VISITS_WRITTEN_EVERY:
        timer = threading.Timer(settings.VISITS_WRITTEN_EVERY, _write_down_apart)
        timer.daemon = True
        timer.start()


def _write_down_apart() -> None:
    try:
        write_down()
    finally:
        connections.close_all()
