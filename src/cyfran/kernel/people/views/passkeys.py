"""Passkeys: asked for, added, taken away. The ceremonies are allauth's; recovery codes are made only on wish."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cyfran.kernel.people.onward import keeping, wanted_page
from cyfran.kernel.people.views.borrowed import Unprocessable


@never_cache
@require_GET
def question(_request: HttpRequest) -> JsonResponse:
    """What a browser signs with a passkey; the session remembers that it was asked."""
    return JsonResponse(dict(auth.begin_authentication(user=None)))


class SignInWithPasskey(LoginWebAuthnView):  # type: ignore[misc]
    """A passkey alone signs in: it is something one has and something one is or knows."""

    http_method_names = ("post",)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Back to the page, with the reason, and on to where the reader was going."""
        super().form_invalid(form)
        return HttpResponseRedirect(keeping(reverse("account_login"), wanted_page(self.request)))


class AddPasskey(Unprocessable, AddWebAuthnView):  # type: ignore[misc]
    """The device in hand makes a passkey."""

    template_name = "people/add_passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what the browser needs to make one that can sign in alone."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["question"] = dict(auth.begin_registration(self.request.user, passwordless=True))
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        """It is the person's, and a letter tells them so."""
        said = form.cleaned_data
        auth.WebAuthn.add(self.request.user, said["name"], said["credential"])
        adapter = get_adapter(self.request)
        adapter.add_message(self.request, messages.SUCCESS, "mfa/messages/webauthn_added.txt")
        adapter.send_notification_mail("mfa/email/webauthn_added", self.request.user)
        return HttpResponseRedirect(reverse("people:signing_in"))
