"""The letters of deciding, each in the language of the one who gets it."""

from django.conf import settings
from django.utils import timezone, translation

from cyfran.coop.governance.models import Resolution
from cyfran.kernel.mail import post_mail
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Party


def tell_of_notice(resolution: Resolution, party: Party) -> None:
    """A resolution is coming: what it asks, and when voting opens and closes."""
    _tell(resolution, party, "governance/mail/notice.txt")


def tell_of_closing(resolution: Resolution, party: Party) -> None:
    """A vote closes soon, and this member has not voted."""
    _tell(resolution, party, "governance/mail/closing.txt")


def _tell(resolution: Resolution, party: Party, template: str) -> None:
    society = resolution.society
    with translation.override(party.language), timezone.override(society.zone):
        page = society_url(society, "governance:resolution", number=resolution.number)
        post_mail(
            to=party.email,
            language=party.language,
            template=template,
            context={
                "party": party,
                "society": society.name,
                "resolution": resolution,
                "link": f"{settings.SITE_ADDRESS}{page}",
            },
        )
