"""What happened in a society's decisions, for apps above to react to."""

from dataclasses import dataclass
from datetime import datetime

from cyfran.coop.governance.models import Resolution


@dataclass(frozen=True)
class NoticeGiven:
    """Members were told of a resolution and of when they vote."""

    resolution: Resolution
    at: datetime


@dataclass(frozen=True)
class ResolutionClosed:
    """The votes were counted; the resolution says whether it was carried."""

    resolution: Resolution
    at: datetime


@dataclass(frozen=True)
class ResolutionEnacted:
    """The software does from now on what the members decided."""

    resolution: Resolution
    at: datetime
