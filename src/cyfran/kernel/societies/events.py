"""What happened to a society, for apps above to react to."""

from dataclasses import dataclass
from datetime import datetime

from cyfran.kernel.societies.models import Party, Society


@dataclass(frozen=True)
class SocietyFounded:
    """Somebody began a society; it is forming."""

    society: Society
    founder: Party
    at: datetime


@dataclass(frozen=True)
class SocietyRegistered:
    """The registrar's number was recorded: the society now exists in law."""

    society: Society
    at: datetime


@dataclass(frozen=True)
class SocietyToEnd:
    """A society is about to be dissolved or merged: whoever has something unfinished refuses."""

    society: Society


@dataclass(frozen=True)
class PartyToBeErased:
    """Somebody is about to be erased: whoever has something against it refuses."""

    party: Party


@dataclass(frozen=True)
class PartyErased:
    """Somebody is erased; this is the last that tells who it was, so that every app can forget it."""

    party: Party
    person_id: int | None
    addresses: frozenset[str]
    at: datetime
