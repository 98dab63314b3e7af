"""The letters about meetings, each in the language of the one who gets it."""

from django.conf import settings
from django.utils import timezone, translation

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings.models import Item, Move
from cyfran.kernel.mail import post_mail
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Party


def tell_of_meeting(meeting: Meeting, party: Party, items: list[Item], move: Move | None) -> None:
    """A meeting is called, or was moved or called off: when, where, and what it is about."""
    society = meeting.society
    with translation.override(party.language), timezone.override(society.zone):
        page = society_url(society, "meetings:meeting", pk=meeting.pk)
        post_mail(
            to=party.email,
            language=party.language,
            template="meetings/mail/notice.txt",
            context={
                "party": party,
                "society": society.name,
                "meeting": meeting,
                "items": items,
                "move": move,
                "link": f"{settings.SITE_ADDRESS}{page}",
            },
        )
