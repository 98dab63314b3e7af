"""How somebody signs in: their addresses, passkeys, recovery codes, and where they are signed in now."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.usersessions.internal import flows
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cyfran.kernel.people.actions import ask_for_both, ask_for_one
from cyfran.kernel.people.devices import device_name
from cyfran.kernel.people.lately import only_lately
from cyfran.kernel.people.models import Person
from cyfran.kernel.people.queries import (
    addresses_of,
    asks_for_both,
    passkeys_of,
    unused_recovery_codes,
)
from cyfran.kernel.people.refusals import NoPasskeyYet
from cyfran.kernel.people.requests import SignedInRequest
from cyfran.kernel.ui.pages import page


@dataclass(frozen=True)
class Browser:
    """One in which the person is signed in."""

    pk: int
    device: str
    network: str
    since: datetime
    is_here: bool


@login_required
@never_cache
@require_safe
def signing_in(request: SignedInRequest) -> HttpResponse:
    """Everything about how this person signs in, and the way to each change of it."""
    person = request.user
    context = {
        "addresses": addresses_of(person),
        "passkeys": [key.wrap() for key in passkeys_of(person)],
        "both": asks_for_both(person),
        "codes_left": len(unused_recovery_codes(person)),
        "browsers": _browsers(request, person),
    }
    return page(request, "people/signing_in.html", context)


def _browsers(request: HttpRequest, person: Person) -> list[Browser]:
    UserSession.objects.create_from_request(request)
    return [
        Browser(
            pk=session.pk,
            device=device_name(session.user_agent),
            network=session.ip,
            since=session.created_at,
            is_here=session.is_current(),
        )
        for session in sorted(
            UserSession.objects.purge_and_list(person),
            key=lambda each: (not each.is_current(), -each.created_at.timestamp()),
        )
    ]


@login_required
@require_POST
def sign_out_there(request: HttpRequest, pk: int) -> HttpResponse:
    """One browser is signed out; this one, if it is this one."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    flows.sessions.end_sessions(request, [session])
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account_login"))
    messages.success(request, _("You are signed out there."))
    return HttpResponseRedirect(reverse("people:signing_in"))


@login_required
@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """Every browser but this one is signed out."""
    flows.sessions.end_other_sessions(request, request.user)
    get_adapter().add_message(
        request, messages.SUCCESS, "usersessions/messages/sessions_logged_out.txt"
    )
    return HttpResponseRedirect(reverse("people:signing_in"))


@only_lately
@require_POST
def want_both(request: SignedInRequest) -> HttpResponse:
    """The passkey is asked for as well as the code; the recovery codes are shown."""
    try:
        ask_for_both(actor=request.actor)
    except NoPasskeyYet as no:
        messages.error(request, str(no))
        return HttpResponseRedirect(reverse("people:signing_in"))
    return HttpResponseRedirect(reverse("mfa_view_recovery_codes"))


@only_lately
@require_POST
def want_one(request: SignedInRequest) -> HttpResponse:
    """The code alone signs in, as before."""
    ask_for_one(actor=request.actor)
    messages.success(request, _("A code by e-mail is enough again. Your recovery codes are gone."))
    return HttpResponseRedirect(reverse("people:signing_in"))
