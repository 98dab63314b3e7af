"""Surplus: each year, where it went, and what one member had of it."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cyfran.coop.surplus.actions import close_year
from cyfran.coop.surplus.forms import CloseYearForm
from cyfran.coop.surplus.models import Application
from cyfran.coop.surplus.queries import applications_of, closed_years, share_of_party, surplus_of
from cyfran.kernel.languages import active_language
from cyfran.kernel.money import MINUS, format_money
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.authority import Authority, authorities_of
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.charts import Step
from cyfran.kernel.ui.days import day_with_year
from cyfran.kernel.ui.pages import page
from cyfran.kernel.ui.shapes import Line


@require_safe
def years(request: SocietyRequest) -> HttpResponse:
    """Every year that is closed: its surplus, and what the members did with it."""
    society = request.society
    applied = {a.year_end: a for a in applications_of(society)}
    rows = [(day, surplus_of(society, day), applied.get(day)) for day in closed_years(society)]
    held = request.actor.roles(society)
    context = {"rows": rows, "closes": "treasurer" in held, "proposes": "member" in held}
    return page(request, "surplus/years.html", context)


@require_http_methods(["GET", "POST"])
def close(request: SocietyRequest) -> HttpResponse:
    """The treasurer closes the books of a year."""
    if "treasurer" not in request.actor.roles(request.society):
        raise Http404(_("There is no such page."))
    form, refusal = CloseYearForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["year_end"]
        try:
            close_year(actor=request.actor, society=request.society, year_end=day, at=request.at)
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, _("The books of the year are closed and sealed."))
            return redirect(society_url(request.society, "surplus:years"))
    status = 422 if request.method == "POST" else 200
    return page(request, "surplus/close.html", {"form": form, "refusal": refusal}, status=status)


@require_safe
def application(request: SocietyRequest, year_end: date) -> HttpResponse:
    """Where the surplus of a year went, to the penny, and by which decision."""
    found = _find(request, year_end)
    steps = [
        Step(_("Surplus of the year"), found.surplus),
        Step(_("Reserves"), -found.reserves),
        Step(_("Community fund"), -found.community),
        Step(_("Members, by trade"), total=True),
    ]
    context = {"application": found, "steps": steps, "authority": _authority(request, found)}
    return page(request, "surplus/application.html", context)


@login_required
@require_safe
def mine(request: SocietyRequest, year_end: date) -> HttpResponse:
    """What the person who asks had of that surplus, penny by penny."""
    found = _find(request, year_end)
    party = party_of(request.society, request.user.pk)
    share = share_of_party(found, party.pk if party else None)
    lines = _arithmetic(request, found, share.trade if share else 0)
    total = Line(_("Your share"), _money(request, share.amount if share else 0))
    context = {
        "application": found,
        "share": share,
        "lines": lines,
        "total": total,
        "of_all": found.trade,
    }
    return page(request, "surplus/mine.html", context)


def _arithmetic(request: SocietyRequest, found: Application, trade: int) -> list[Line]:
    authority = _authority(request, found)
    return [
        Line(
            _("Surplus of the year to %(day)s") % {"day": day_with_year(found.year_end)},
            _money(request, found.surplus),
        ),
        Line(
            _("To the reserves, %(part)s") % {"part": _percent(found.reserves_bp)},
            MINUS + _money(request, found.reserves),
            url=authority.url,
            because=authority.name,
        ),
        Line(
            _("To the community, %(part)s") % {"part": _percent(found.community_bp)},
            MINUS + _money(request, found.community),
        ),
        Line(
            _("To share among members by their trade"),
            _money(request, found.patronage),
            subtotal=True,
        ),
        Line(
            _("Your trade: %(own)s out of %(all)s")
            % {"own": _money(request, trade), "all": _money(request, found.trade)},
            f"{trade * 100 / found.trade:.3f}%" if found.trade else "",
        ),
    ]


def _find(request: SocietyRequest, year_end: date) -> Application:
    found = applications_of(request.society).filter(year_end=year_end).first()
    if found is None:
        raise Http404(_("No surplus of that year has been applied."))
    return found


def _authority(request: SocietyRequest, found: Application) -> Authority:
    return authorities_of(request.society, [found.mandate])[found.mandate_id]


def _percent(bp: int) -> str:
    return f"{bp / 100:g}%"


def _money(request: SocietyRequest, amount: int) -> str:
    return format_money(amount, request.society.currency, active_language())
