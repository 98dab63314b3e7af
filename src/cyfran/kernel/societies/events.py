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
