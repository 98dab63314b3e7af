"""What talk does as time passes."""

from datetime import datetime

from cyfran.kernel.actions import Actor
from cyfran.kernel.jobs import sweep
from cyfran.kernel.societies.models import Society
from cyfran.kernel.talk.actions import send_news
from cyfran.kernel.talk.queries import due_for_news

AT_ONCE = 200


@sweep("talk.news")
def send_letters(society: Society, actor: Actor, at: datetime) -> None:
    """Everybody who follows something was told of what is new in it, some hundreds at a time."""
    for party in due_for_news(society, at)[:AT_ONCE]:
        send_news(actor=actor, party=party, at=at)
