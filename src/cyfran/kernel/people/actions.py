"""What people do with their own login. The installation's, so no co-op's record tells of it."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, anyone, signed_in
from cyfran.kernel.people.models import Person
from cyfran.kernel.people.queries import passkeys_of, person_with_address
from cyfran.kernel.people.refusals import NoPasskeyYet


@action(may=anyone, label=_("Begin with an e-mail address"), codes=("language",))
def enter_person(*, actor: Actor, email: str, language: str) -> Person:
    """Whoever reads the mail at `email` (lower case) can sign in with it: the person who could already, or a new one.

    Only for somebody who has just shown that they read it.
    """
    person = person_with_address(email)
    if person is None:
        # Two windows of one newcomer may get here at once.
        no_password = make_password(None)
        person, _new = Person.objects.get_or_create(
            email=email, defaults={"language": language, "password": no_password}
        )
    first = not EmailAddress.objects.filter(user=person, primary=True).exists()
    address, new = EmailAddress.objects.get_or_create(
        user=person, email=email, defaults={"verified": True, "primary": first}
    )
    if not new and not address.verified:
        address.verified, address.primary = True, address.primary or first
        address.save(update_fields=["verified", "primary"])
    return person


@action(may=signed_in, label=_("Say who I am"), codes=("language",))
def introduce_oneself(*, actor: Actor, name: str, language: str) -> Person:
    """The person goes by that name, and letters to them are in that language."""
    person = Person.objects.select_for_update().get(pk=actor.own_person_id)
    person.name, person.language = name, language
    person.save(update_fields=["name", "language"])
    return person


@action(may=signed_in, label=_("Ask me for both"))
def ask_for_both(*, actor: Actor) -> Person:
    """A code from the mail no longer signs the person in alone; recovery codes stand in for a lost passkey.

    Refuses with NoPasskeyYet.
    """
    person = Person.objects.select_for_update().get(pk=actor.own_person_id)
    if not passkeys_of(person).exists():
        raise NoPasskeyYet
    RecoveryCodes.activate(person)
    return person


@action(may=signed_in, label=_("Ask me for one of the two"))
def ask_for_one(*, actor: Actor) -> Person:
    """A code from the mail signs the person in alone, and there are no recovery codes any more."""
    person = Person.objects.select_for_update().get(pk=actor.own_person_id)
    Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).delete()
    return person


def forget_login(person: Person) -> None:
    """Nobody can sign in as this person any more, and nothing says who it was; the number stays.

    For the action that erases a person, which is recorded itself.
    """
    keys = UserSession.objects.filter(user=person).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
    for kept in (UserSession, Authenticator, EmailAddress):
        kept.objects.filter(user=person).delete()
    person.email, person.name, person.is_active = f"erased-{person.pk}@erased.invalid", "", False
    person.set_unusable_password()
    person.save(update_fields=["email", "name", "is_active", "password"])
