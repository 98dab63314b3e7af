"""What talk does when something happened elsewhere; site/wiring.py connects it."""

from cyfran.kernel.societies.events import PartyErased
from cyfran.kernel.talk.models import Contribution, Following, Leaning, Topic


def forget_words_said(event: PartyErased) -> None:
    """What the person said is gone, and the titles they gave; that something was said then stays."""
    society, party = event.party.society_id, event.party
    Contribution.objects.filter(society=society, author=party, gone_at=None).update(
        words=None, gone_at=event.at, hidden_at=None, hidden_why=""
    )
    Topic.objects.filter(society=society, opened_by=party).update(title=None)
    Following.objects.filter(society=society, party=party).delete()
    Leaning.objects.filter(society=society, party=party).delete()
