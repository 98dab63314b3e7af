"""What people type to sign in."""

from typing import Any

from allauth.account.forms import AddEmailForm as AllauthAddEmailForm
from allauth.account.forms import ConfirmEmailVerificationCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.people.adapter import WRONG_CODE
from cyfran.kernel.people.codes import Code
from cyfran.kernel.people.models import Person
from cyfran.kernel.ui.widgets import RadioCards

LANGUAGE_NAMES = (("cy", "Cymraeg"), ("en", "English"))


def _address() -> forms.EmailField:
    return forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


def _code(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "code-input",
            }
        ),
    )


class AddressForm(forms.Form):
    """An address, known or not, and whose device it is."""

    email = _address()
    is_shared = forms.BooleanField(
        label=_("Other people use this device too"),
        help_text=_("You are then signed out after half an hour."),
        required=False,
    )

    def clean_email(self) -> str:
        """Addresses are kept in small letters."""
        email: str = self.cleaned_data["email"]
        return email.lower()


class CodeForm(forms.Form):
    """What came by e-mail."""

    code = _code(_("Code"), _("Six letters. Capitals and the hyphen do not matter."))

    def __init__(self, *args: Any, expected: Code, **kwargs: Any) -> None:
        self.expected = expected
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        """The code, if it is the one that was sent."""
        typed: str = self.cleaned_data["code"]
        if not self.expected.is_right(typed):
            raise forms.ValidationError(WRONG_CODE)
        return typed


class AboutYouForm(forms.Form):
    """Who somebody is, and how they are written to."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As your neighbours know you."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Which language shall we write to you in?"),
        choices=LANGUAGE_NAMES,
        widget=RadioCards,
    )

    @classmethod
    def of(cls, person: Person, language: str) -> dict[str, str]:
        """What is known already; a newcomer is written to as they read."""
        return {"name": person.name, "language": person.language if person.name else language}


class AddAddressForm(AllauthAddEmailForm):  # type: ignore[misc]
    """Another address that signs the same person in."""

    email = _address()


class ConfirmAddressForm(ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code that was sent to the new address."""

    code = _code(_("Code"), _("Six letters. Capitals and the hyphen do not matter."))


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey that a device has just made."""

    name = forms.CharField(
        label=_("What to call it"),
        help_text=_("So that you know later which it is."),
        max_length=100,
        required=False,
    )
    passwordless = None  # always: that is what makes it a passkey


class RecoveryCodeForm(AuthenticateForm):  # type: ignore[misc]
    """One of the codes kept for a lost passkey, while signing in."""

    code = _code(_("Recovery code"))


class RecoveryCodeAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """One of the codes kept for a lost passkey, by somebody who is signed in."""

    code = _code(_("Recovery code"))
