"""Who somebody is by their address, and how they sign in."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from cyfran.kernel.people.models import Person


def person_with_address(email: str) -> Person | None:
    """Whoever has shown that they read the mail at this address, or else was entered with it.

    An address that somebody only claims finds nobody: else its owner would be signed in as the claimant.
    """
    proven = EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
    person: Person | None = proven.user if proven else Person.objects.filter(email=email).first()
    return person


def addresses_of(person: Person) -> QuerySet[EmailAddress]:
    """The addresses at which the person can be sent a code, the one for letters first."""
    found: QuerySet[EmailAddress] = EmailAddress.objects.filter(user=person)
    return found.order_by("-primary", "email")


def passkeys_of(person: Person) -> QuerySet[Authenticator]:
    """The person's passkeys, the oldest first."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(
        user=person, type=Authenticator.Type.WEBAUTHN
    )
    return found.order_by("pk")


def asks_for_both(person: Person) -> bool:
    """Whether a code from the mail is not enough for this person: whoever has recovery codes chose so."""
    return _recovery(person) is not None


def unused_recovery_codes(person: Person) -> Sequence[str]:
    """The recovery codes that still work."""
    recovery = _recovery(person)
    codes: Sequence[str] = recovery.wrap().get_unused_codes() if recovery else ()
    return codes


def _recovery(person: Person) -> Authenticator | None:
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
