"""What feedback does when something happened elsewhere; site/wiring.py connects it."""

from django.db.models import Q

from cyfran.kernel.feedback.models import Feedback
from cyfran.kernel.societies.events import PartyErased


def forget_feedback(event: PartyErased) -> None:
    """What the person told the co-op is gone."""
    theirs = Q(email__in=event.addresses)
    if event.person_id is not None:
        theirs |= Q(person_id=event.person_id)
    Feedback.objects.filter(theirs, society=event.party.society_id, erased_at=None).update(
        words="", email="", person_id=None, erased_at=event.at
    )
