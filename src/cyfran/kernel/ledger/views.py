"""The books, as everybody may check them: totals for all, lines for those who belong, accounts for officers."""

from datetime import date, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cyfran.kernel.ledger.actions import seal_period
from cyfran.kernel.ledger.chart import line_label
from cyfran.kernel.ledger.forms import AsAtForm, SealForm
from cyfran.kernel.ledger.models import Account, Kind
from cyfran.kernel.ledger.presentation import kind_bars, trial_sheets
from cyfran.kernel.ledger.queries import (
    accounts_of_line,
    line_totals,
    postings_on,
    seals_of,
    statement,
)
from cyfran.kernel.ledger.queries.readers import reads_account, reads_lines, reads_names, seals
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.time import society_day
from cyfran.kernel.ui.pages import page

A_PAGE = 50


@require_safe
def books(request: SocietyRequest) -> HttpResponse:
    """The trial balance now or at the end of a day, drawn, and the periods that are sealed."""
    society, actor = request.society, request.actor
    lines = reads_lines(actor, society)
    form = AsAtForm(request.GET or None) if lines else None
    day: date | None = form.cleaned_data["on"] if form and form.is_valid() else None
    totals = line_totals(society, day)
    context = {
        "sheets": trial_sheets(totals, by_line=lines),
        "bars": kind_bars(totals, society.currency),
        "day": day,
        "form": form,
        "lines": lines,
        "names": reads_names(actor, society),
        "seals": seals_of(society)[:12],
        "may_seal": seals(actor, society),
    }
    status = 422 if form is not None and form.is_bound and not form.is_valid() else 200
    return page(request, "ledger/books.html", context, status=status)


@require_safe
def line(request: SocietyRequest, purpose: str) -> HttpResponse:
    """The accounts of one line of the chart, for officers."""
    if not reads_names(request.actor, request.society):
        raise Http404(_("There is no such page."))
    shown = Paginator(accounts_of_line(request.society, purpose), A_PAGE)
    if not shown.count:
        raise Http404(_("There is no such page."))
    page_obj = shown.get_page(request.GET.get("page"))
    rows = [(found, Kind(found.kind).sign * found.amount) for found in page_obj]  # type: ignore[attr-defined]
    context = {"label": line_label(purpose), "rows": rows, "page_obj": page_obj}
    return page(request, "ledger/line.html", context)


@require_safe
def account(request: SocietyRequest, account_id: int) -> HttpResponse:
    """An account's statement, for officers and for the person whose account it is."""
    found = (
        Account.objects.select_related("party", "society")
        .filter(society=request.society, pk=account_id)
        .first()
    )
    if found is None or not reads_account(request.actor, found):
        raise Http404(_("There is no such page."))
    # The paginator is given the number that is kept, so that no page counts the postings.
    page_obj = Paginator(range(postings_on(found)), A_PAGE).get_page(request.GET.get("page"))
    sign = Kind(found.kind).sign
    rows = [
        (row, sign * row.posting.amount, sign * row.after)
        for row in statement(found, page_obj.number, A_PAGE)
    ]
    context = {
        "account": found,
        "label": line_label(found.purpose),
        "rows": rows,
        "page_obj": page_obj,
        "names": reads_names(request.actor, request.society),
    }
    return page(request, "ledger/account.html", context)


@require_http_methods(["GET", "POST"])
def seal(request: SocietyRequest) -> HttpResponse:
    """The treasurer or the secretary closes a period."""
    if not seals(request.actor, request.society):
        raise Http404(_("There is no such page."))
    last_month = society_day(request.society, request.at).replace(day=1) - timedelta(days=1)
    form, refusal = SealForm(request.POST or None, initial={"through": last_month}), None
    if request.method == "POST" and form.is_valid():
        try:
            sealed = seal_period(
                actor=request.actor, society=request.society, through=form.cleaned_data["through"]
            )
        except Refusal as no:
            refusal = no
        else:
            messages.success(
                request,
                _("The books are sealed. Put this in the minutes: %(hash)s")
                % {"hash": sealed.hash},
            )
            return redirect(society_url(request.society, "ledger:books"))
    status = 422 if request.method == "POST" else 200
    return page(request, "ledger/seal.html", {"form": form, "refusal": refusal}, status=status)
