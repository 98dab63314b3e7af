"""Shares asked back: by whoever holds them, by the treasurer for those who have left, and all of them for officers."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cyfran.coop.membership.actions.withdrawals import (
    keep_shares,
    resume_withdrawals,
    suspend_withdrawals,
    withdraw_shares,
)
from cyfran.coop.membership.forms.shares import WithdrawForm
from cyfran.coop.membership.models import ShareWithdrawal
from cyfran.coop.membership.queries.register import is_member, register_of
from cyfran.coop.membership.queries.withdrawals import (
    free_shares,
    left_with_shares,
    suspension_of,
    withdrawals_waiting,
)
from cyfran.coop.membership.rulebook import JOINING_SHARE, NOTICE_DAYS
from cyfran.coop.payments.queries.accounts import bank_details_of, bank_details_of_all
from cyfran.kernel.money import format_money
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_people, for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Party
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.societies.rulebook import rules
from cyfran.kernel.ui.asking import press
from cyfran.kernel.ui.days import day_with_year
from cyfran.kernel.ui.pages import page
from cyfran.kernel.ui.shapes import Column, Table

OFFICERS = ("treasurer", "board", "chair", "secretary")


@for_people
def withdraw(request: SocietyRequest) -> HttpResponse:
    """Ask for my shares back."""
    party = party_of(request.society, request.actor.person_id)
    if party is None:
        raise Http404(_("This co-op does not know you yet. Join it first."))
    return _ask(request, party, society_url(request.society, "membership:statement"))


@for_roles("treasurer")
def withdraw_for(request: SocietyRequest, number: int) -> HttpResponse:
    """Ask for the shares of somebody who has left."""
    found = register_of(request.society).filter(number=number).first()
    if found is None:
        raise Http404(_("There is no member with that number."))
    back = society_url(request.society, "membership:withdrawals")
    return _ask(request, found.party, back, of=found.party.name)


def _ask(request: SocietyRequest, party: Party, back: str, of: str = "") -> HttpResponse:
    free = free_shares(party)
    form = WithdrawForm(request.POST or None, free=free)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            asked = withdraw_shares(
                actor=request.actor, party=party, at=request.at, **form.cleaned_data
            )
        except Refusal as no:
            refusal = no
        else:
            said = _("%(amount)s is under notice and repaid on %(day)s.")
            told = {"amount": format_money(asked.amount), "day": day_with_year(asked.repaid_on)}
            messages.success(request, said % told)
            return HttpResponseRedirect(back)
    read = rules(request.society, NOTICE_DAYS.key, JOINING_SHARE.key)
    return page(
        request,
        "membership/withdraw.html",
        {
            "form": form,
            "refusal": refusal,
            "back_url": back,
            "of": of,
            "free": free,
            "kept": read[JOINING_SHARE.key].value if is_member(party) else 0,
            "notice_days": read[NOTICE_DAYS.key].value,
            "suspension": suspension_of(request.society),
            "details": bank_details_of(party),
        },
        status=422 if refusal or form.errors else 200,
    )


@require_POST
@for_people
def keep(request: SocietyRequest, pk: int) -> HttpResponse:
    """The shares stay what they are."""
    withdrawal = get_object_or_404(ShareWithdrawal, society=request.society, pk=pk)
    is_own = withdrawal.party.person_id == request.actor.person_id
    where = "membership:statement" if is_own else "membership:withdrawals"
    return _done(
        request,
        where,
        lambda: keep_shares(actor=request.actor, withdrawal=withdrawal, at=request.at),
        _("The shares are not asked back any more."),
    )


@for_roles(*OFFICERS)
def withdrawals(request: SocietyRequest) -> HttpResponse:
    """What is under notice, what those who have left still hold, and whether the board holds it all up."""
    society, roles = request.society, request.actor.roles(request.society)
    waiting = list(withdrawals_waiting(society))
    parties = {one.party_id for one in waiting}
    return page(
        request,
        "membership/withdrawals.html",
        {
            "table": _table(waiting, set(bank_details_of_all(parties))) if waiting else None,
            "kept_by_treasurer": [one for one in waiting if not one.of_member]
            if "treasurer" in roles
            else [],
            "left": left_with_shares(society),
            "suspension": suspension_of(society),
            "may_suspend": bool(roles & {"board", "chair"}),
            "may_ask": "treasurer" in roles,
        },
    )


def _table(waiting: list[ShareWithdrawal], paid_somewhere: set[int]) -> Table:
    total = format_money(sum(one.amount for one in waiting))
    return Table(
        caption=_("Shares under notice, the soonest first"),
        columns=[
            Column(_("Name")),
            Column(_("Repaid on")),
            Column(_("Bank details")),
            Column(_("Amount"), number=True),
        ],
        rows=[
            [
                one.party.name,
                day_with_year(one.repaid_on),
                _("given") if one.party_id in paid_somewhere else _("not given yet"),
                format_money(one.amount),
            ]
            for one in waiting
        ],
        total=[_("Together"), "", "", total],
        caption_hidden=True,
    )


@require_POST
@for_roles("board", "chair")
def suspend(request: SocietyRequest) -> HttpResponse:
    """No shares are repaid until further notice."""
    return _done(
        request,
        "membership:withdrawals",
        lambda: suspend_withdrawals(actor=request.actor, society=request.society, at=request.at),
        _("No shares are repaid until you say so."),
    )


@require_POST
@for_roles("board", "chair")
def resume(request: SocietyRequest) -> HttpResponse:
    """Shares are repaid again."""
    return _done(
        request,
        "membership:withdrawals",
        lambda: resume_withdrawals(actor=request.actor, society=request.society, at=request.at),
        _("Shares are repaid again. What is due is repaid within minutes."),
    )


def _done(
    request: SocietyRequest, where: str, act: Callable[[], object], said: str
) -> HttpResponse:
    return press(request, act, said=said, then=society_url(request.society, where))
