"""The letters of electing, each in the language of the one who gets it. None of them says how anybody voted."""

from django.conf import settings
from django.utils import timezone, translation

from cyfran.coop.elections.models import Election
from cyfran.kernel.mail import post_mail
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Party


def tell(election: Election, party: Party, what: str) -> None:
    """The election is called, or voting is open: until when, and where."""
    society = election.society
    with translation.override(party.language), timezone.override(society.zone):
        page = society_url(society, "elections:election", number=election.number)
        post_mail(
            to=party.email,
            language=party.language,
            template=f"elections/mail/{what}.txt",
            context={
                "party": party,
                "society": society.name,
                "election": election,
                "link": f"{settings.SITE_ADDRESS}{page}",
            },
        )
