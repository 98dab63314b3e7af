"""What elections do when something happened elsewhere; site/wiring.py connects it."""

from cyfran.coop.elections.models import Nomination
from cyfran.kernel.files.models import Content, StoredFile
from cyfran.kernel.societies.events import PartyErased


def forget_candidate(event: PartyErased) -> None:
    """What somebody wrote and showed as a candidate is gone; that they stood, and the count, stay without their name."""
    stood = Nomination.objects.filter(society=event.party.society_id, nominee=event.party)
    pictures = [one for one in stood.values_list("photograph_id", flat=True) if one]
    stood.update(statement=None, photograph=None)
    files = StoredFile.objects.filter(pk__in=pictures, erased_at=None)
    contents = list(files.values_list("content_id", flat=True))
    files.update(name="erased", erased_at=event.at)
    Content.objects.filter(pk__in=contents).exclude(files__erased_at=None).update(body=None)
