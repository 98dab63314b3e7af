"""What happens to helping when something happened elsewhere; site/wiring.py connects it."""

from django.db.models import F, Q, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat

from cyfran.kernel.helping.models import Helping
from cyfran.kernel.societies.events import PartyErased


def end_whatever_they_let(event: PartyErased) -> None:
    """Nobody acts for whoever is erased, nor they for anybody; no address of theirs is left."""
    of_society = Helping.objects.filter(society=event.party.society_id)
    theirs = Q(email__in=event.addresses)
    if event.person_id is not None:
        theirs |= Q(helped=event.person_id) | Q(helper=event.person_id)
    of_society.filter(theirs, ended_at=None).update(ended_at=event.at)
    # Each keeps an address of its own that leads nowhere.
    nowhere = Concat(Value("erased-"), Cast(F("pk"), CharField()), Value("@erased.invalid"))
    of_society.filter(theirs, accepted_at=None).update(email=nowhere)
