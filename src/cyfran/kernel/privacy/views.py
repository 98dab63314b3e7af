"""How personal data is looked after, for the officers who answer for it."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cyfran.kernel.privacy.queries import Due, Gone, due, gone
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.days import day_with_year, short_day
from cyfran.kernel.ui.pages import page
from cyfran.kernel.ui.shapes import Column, Table

OFFICERS = ("secretary", "chair", "board", "founder")
SHOWN = 40  # lines of what went


@for_roles(*OFFICERS)
@require_safe
def kept_for(request: SocietyRequest) -> HttpResponse:
    """What goes by itself and when, and what has gone."""
    waiting = due(request.society, request.at)
    went = gone(request.society, SHOWN)
    context = {
        "waiting": [(each, _next(each)) for each in waiting],
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
