"""How allauth speaks and behaves here: our words, our letters, our steps."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.languages import active_language
from cyfran.kernel.mail import post_mail
from cyfran.kernel.people.devices import device_name
from cyfran.kernel.people.models import Person
from cyfran.kernel.people.onward import keeping
from cyfran.kernel.people.queries import person_with_address
from cyfran.kernel.people.shared import end_in_time

WRONG_CODE = _("That is not the code. Look at the latest e-mail and type what it says.")
TOO_MANY = _("That was tried too often. Wait a few minutes, then try again.")
WRONG_PASSKEY = _("That passkey is not known here. Use another, or a code by e-mail.")

# What allauth tells after an act, by the name of its template; nothing where the page itself shows it.
TOLD: dict[str, str | Promise] = {
    "account/messages/logged_in.txt": "",
    "account/messages/email_confirmation_sent.txt": "",
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/email_confirmed.txt": _("{email} now signs you in."),
    "account/messages/email_confirmation_failed.txt": _(
        "{email} signs in somebody else. Sign in with it, or use another address."
    ),
    "account/messages/email_deleted.txt": _("{email} no longer signs you in."),
    "account/messages/cannot_delete_primary_email.txt": _(
        "Our e-mails go to {email}. Choose another address for them first."
    ),
    "account/messages/primary_email_set.txt": _("Our e-mails go to this address from now on."),
    "account/messages/unverified_primary_email.txt": _(
        "Show first that you read the mail at that address."
    ),
    "mfa/messages/recovery_codes_generated.txt": _("Here are your new recovery codes."),
    "mfa/messages/webauthn_added.txt": _("Your passkey is ready to use."),
    "mfa/messages/webauthn_removed.txt": _("That passkey no longer signs you in."),
    "usersessions/messages/sessions_logged_out.txt": _("You are signed out everywhere else."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in by code and passkey alone; letters go through the worker."""

    error_messages: ClassVar[dict[str, str | Promise]] = DefaultAccountAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "duplicate_email": _("That address signs you in already."),
        "email_taken": _("That address signs in somebody else."),
        "max_email_addresses": _("You have %d addresses already: remove one first."),
    }

    def get_login_stages(self) -> list[str]:
        """No password to check, no address to confirm: the code has done that."""
        return ["cyfran.kernel.people.stages.SecondStep"]

    def is_reauthentication_required(self, *, app: str, **_kwargs: Any) -> bool:
        """Never by allauth, which knows no code by e-mail for it: `lately.only_lately` stands before each page."""
        return False

    def post_login(self, request: HttpRequest, user: Person, **given: Any) -> HttpResponse:
        """Whoever has no name yet is asked for it on the way; on a shared device the session has an end."""
        response: HttpResponse = super().post_login(request, user, **given)
        end_in_time(request)
        if user.name:
            return response
        return HttpResponseRedirect(keeping(reverse("people:about_you"), response["Location"]))

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """Back to where addresses are listed."""
        return reverse("people:signing_in")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Said in our words."""
        said = message or str(TOLD[message_template or ""]).format(**(message_context or {}))
        if said:
            messages.add_message(request, level, said, extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A letter of ours in the reader's language: `mfa/email/webauthn_added` is `people/mail/webauthn_added.txt`."""
        person = context.get("user") or person_with_address(email)
        language = person.language if person else active_language()
        with translation.override(language):
            about = {
                "device": device_name(context.get("user_agent", "")),
                "page": settings.SITE_ADDRESS + reverse("people:signing_in"),
            }
        name = template_prefix.rsplit("/", 1)[-1]
        post_mail(
            to=email,
            language=language,
            template=f"people/mail/{name}.txt",
            context={**context, **about},
        )


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys of this installation's one address; secrets sealed with a key that is not in the database."""

    error_messages: ClassVar[dict[str, str | Promise]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_PASSKEY,
        "unverified_email": _("Show first that you read the mail at each of your addresses."),
        "cannot_generate_recovery_codes": _("Recovery codes are for those who have a passkey."),
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What a passkey is for: this address, whatever name the server was called by."""
        return {"id": settings.HOST, "name": "Cyfran"}

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002
        """The device in hand, for a first suggestion."""
        request = allauth_context.request
        return device_name(request.headers.get("User-Agent", ""))

    def encrypt(self, text: str) -> str:
        """Sealed for the database."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """As it was before `encrypt`."""
        return _keys().decrypt(encrypted_text.encode()).decode()


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])
