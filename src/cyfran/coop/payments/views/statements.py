"""A bank statement, in two steps: look at what it would do, then record it."""

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cyfran.coop.payments.actions.receiving import StatementRecorded, record_statement
from cyfran.coop.payments.forms import StatementForm
from cyfran.coop.payments.queries.receipts import matches_of
from cyfran.coop.payments.rules.reading import packed, read_statement, unpacked
from cyfran.coop.payments.rules.sealing import Private
from cyfran.coop.payments.rules.statements import MOST_BYTES, NotAStatement, Statement
from cyfran.coop.payments.views.doors import go_to, written
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page

KEPT_FOR = 60 * 60 * 24  # seconds between looking and recording

SAYS: dict[str, str | Promise] = {
    "empty": gettext_lazy("There is nothing in that file."),
    "too_big": gettext_lazy("That file is too large. Save a shorter time, such as one month."),
    "too_many_lines": gettext_lazy(
        "That statement has too many lines. Save a shorter time, such as one month."
    ),
    "not_text": gettext_lazy("That file cannot be read. Save the statement again, as CSV."),
    "no_columns": gettext_lazy(
        "No line of that file names its columns: a date, and an amount or money in. Save the statement as CSV."
    ),
    "amount": gettext_lazy("This is not an amount in pounds and pence:"),
    "date": gettext_lazy("This is not a day:"),
    "currency": gettext_lazy("This is not in pounds:"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("treasurer")
def upload(request: SocietyRequest) -> HttpResponse:
    """Choose the file; then see, line by line, what recording it would do. Nothing is written here."""
    form = StatementForm(written(request), request.FILES or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "payments/statement.html", {"form": form}, status=status)
    try:
        statement = _read(form)
    except NotAStatement as refusal:
        form.add_error("statement", str(SAYS[refusal.matter]))
        return page(request, "payments/statement.html", {"form": form}, status=422)
    return _preview(request, statement)


@require_POST
@for_roles("treasurer")
def confirm(request: SocietyRequest) -> HttpResponse:
    """Record the statement that was looked at."""
    try:
        kept = signing.loads(
            request.POST.get("statement", ""), salt=_salt(request), max_age=KEPT_FOR
        )
    except signing.BadSignature:
        messages.error(
            request, _("That statement was looked at too long ago. Choose the file again.")
        )
        return go_to(request, "payments:statement")
    statement = unpacked(kept)
    try:
        done = record_statement(
            actor=request.actor,
            society=request.society,
            statement=Private(statement),
            at=request.at,
        )
    except Refusal as refusal:
        return _preview(request, statement, refusal)
    messages.success(request, _told(done))
    return go_to(request, "payments:money_in")


def _preview(
    request: SocietyRequest, statement: Statement, refusal: Refusal | None = None
) -> HttpResponse:
    matches = matches_of(request.society, statement.lines)
    wrong = [(problem.row, SAYS[problem.matter], problem.written) for problem in statement.problems]
    context = {
        "statement": statement,
        "matches": matches,
        "fresh": [match for match in matches if not match.recorded],
        "wrong": wrong,
        "kept": ""
        if wrong
        else signing.dumps(packed(statement), salt=_salt(request), compress=True),
        "refusal": refusal,
    }
    status = 422 if wrong or refusal else 200
    return page(request, "payments/statement_preview.html", context, status=status)


def _read(form: StatementForm) -> Statement:
    uploaded = form.cleaned_data["statement"]
    if uploaded.size > MOST_BYTES:
        raise NotAStatement("too_big")
    return read_statement(uploaded.read())


def _salt(request: SocietyRequest) -> str:
    return f"cyfran.payments.statement:{request.society.pk}"


def _told(done: StatementRecorded) -> str:
    recorded = done.matched + done.without_owner
    text = ngettext(
        "%(count)s payment is recorded.", "%(count)s payments are recorded.", recorded
    ) % {"count": recorded}
    if done.without_owner:
        text += " " + _("Say below whose money the rest is.")
    return text
