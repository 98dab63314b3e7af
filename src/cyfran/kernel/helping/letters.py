"""Letters about acting for somebody: always to the one who did not do it just now."""

from django.conf import settings

from cyfran.kernel.helping.models import Helping
from cyfran.kernel.helping.queries import name_of
from cyfran.kernel.mail import post_mail
from cyfran.kernel.people.models import Person
from cyfran.kernel.people.queries import person_with_address
from cyfran.kernel.societies.addresses import society_url


def ask(helping: Helping) -> None:
    """Whoever reads the mail at the address knows who asks them, what for, and where to accept."""
    known = person_with_address(helping.email)
    _post(helping, "asked", helping.email, known.language if known else helping.helped.language)


def tell_accepted(helping: Helping) -> None:
    """The person knows who can act for them now."""
    _post(helping, "accepted", helping.helped.email, helping.helped.language)


def tell_ended(helping: Helping, by: int) -> None:
    """The other of the two knows that it is over."""
    other: Person | None = helping.helper if by == helping.helped_id else helping.helped
    if other is not None:
        _post(helping, "ended", other.email, other.language)


def _post(helping: Helping, what: str, to: str, language: str) -> None:
    helper = helping.helper
    post_mail(
        to=to,
        language=language,
        template=f"helping/mail/{what}.txt",
        context={
            "society": helping.society,
            "helping": helping,
            "helped": name_of(helping.society, helping.helped),
            "helper": name_of(helping.society, helper) if helper else helping.email,
            "link": settings.SITE_ADDRESS + society_url(helping.society, "helping:home"),
        },
    )
