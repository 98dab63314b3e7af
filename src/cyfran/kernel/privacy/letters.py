"""Letters about personal data: to whoever asked, and to the officers who answer."""

from django.conf import settings
from django.utils import translation

from cyfran.kernel.mail import post_mail
from cyfran.kernel.people.models import Person
from cyfran.kernel.privacy.models import Breach, Request
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.queries import holders_of

ANSWERING = ("secretary", "chair")


def tell_asker(request: Request, person: Person, what: str) -> None:
    """Whoever asked knows where it stands: `asked`, `put_off` or `answered`."""
    _post(
        person.email,
        person.language,
        what,
        request.society,
        "privacy:ask",
        request=request,
        name=person.name,
    )


def tell_officers(request: Request) -> None:
    """Those who answer know that something was asked; not what, nor by whom."""
    for officer in holders_of(request.society, *ANSWERING):
        if officer.email:
            _post(
                officer.email, officer.language, "to_answer", request.society, "privacy:home",
                request=request, name=officer.name,
            )  # fmt: skip


def tell_of_breach(breach: Breach) -> None:
    """Those who answer for it know by when the Commissioner must."""
    for officer in holders_of(breach.society, *ANSWERING):
        if officer.email:
            _post(
                officer.email, officer.language, "breach", breach.society, "privacy:home",
                breach=breach, name=officer.name,
            )  # fmt: skip


def _post(
    to: str, language: str, what: str, society: Society, page: str, **context: object
) -> None:
    with translation.override(language):
        link = settings.SITE_ADDRESS + society_url(society, page)
        post_mail(
            to=to,
            language=language,
            template=f"privacy/mail/{what}.txt",
            context={"society": society, "link": link, **context},
        )
