"""The treasurer's view of money that is awaited and money that came."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cyfran.coop.payments.actions.receiving import assign_receipt, record_receipt
from cyfran.coop.payments.forms import AssignForm, ReceiptForm
from cyfran.coop.payments.models import Receipt
from cyfran.coop.payments.queries.receipts import (
    awaited,
    next_occurrence,
    outstanding_in,
    receipts_of,
    receipts_without_owner,
)
from cyfran.coop.payments.views.doors import go_to, refusal_of, written
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.models import Party
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.time import society_day
from cyfran.kernel.ui.pages import page

PER_PAGE = 50
LATEST = 10


@for_roles("treasurer")
def money_in(request: SocietyRequest) -> HttpResponse:
    """What is awaited, what came lately, and what nobody has said the purpose of."""
    context = {
        "page_obj": Paginator(awaited(request.society), PER_PAGE).get_page(request.GET.get("page")),
        "outstanding": outstanding_in(request.society),
        "without_owner": list(receipts_without_owner(request.society)[:PER_PAGE]),
        "receipts": list(receipts_of(request.society)[:LATEST]),
    }
    return page(request, "payments/money_in.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("treasurer")
def record(request: SocietyRequest) -> HttpResponse:
    """Record one payment from the bank's statement."""
    today = society_day(request.society, request.at)
    form = ReceiptForm(
        written(request),
        today=today,
        initial={"reference": request.GET.get("reference", ""), "paid_on": today},
    )
    refusal = None
    if form.is_valid():
        given = form.cleaned_data
        occurrence = (
            next_occurrence(request.society, given["reference"], given["amount"], given["paid_on"])
            if given["another"]
            else 1
        )
        refusal = refusal_of(lambda: _record(request, given, occurrence))
        if refusal is None:
            return go_to(request, "payments:money_in")
    wrong = refusal is not None or (form.is_bound and not form.is_valid())
    context = {"form": form, "refusal": refusal}
    return page(request, "payments/record.html", context, status=422 if wrong else 200)


def _record(request: SocietyRequest, given: dict[str, Any], occurrence: int) -> None:
    receipt = record_receipt(
        actor=request.actor,
        society=request.society,
        reference=given["reference"],
        amount=given["amount"],
        paid_on=given["paid_on"],
        at=request.at,
        occurrence=occurrence,
    )
    messages.success(request, _told(receipt))


def _told(receipt: Receipt) -> str:
    if receipt.suspended:
        return _("Recorded. Nobody here is known by that reference: say below whose money it is.")
    if receipt.credited:
        return _("Recorded. What was more than asked for is the payer’s account credit.")
    if receipt.expected and receipt.expected.outstanding:
        return _("Recorded. It is a part of what was asked for; the rest is still awaited.")
    return _("Recorded. Everything that was asked for is there.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("treasurer")
def assign(request: SocietyRequest, receipt_id: int) -> HttpResponse:
    """Say whose money this was."""
    receipt = get_object_or_404(
        receipts_without_owner(request.society).select_related("society"), pk=receipt_id
    )
    form = AssignForm(
        written(request),
        awaited=awaited(request.society),
        parties=Party.objects.filter(society=request.society).order_by("sort_key", "name"),
    )
    refusal: Refusal | None = None
    if form.is_valid():
        given = form.cleaned_data
        refusal = refusal_of(
            lambda: assign_receipt(
                actor=request.actor,
                receipt=receipt,
                expected=given["expected"],
                party=given["party"],
                at=request.at,
            )
        )
        if refusal is None:
            messages.success(request, _("Done: that money has found its purpose."))
            return go_to(request, "payments:money_in")
    wrong = refusal is not None or (form.is_bound and not form.is_valid())
    context = {"form": form, "refusal": refusal, "receipt": receipt}
    return page(request, "payments/assign.html", context, status=422 if wrong else 200)
