"""The treasurer's view of what is due and the files that pay it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cyfran.coop.payments.actions.details import record_society_account
from cyfran.coop.payments.actions.paying import (
    cancel_payment_file,
    download_payment_file,
    mark_file_sent,
    prepare_payment_file,
    record_paid,
    record_returned_payment,
)
from cyfran.coop.payments.forms import DayForm, PaymentFileForm, SocietyAccountForm
from cyfran.coop.payments.models import PaymentFile, PaymentInstruction
from cyfran.coop.payments.queries.accounts import pay_to, society_account
from cyfran.coop.payments.queries.files import (
    dues_of,
    instructions_of,
    payment_files,
    returned_of,
    returns_of,
)
from cyfran.coop.payments.rules.sealing import Private
from cyfran.coop.payments.views.doors import go_to, refusal_of, written
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.time import society_day
from cyfran.kernel.ui.pages import page

GET_OR_POST = ["GET", "HEAD", "POST"]
LATEST = 24


@require_http_methods(GET_OR_POST)
@for_roles("treasurer")
def money_out(request: SocietyRequest) -> HttpResponse:
    """What is due to whom; the chosen are put into a new file."""
    dues = dues_of(request.society)
    today = society_day(request.society, request.at)
    form = PaymentFileForm(
        written(request),
        accounts=[due.account_id for due in dues],
        today=today,
        initial={
            "accounts": [due.account_id for due in dues if due.details],
            "execution_on": today,
        },
    )
    refusal = None
    if form.is_valid():
        given = form.cleaned_data
        made: list[PaymentFile] = []
        refusal = refusal_of(
            lambda: made.append(
                prepare_payment_file(
                    actor=request.actor,
                    society=request.society,
                    execution_on=given["execution_on"],
                    accounts=given["accounts"],
                    at=request.at,
                )
            )
        )
        if refusal is None:
            return go_to(request, "payments:file", number=made[0].number)
    wrong = refusal is not None or (form.is_bound and not form.is_valid())
    context = {
        "form": form,
        "refusal": refusal,
        "dues": dues,
        "total": sum(due.amount for due in dues),
        "chosen": {str(account) for account in form["accounts"].value() or []},
        "files": list(payment_files(request.society)[:LATEST]),
        "account": society_account(request.society),
    }
    return page(request, "payments/money_out.html", context, status=422 if wrong else 200)


@for_roles("treasurer")
def file(request: SocietyRequest, number: int) -> HttpResponse:
    """One payment file: whom it pays, and what comes next."""
    return _file(request, _found(request, number))


def _file(
    request: SocietyRequest,
    found: PaymentFile,
    refusal: Refusal | None = None,
    form: DayForm | None = None,
) -> HttpResponse:
    context = {
        "file": found,
        "instructions": list(instructions_of(found)),
        "returned": returns_of(found),
        "returned_total": returned_of(found),
        "form": form or DayForm(today=society_day(request.society, request.at)),
        "refusal": refusal,
    }
    return page(request, "payments/file.html", context, status=422 if refusal or form else 200)


@require_POST
@for_roles("treasurer")
def download(request: SocietyRequest, number: int) -> HttpResponse:
    """The file for the bank; that it was taken, and by whom, is recorded."""
    found = _found(request, number)
    try:
        taken = download_payment_file(actor=request.actor, file=found)
    except Refusal as refusal:
        return _file(request, found, refusal)
    response = HttpResponse(taken.content, content_type="application/xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{taken.name}"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@for_roles("treasurer")
def sent(request: SocietyRequest, number: int) -> HttpResponse:
    """The bank has the file."""
    found = _found(request, number)
    refusal = refusal_of(lambda: mark_file_sent(actor=request.actor, file=found, at=request.at))
    return _then(
        request, found, refusal, _("Marked as sent. Record it as paid when the money has left.")
    )


@require_POST
@for_roles("treasurer")
def cancelled(request: SocietyRequest, number: int) -> HttpResponse:
    """The file is not wanted any more."""
    found = _found(request, number)
    refusal = refusal_of(
        lambda: cancel_payment_file(actor=request.actor, file=found, at=request.at)
    )
    return _then(request, found, refusal, _("Cancelled. What it would have paid is due again."))


@require_POST
@for_roles("treasurer")
def paid(request: SocietyRequest, number: int) -> HttpResponse:
    """The money has left the account."""
    found, form = _found(request, number), _day(request)
    if not form.is_valid():
        return _file(request, found, form=form)
    day = form.cleaned_data["happened_on"]
    refusal = refusal_of(
        lambda: record_paid(actor=request.actor, file=found, paid_on=day, at=request.at)
    )
    return _then(request, found, refusal, _("Recorded as paid."))


@require_http_methods(GET_OR_POST)
@for_roles("treasurer")
def returned(request: SocietyRequest, number: int, place: int) -> HttpResponse:
    """The bank sent one payment back."""
    instruction = get_object_or_404(
        PaymentInstruction.objects.select_related("party", "file"),
        file__society=request.society,
        file__number=number,
        number=place,
    )
    form, refusal = _day(request), None
    if form.is_valid():
        day = form.cleaned_data["happened_on"]
        refusal = refusal_of(
            lambda: record_returned_payment(
                actor=request.actor, instruction=instruction, returned_on=day, at=request.at
            )
        )
        if refusal is None:
            messages.success(request, _("Recorded. That payment is due again."))
            return go_to(request, "payments:file", number=number)
    wrong = refusal is not None or (form.is_bound and not form.is_valid())
    context = {"form": form, "refusal": refusal, "instruction": instruction}
    return page(request, "payments/returned.html", context, status=422 if wrong else 200)


@require_http_methods(GET_OR_POST)
@for_roles("treasurer")
def bank(request: SocietyRequest) -> HttpResponse:
    """The account the society banks with."""
    form, refusal = SocietyAccountForm(written(request)), None
    if form.is_valid():
        given = form.cleaned_data
        account = Private(form.holder())
        refusal = refusal_of(
            lambda: record_society_account(
                actor=request.actor,
                society=request.society,
                account=account,
                letters=given["letters"],
                sort_code_apart=given["sort_code_apart"],
                at=request.at,
            )
        )
        if refusal is None:
            messages.success(request, _("Payers are shown this account from now on."))
            return go_to(request, "payments:bank")
    wrong = refusal is not None or (form.is_bound and not form.is_valid())
    context = {"form": form, "refusal": refusal, "pay_to": pay_to(request.society)}
    return page(request, "payments/bank.html", context, status=422 if wrong else 200)


def _found(request: SocietyRequest, number: int) -> PaymentFile:
    return get_object_or_404(
        payment_files(request.society).select_related("society", "drawn_on"), number=number
    )


def _day(request: SocietyRequest) -> DayForm:
    return DayForm(written(request), today=society_day(request.society, request.at))


def _then(
    request: SocietyRequest, found: PaymentFile, refusal: Refusal | None, told: str
) -> HttpResponse:
    if refusal is not None:
        return _file(request, found, refusal)
    messages.success(request, told)
    return go_to(request, "payments:file", number=found.number)
