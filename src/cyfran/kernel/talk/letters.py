"""The letter of what was said: how much about what, and where it can be read; never the words themselves."""

from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone, translation

from cyfran.kernel.mail import post_mail
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Party
from cyfran.kernel.talk.queries import News
from cyfran.kernel.talk.subjects import subjects


def tell_of_talk(party: Party, news: Sequence[News]) -> None:
    """One letter, in the party's own language."""
    society = party.society
    with translation.override(party.language), timezone.override(society.zone):
        known = subjects(society, [one.following.about for one in news])
        lines = [
            {
                "title": str(known[one.following.about].title),
                "count": one.count,
                "url": settings.SITE_ADDRESS
                + society_url(society, "talk:thread", about=one.following.about),
            }
            for one in news
            if one.following.about in known
        ]
        if lines:
            post_mail(
                to=party.email,
                language=party.language,
                template="talk/mail/news.txt",
                context={"party": party, "society": society.name, "lines": lines},
            )
