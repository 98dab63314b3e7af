"""Whether this is a demonstration, and how far its year has come: its clock says both."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min

from cyfran.kernel.societies.models import Installation, Society
from cyfran.kernel.time import now

LAST_MADE = "ynni-cwm"


@dataclass(frozen=True)
class DemonstrationState:
    """A demonstration; `percent` of its year has happened, and it is `clock` in it."""

    clock: datetime
    percent: int
    is_whole: bool


def demonstration_state() -> DemonstrationState | None:
    """How far the demonstration is; None in an installation in earnest."""
    installation = Installation.objects.first()
    if installation is None or not installation.demonstration:
        return None
    clock = now()
    if Society.objects.filter(slug=LAST_MADE).exists():
        return DemonstrationState(clock, 100, is_whole=True)
    began = Society.objects.aggregate(first=Min("created_at"))["first"]
    if began is None:
        return DemonstrationState(clock, 0, is_whole=False)
    real = clock - installation.clock_offset
    year = max(real - began, timedelta(seconds=1))
    return DemonstrationState(clock, min(99, int(100 * (clock - began) / year)), is_whole=False)
