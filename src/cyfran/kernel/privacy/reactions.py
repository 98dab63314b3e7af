"""What happens to requests when something happened elsewhere; site/wiring.py connects it."""

from cyfran.kernel.privacy.actions.requests import empty_requests
from cyfran.kernel.privacy.models import Request
from cyfran.kernel.societies.events import PartyErased


def forget_requests(event: PartyErased) -> None:
    """What the person asked is gone, and who asked it."""
    if event.person_id is None:
        return
    theirs = Request.objects.filter(society=event.party.society_id, person_id=event.person_id)
    empty_requests(list(theirs.values_list("pk", flat=True)), event.at)
