"""The members: as each other's, and as the law's register."""

import csv
from collections.abc import Callable

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from cyfran.coop.membership.actions.members import cease_membership, change_class
from cyfran.coop.membership.forms.joining import CeaseForm, ChangeClassForm, EraseForm
from cyfran.coop.membership.models import Member
from cyfran.coop.membership.queries.register import (
    classes_of,
    holdings_of,
    members_by_class,
    members_in_order,
    register_of,
)
from cyfran.coop.membership.queries.shares import Property, property_of
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.money import format_money
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.actions import erase_party
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import ERASED, Society
from cyfran.kernel.societies.queries import serving
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.days import short_day
from cyfran.kernel.ui.pages import page
from cyfran.kernel.ui.shapes import Cell, Column, Person, Table

OFFICERS = ("secretary", "chair", "treasurer", "board")


def members(request: SocietyRequest) -> HttpResponse:
    """How many members there are, of which kinds; to members also who they are."""
    society, roles = request.society, request.actor.roles(request.society)
    shown = None
    if "member" in roles or roles & set(OFFICERS):
        shown = Paginator(members_in_order(society), 60).get_page(request.GET.get("page"))
    return page(
        request,
        "membership/members.html",
        {
            "by_class": members_by_class(society),
            "page_obj": shown,
            "people": [_person(society, one) for one in shown] if shown else [],
            "is_member": "member" in roles,
            "is_officer": bool(roles & set(OFFICERS)),
            "names_coordinators": bool(roles & {"secretary", "chair", "board"}),
        },
    )


def _person(society: Society, member: Member) -> Person:
    return Person(
        member.party.name,
        Bilingual.of(member.class_name),
        society_url(society, "membership:member", number=member.number),
    )


@for_roles("member", *OFFICERS)
def member(request: SocietyRequest, number: int) -> HttpResponse:
    """One member, as the reader may see them: the law opens names and dates to members, not property."""
    found = _member(request, number)
    roles = request.actor.roles(request.society)
    is_officer = bool(roles & set(OFFICERS))
    return page(
        request,
        "membership/member.html",
        {
            "one": found,
            "holdings": holdings_of(found),
            "offices": serving(request.society).filter(party=found.party),
            "property": property_of(request.society, [found.party_id]).get(
                found.party_id, Property()
            )
            if is_officer
            else None,
            "may_change": found.is_current and bool(roles & {"secretary", "board", "chair"}),
            "may_end": found.is_current and "secretary" in roles,
            "may_erase": not found.is_current
            and found.party.name != ERASED
            and "secretary" in roles,
        },
    )


@for_roles("secretary", "board", "chair")
def reclassify(request: SocietyRequest, number: int) -> HttpResponse:
    """The member is of another class from today."""
    found = _member(request, number)
    form = ChangeClassForm(request.POST or None, classes=classes_of(request.society))
    return _change(
        request,
        found,
        form,
        _("Change the class of %(name)s") % {"name": found.party.name},
        lambda: change_class(actor=request.actor, member=found, at=request.at, **form.cleaned_data),
    )


@for_roles("secretary")
def end(request: SocietyRequest, number: int) -> HttpResponse:
    """The secretary enters that the membership has ended."""
    found = _member(request, number)
    form = CeaseForm(request.POST or None)
    return _change(
        request,
        found,
        form,
        _("Enter that %(name)s is no longer a member") % {"name": found.party.name},
        lambda: cease_membership(
            actor=request.actor, member=found, at=request.at, **form.cleaned_data
        ),
    )


@for_roles("secretary")
def erase(request: SocietyRequest, number: int) -> HttpResponse:
    """Nothing says any more who the former member was."""
    found = _member(request, number)
    return _change(
        request,
        found,
        EraseForm(request.POST or None),
        _("Erase %(name)s") % {"name": found.party.name},
        lambda: erase_party(actor=request.actor, party=found.party, at=request.at),
        submit=_("Erase for ever"),
        submit_kind="danger",
    )


def _change(
    request: SocietyRequest,
    found: Member,
    form: forms.Form,
    title: str,
    act: Callable[[], object],
    **shown: str,
) -> HttpResponse:
    url = society_url(request.society, "membership:member", number=found.number)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refusal as no:
            refusal = no
        else:
            return HttpResponseRedirect(url)
    return page(
        request,
        "membership/change.html",
        {"form": form, "title": title, "refusal": refusal, "back_url": url, "one": found, **shown},
        status=422 if refusal or form.errors else 200,
    )


@for_roles("secretary", "chair", "treasurer", "board")
def register(request: SocietyRequest) -> HttpResponse:
    """The register of members as CCBSA 2014 s.30 asks for it."""
    shown = Paginator(register_of(request.society), 60).get_page(request.GET.get("page"))
    held = property_of(request.society, [one.party_id for one in shown])
    table = _table(request.society, list(shown), held)
    return page(request, "membership/register.html", {"table": table, "page_obj": shown})


@for_roles("secretary", "chair", "treasurer", "board")
def register_csv(request: SocietyRequest) -> HttpResponse:
    """The whole register as a file for a spreadsheet."""
    lines = list(register_of(request.society))
    held = property_of(request.society, [one.party_id for one in lines])
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="register-{request.society.slug}.csv"'
    response.write("\N{ZERO WIDTH NO-BREAK SPACE}")  # so that spreadsheets read ŵ and ŷ
    writer = csv.writer(response)
    writer.writerow(
        [
            _("Number"), _("Name"), _("Address"), _("E-mail"), _("Kind"), _("Shares, paid up"),
            _("Other property"), _("Entered"), _("Ceased"),
        ]
    )  # fmt: skip
    for one in lines:
        has = held.get(one.party_id, Property())
        writer.writerow(
            [
                one.number, _safe(one.party.name), _safe(one.party.address), _safe(one.party.email),
                str(Bilingual.of(one.class_name)), f"{has.shares / 100:.2f}", f"{has.other / 100:.2f}",
                one.joined_on, one.ceased_on or "",
            ]
        )  # fmt: skip
    return response


def _safe(text: str) -> str:
    """A cell that a spreadsheet reads as text: what begins like a formula gets an apostrophe before it."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _table(society: Society, lines: list[Member], held: dict[int, Property]) -> Table:
    columns = [
        Column(_("Name")),
        Column(_("Number"), number=True),
        Column(_("Address")),
        Column(_("Kind")),
        Column(_("Shares, paid up"), number=True),
        Column(_("Other property"), number=True),
        Column(_("Entered")),
        Column(_("Ceased")),
    ]
    rows = [_row(society, one, held.get(one.party_id, Property())) for one in lines]
    if all(one.is_current for one in lines):  # nobody on this page has ceased: no column for it
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return Table(_("The register of members"), columns, rows, caption_hidden=True)


def _row(society: Society, one: Member, has: Property) -> list[object]:
    return [
        Cell(one.party.name, society_url(society, "membership:member", number=one.number)),
        one.number,
        one.party.address,
        Bilingual.of(one.class_name),
        format_money(has.shares),
        format_money(has.other),
        short_day(one.joined_on),
        short_day(one.ceased_on) if one.ceased_on else "",
    ]


def _member(request: SocietyRequest, number: int) -> Member:
    found = register_of(request.society).filter(number=number).first()
    if found is None:
        raise Http404(_("There is no member with that number."))
    return found
