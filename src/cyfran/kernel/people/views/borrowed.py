"""allauth's pages, in our templates; what did not pass is answered with 422, as everywhere here."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.webauthn import views as webauthn
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse_lazy

SIGNING_IN = reverse_lazy("people:signing_in")


class Unprocessable:
    """A form that did not pass, shown again."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if response.status_code == 200:
            response.status_code = 422
        return response


class SignOut(account.LogoutView):  # type: ignore[misc]
    """Asks, then signs out."""

    template_name = "people/sign_out.html"


class Inactive(account.AccountInactiveView):  # type: ignore[misc]
    """For somebody whose login was closed."""

    template_name = "people/inactive.html"


class Addresses(Unprocessable, account.EmailView):  # type: ignore[misc]
    """The addresses that sign the person in: added, taken away, chosen for letters."""

    template_name = "people/addresses.html"


class ConfirmAddress(Unprocessable, account.ConfirmEmailVerificationCodeView):  # type: ignore[misc]
    """The code that was sent to a new address."""

    template_name = "people/confirm_address.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """After too many tries, back to the list of addresses."""
        response = super().form_invalid(form)
        return HttpResponseRedirect(SIGNING_IN) if response.status_code == 302 else response


class SecondStep(Unprocessable, mfa.AuthenticateView):  # type: ignore[misc]
    """The passkey after the code, or a recovery code instead of it."""

    template_name = "people/second_step.html"


class RecoveryCodes(recovery.ViewRecoveryCodesView):  # type: ignore[misc]
    """The codes that stand in for a lost passkey."""

    template_name = "people/recovery_codes.html"


class NewRecoveryCodes(recovery.GenerateRecoveryCodesView):  # type: ignore[misc]
    """Other codes instead of these."""

    template_name = "people/new_recovery_codes.html"


class RemovePasskey(webauthn.RemoveWebAuthnView):  # type: ignore[misc]
    """A passkey that is lost or no longer wanted."""

    template_name = "people/remove_passkey.html"
    success_url = SIGNING_IN
