"""Papers made from the registry: the notice for everybody, the record of processing, and how long things are kept."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cyfran.kernel.consent.queries import processors_let_in
from cyfran.kernel.disclosures import processors
from cyfran.kernel.holdings import holdings
from cyfran.kernel.privacy.queries import Due, Gone, due, gone
from cyfran.kernel.privacy.views.home import OFFICERS
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.days import day_with_year, short_day
from cyfran.kernel.ui.pages import page
from cyfran.kernel.ui.shapes import Column, Table

SHOWN = 40  # lines of what went


@require_safe
def notice(request: SocietyRequest) -> HttpResponse:
    """What is held about people and why, in the words of the registry: UK GDPR art. 13 and 14."""
    return page(request, "privacy/notice.html", _registry(request.society))


@for_roles(*OFFICERS)
@require_safe
def processing(request: SocietyRequest) -> HttpResponse:
    """The record of processing: UK GDPR art. 30(1)."""
    return page(
        request, "privacy/processing.html", {**_registry(request.society), "at": request.at}
    )


def _registry(society: Society) -> dict[str, Any]:
    let_in = processors_let_in(society)
    return {
        "holdings": list(holdings.values()),
        "processors": [each for each in processors.values() if each.key in let_in],
    }


@for_roles(*OFFICERS)
@require_safe
def kept_for(request: SocietyRequest) -> HttpResponse:
    """What goes by itself and when, and what has gone."""
    went = gone(request.society, SHOWN)
    context = {
        "waiting": [(each, _next(each)) for each in due(request.society, request.at)],
        "gone": _went(went) if went else None,
    }
    return page(request, "privacy/terms.html", context)


def _next(due: Due) -> str:
    if due.over:
        return ngettext(
            "%(count)s is past its time, and something stands against it",
            "%(count)s are past their time, and something stands against it",
            due.over,
        ) % {"count": due.over}
    if due.next_at is None:
        return _("There is none")
    if due.soon:
        return ngettext(
            "%(count)s within three months, from %(day)s",
            "%(count)s within three months, from %(day)s",
            due.soon,
        ) % {"count": due.soon, "day": day_with_year(due.next_at)}
    return _("The next on %(day)s") % {"day": day_with_year(due.next_at)}


def _went(went: list[Gone]) -> Table:
    columns = [Column(_("Day")), Column(_("What was done")), Column(_("How many"), number=True)]
    rows = [(short_day(each.on), each.what, each.count) for each in went]
    return Table(_("What went by itself"), columns, rows, caption_hidden=True)
