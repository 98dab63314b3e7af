"""Sign in or begin: an address, a code, and for a newcomer a name."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import active_language
from cyfran.kernel.people import shared
from cyfran.kernel.people.actions import enter_person, introduce_oneself
from cyfran.kernel.people.codes import ENTRY, Code
from cyfran.kernel.people.forms import AboutYouForm, AddressForm, CodeForm
from cyfran.kernel.people.onward import keeping, page_after, wanted_page
from cyfran.kernel.people.refusals import TooManyCodes
from cyfran.kernel.people.requests import SignedInRequest
from cyfran.kernel.ui.pages import page

asked_in_two_ways = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@asked_in_two_ways
def sign_in(request: HttpRequest) -> HttpResponse:
    """One page for whoever has a login and whoever has none: a code goes to the address they type."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(page_after(request))
    form = AddressForm(request.POST or None)
    refusal = None
    if form.is_valid():
        try:
            Code.post(request, ENTRY, form.cleaned_data["email"])
        except TooManyCodes as no:
            refusal = no
        else:
            shared.remember(request, is_shared=form.cleaned_data["is_shared"])
            return HttpResponseRedirect(_code_page(request))
    status = 429 if refusal else 422 if form.is_bound else 200
    context = {"form": form, "refusal": refusal, "wanted": wanted_page(request)}
    return page(request, "people/sign_in.html", context, status=status)


@never_cache
@asked_in_two_ways
def enter_code(request: HttpRequest) -> HttpResponse:
    """The code from the letter signs in, and makes a login where there was none."""
    code = Code.under_way(request, ENTRY)
    if code is None:
        return _begin_again(request, _("That code is too old. Ask for a new one."))
    form = CodeForm(request.POST or None, expected=code)
    if form.is_valid():
        return _signed_in(request, code)
    if form.is_bound and not code.record_invalid_attempt():
        return _begin_again(request, _("That was tried too often. Ask for a new code."))
    context = {
        "form": form,
        "code": code,
        "again_url": keeping(reverse("people:send_code_again"), wanted_page(request)),
        "other_address_url": keeping(reverse("account_login"), wanted_page(request)),
    }
    return page(request, "people/enter_code.html", context, status=422 if form.is_bound else 200)


@require_POST
def send_code_again(request: HttpRequest) -> HttpResponse:
    """Another code is on its way to the same address, as long as few have gone there."""
    code = Code.under_way(request, ENTRY)
    if code is None:
        return _begin_again(request, _("That code is too old. Ask for a new one."))
    try:
        if code.can_resend:
            code.post_again()
            messages.success(
                request, _("Another code is on its way. The one before is worth nothing now.")
            )
    except TooManyCodes as no:
        messages.error(request, str(no))
    return HttpResponseRedirect(_code_page(request))


def _code_page(request: HttpRequest) -> str:
    return keeping(reverse("people:enter_code"), wanted_page(request))


def _begin_again(request: HttpRequest, why: str) -> HttpResponse:
    if not request.user.is_authenticated:
        messages.warning(request, why)
    return HttpResponseRedirect(keeping(reverse("account_login"), wanted_page(request)))


def _signed_in(request: HttpRequest, code: Code) -> HttpResponse:
    person = enter_person(
        actor=Actor.guest(code.email), email=code.email, language=active_language()
    )
    code.abort()
    record_authentication(request, person, method="code", email=code.email)
    response: HttpResponse = perform_login(
        request, person, redirect_url=wanted_page(request) or None, email=code.email
    )
    return response


@login_required
@never_cache
@asked_in_two_ways
def about_you(request: SignedInRequest) -> HttpResponse:
    """A newcomer says who they are and how to write to them; anybody may change it."""
    person = request.user
    form = AboutYouForm(request.POST or None, initial=AboutYouForm.of(person, active_language()))
    if form.is_valid():
        introduce_oneself(actor=request.actor, **form.cleaned_data)
        return HttpResponseRedirect(page_after(request))
    context = {"form": form, "is_new": not person.name}
    return page(request, "people/about_you.html", context, status=422 if form.is_bound else 200)
