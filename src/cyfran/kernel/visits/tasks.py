"""What time does to counts."""

from datetime import datetime

from cyfran.kernel.actions import Actor
from cyfran.kernel.jobs import sweep
from cyfran.kernel.societies.models import Society
from cyfran.kernel.time import society_day
from cyfran.kernel.visits.actions import coarsen_counts


@sweep("visits.coarsen", even_closed=True)
def coarsen(society: Society, actor: Actor, at: datetime) -> None:
    """Days that are over name no small source."""
    coarsen_counts(actor=actor, society=society, today=society_day(society, at))
