"""What waits for a vote, what is coming, and the register of what was decided."""

import csv

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from cyfran.coop.governance import queries
from cyfran.coop.governance.actions.drafts import OFFICERS
from cyfran.coop.governance.entries import COLUMNS, entries, in_cells
from cyfran.coop.governance.forms import SearchForm
from cyfran.coop.governance.models import Resolution
from cyfran.coop.governance.wording import listed, result_in_words, state_tag
from cyfran.coop.membership.queries import member_for
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.days import day_with_year, moment_in_full
from cyfran.kernel.ui.pages import page
from cyfran.kernel.ui.shapes import Cell, Column, Table, Waiting

READERS = ("member", "secretary", "board", "chair", "treasurer", "coordinator", "founder")
LATEST = 5
A_PAGE = 25


def home(request: SocietyRequest) -> HttpResponse:
    """Everything about deciding, the most urgent first; others than members read what is public."""
    society, at = request.society, request.at
    if not _reads_all(request):
        return redirect(society_url(society, "governance:register"))
    member = member_for(society, request.actor.person_id)
    mine = list(queries.to_vote_on(society, member, at))
    rest = [one for one in queries.under_notice(society) if one not in mine]
    return page(
        request,
        "governance/home.html",
        {
            "items": [_to_vote_on(society, one) for one in mine],
            "coming": [listed(one, at) for one in rest],
            "drafts": list(queries.drafts_seen_by(society, request.actor.person_id, every=True)),
            "decided": [listed(one, at) for one in queries.decided(society)[:LATEST]],
            "meeting": queries.next_meeting(society, at),
            "is_officer": bool(OFFICERS & request.actor.roles(society)),
        },
    )


def register(request: SocietyRequest) -> HttpResponse:
    """The register of decisions, found by words, number, state, kind or year; to strangers, those that changed rules."""
    form, asked, found = _sought(request)
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "governance/register.html",
        {
            "form": form,
            "page_obj": shown,
            "table": _table(request.society, list(shown)),
            "sought": any(asked.values()),
            "count": shown.paginator.count,
            "reads_all": _reads_all(request),
            "query": request.GET.urlencode(),
        },
    )


def register_csv(request: SocietyRequest) -> HttpResponse:
    """What the register shows, as a file for a spreadsheet."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.write("\N{ZERO WIDTH NO-BREAK SPACE}")  # so that spreadsheets read ŵ and ŷ
    rows = [in_cells(entry) for entry in entries(_sought(request)[2])]
    writer = csv.DictWriter(response, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return _as_file(request, response, "csv")


def register_json(request: SocietyRequest) -> HttpResponse:
    """What the register shows, for a program."""
    told = {"society": request.society.slug, "decisions": entries(_sought(request)[2])}
    return _as_file(
        request, JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1}), "json"
    )


def _as_file(request: SocietyRequest, response: HttpResponse, ending: str) -> HttpResponse:
    name = f"decisions-{request.society.slug}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _sought(
    request: SocietyRequest,
) -> tuple[SearchForm, dict[str, str], "QuerySet[Resolution]"]:
    form = SearchForm(request.GET, years=queries.years_of_decisions(request.society))
    asked: dict[str, str] = form.cleaned_data if form.is_valid() else {}
    found = queries.decided(request.society, public=not _reads_all(request), **asked)
    return form, asked, found


def _reads_all(request: SocietyRequest) -> bool:
    return bool(set(READERS) & request.actor.roles(request.society))


def _to_vote_on(society: Society, resolution: Resolution) -> Waiting:
    assert resolution.closes_at is not None
    return Waiting(
        title=resolution.title,
        detail=say("Resolution %(number)s · closes %(moment)s")
        % {"number": resolution.number, "moment": moment_in_full(resolution.closes_at)},
        verb=say("Vote"),
        url=_url(society, resolution),
        icon="vote",
        tone="heather",
    )


def _table(society: Society, resolutions: list[Resolution]) -> Table:
    count = len(resolutions)
    return Table(
        caption=ngettext("%(count)d decision", "%(count)d decisions", count) % {"count": count},
        columns=[
            Column(say("Decision")),
            Column(say("What came of it")),
            Column(say("Result")),
            Column(say("Day"), number=True),
        ],
        rows=[_row(society, one) for one in resolutions],
        caption_hidden=True,
    )


def _row(society: Society, resolution: Resolution) -> list[object]:
    assert resolution.closed_at is not None
    state = state_tag(resolution, resolution.closed_at)
    name = say("%(number)s. %(title)s") % {
        "number": resolution.number,
        "title": str(resolution.title),
    }
    return [
        Cell(name, _url(society, resolution)),
        Cell(state.text if state else "", tag=(state.tone if state else "") or "none"),
        result_in_words(resolution),
        day_with_year(resolution.closed_at),
    ]


def _url(society: Society, resolution: Resolution) -> str:
    return society_url(society, "governance:resolution", number=resolution.number)
