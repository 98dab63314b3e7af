"""Is it you? Asked before what touches how somebody signs in."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cyfran.kernel.people.actions import enter_person
from cyfran.kernel.people.codes import AGAIN, Code
from cyfran.kernel.people.forms import CodeForm, RecoveryCodeAgainForm
from cyfran.kernel.people.onward import keeping, wanted_page
from cyfran.kernel.people.queries import asks_for_both, passkeys_of
from cyfran.kernel.people.refusals import TooManyCodes
from cyfran.kernel.people.requests import SignedInRequest
from cyfran.kernel.ui.pages import page


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: SignedInRequest) -> HttpResponse:
    """The person shows with a code or a passkey that it is them, and goes on to where they were.

    Whoever wants to be asked for both gives the passkey, or a recovery code instead of it.
    """
    both = asks_for_both(request.user)
    code = None if both else Code.under_way(request, AGAIN)
    ways = _ways(request, code, both=both)
    sent = [form for form in ways.values() if form is not None and form.is_bound]
    for form in sent:
        if form.is_valid():
            return _shown(request, form, code)
    if sent and isinstance(sent[0], CodeForm) and code is not None:
        code.record_invalid_attempt()
    context = {
        **ways,
        "code": code,
        "both": both,
        "send_url": keeping(reverse("people:send_code"), wanted_page(request)),
        "wanted": wanted_page(request),
        "has_passkey": passkeys_of(request.user).exists(),
    }
    return page(request, "people/again.html", context, status=422 if sent else 200)


@login_required
@require_POST
def send_code(request: SignedInRequest) -> HttpResponse:
    """A code is on its way to the address where the person's letters go."""
    try:
        Code.post(request, AGAIN, request.user.email)
    except TooManyCodes as no:
        messages.error(request, str(no))
    return HttpResponseRedirect(keeping(reverse("people:again"), wanted_page(request)))


def _ways(request: HttpRequest, code: Code | None, *, both: bool) -> dict[str, forms.Form | None]:
    """The ways that are open to this person, each bound to what was sent for it."""
    typed = request.POST if "code" in request.POST else None
    signed = request.POST if "credential" in request.POST else None
    ways: dict[str, Any] = {
        "passkey_form": ReauthenticateWebAuthnForm(signed, user=request.user),
        "form": None,
    }
    if both:
        ways["form"] = RecoveryCodeAgainForm(typed, user=request.user)
    elif code is not None:
        ways["form"] = CodeForm(typed, expected=code)
    return ways


def _shown(request: SignedInRequest, form: forms.Form, code: Code | None) -> HttpResponse:
    if isinstance(form, CodeForm):
        assert code is not None
        code.abort()
        enter_person(actor=request.actor, email=code.email, language=request.user.language)
        record_authentication(request, request.user, method="code", email=code.email)
    else:
        form.save()  # type: ignore[attr-defined]
    return HttpResponseRedirect(wanted_page(request) or reverse("people:signing_in"))
