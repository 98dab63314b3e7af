"""A member's own money: credit, what is still to be paid, and where they are paid."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cyfran.coop.payments.actions.asking import cancel_expected_payment, top_up_credit
from cyfran.coop.payments.actions.credit import pay_from_credit, withdraw_credit
from cyfran.coop.payments.actions.details import erase_bank_details, record_bank_details
from cyfran.coop.payments.forms import AccountForm, AmountForm
from cyfran.coop.payments.models import ExpectedPayment
from cyfran.coop.payments.purposes import CREDIT_TOP_UP
from cyfran.coop.payments.queries.accounts import bank_details_of, pay_to
from cyfran.coop.payments.queries.credit import credit_due_to, credit_of
from cyfran.coop.payments.queries.files import dues_to, paid_to
from cyfran.coop.payments.queries.receipts import awaited_of, receipts_from
from cyfran.coop.payments.rules.sealing import Private
from cyfran.coop.payments.views.doors import for_own_party, go_to, refusal_of, written
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.models import Party
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page

LATEST = 12
GET_OR_POST = ["GET", "HEAD", "POST"]


@for_own_party
def home(request: SocietyRequest, party: Party) -> HttpResponse:
    """What I have as credit, what I am asked for, what I paid, what I am paid, and where."""
    return _home(request, party)


def _home(request: SocietyRequest, party: Party, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "party": party,
        "credit": credit_of(party),
        "coming_back": credit_due_to(party),
        "awaited": list(awaited_of(party)),
        "receipts": list(receipts_from(party)[:LATEST]),
        "dues": dues_to(party),
        "paid": list(paid_to(party)[:LATEST]),
        "pay_to": pay_to(request.society),
        "details": bank_details_of(party),
        "refusal": refusal,
    }
    return page(request, "payments/home.html", context, status=422 if refusal else 200)


@require_http_methods(GET_OR_POST)
@for_own_party
def top_up(request: SocietyRequest, party: Party) -> HttpResponse:
    """Ask for a reference under which to send money for credit."""
    form, refusal = AmountForm(written(request)), None
    if form.is_valid():
        amount = form.cleaned_data["amount"]
        refusal = refusal_of(
            lambda: top_up_credit(actor=request.actor, party=party, amount=amount, at=request.at)
        )
        if refusal is None:
            messages.success(
                request,
                _("Send the money with the reference below. It becomes credit when it arrives."),
            )
            return go_to(request, "payments:home")
    return _asked(request, "payments/top_up.html", form, refusal)


@require_http_methods(GET_OR_POST)
@for_own_party
def have_back(request: SocietyRequest, party: Party) -> HttpResponse:
    """Ask for credit back; it is paid with the next payment file."""
    form, refusal = AmountForm(written(request)), None
    if form.is_valid():
        amount = form.cleaned_data["amount"]
        refusal = refusal_of(
            lambda: withdraw_credit(actor=request.actor, party=party, amount=amount, at=request.at)
        )
        if refusal is None:
            messages.success(
                request, _("It will be paid to your bank account with the next payments.")
            )
            return go_to(request, "payments:home")
    context = {"credit": credit_of(party), "details": bank_details_of(party)}
    return _asked(request, "payments/have_back.html", form, refusal, context)


@require_http_methods(GET_OR_POST)
@for_own_party
def pay(request: SocietyRequest, party: Party, reference: str) -> HttpResponse:
    """How to pay one of my payments; or, sent, pay it from my credit."""
    expected = get_object_or_404(ExpectedPayment, party=party, reference=reference)
    refusal = None
    if request.method == "POST":
        refusal = refusal_of(
            lambda: pay_from_credit(actor=request.actor, expected=expected, at=request.at)
        )
        if refusal is None:
            messages.success(request, _("Paid from your credit."))
            return go_to(request, "payments:home")
    context = {
        "payment": expected,
        "credit": credit_of(party),
        "pay_to": pay_to(request.society),
        "refusal": refusal,
    }
    return page(request, "payments/pay.html", context, status=422 if refusal else 200)


@require_POST
@for_own_party
def cancel(request: SocietyRequest, party: Party, reference: str) -> HttpResponse:
    """Take back my wish to top up credit."""
    expected = get_object_or_404(
        ExpectedPayment, party=party, reference=reference, purpose=CREDIT_TOP_UP
    )
    refusal = refusal_of(lambda: cancel_expected_payment(actor=request.actor, expected=expected))
    if refusal is not None:
        return _home(request, party, refusal)
    messages.success(request, _("That payment is not awaited any more."))
    return go_to(request, "payments:home")


@require_http_methods(GET_OR_POST)
@for_own_party
def bank_details(request: SocietyRequest, party: Party) -> HttpResponse:
    """Say where I am paid; what was given before is never shown again in full."""
    form, refusal = AccountForm(written(request), initial={"name": party.name}), None
    if form.is_valid():
        account = Private(form.holder())
        refusal = refusal_of(
            lambda: record_bank_details(
                actor=request.actor, party=party, account=account, at=request.at
            )
        )
        if refusal is None:
            messages.success(request, _("You will be paid on this account from now on."))
            return go_to(request, "payments:bank_details")
    return _asked(
        request, "payments/bank_details.html", form, refusal, {"details": bank_details_of(party)}
    )


@require_POST
@for_own_party
def erase(request: SocietyRequest, party: Party) -> HttpResponse:
    """Erase my bank details."""
    erase_bank_details(actor=request.actor, party=party, at=request.at)
    messages.success(request, _("Your bank details are erased."))
    return go_to(request, "payments:bank_details")


def _asked(
    request: SocietyRequest,
    template: str,
    form: Form,
    refusal: Refusal | None,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    wrong = refusal is not None or (form.is_bound and not form.is_valid())
    shown = {"form": form, "refusal": refusal, **(context or {})}
    return page(request, template, shown, status=422 if wrong else 200)
