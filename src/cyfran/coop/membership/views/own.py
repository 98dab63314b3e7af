"""A member's own share: what they hold, how it came about, and how to leave."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cyfran.coop.membership.actions.members import cease_membership
from cyfran.coop.membership.queries.register import latest_membership, member_for, members_count
from cyfran.coop.membership.queries.shares import Property, property_of, share_lines
from cyfran.coop.membership.queries.withdrawals import free_shares, suspension_of, waiting_of
from cyfran.coop.membership.rulebook import MAXIMUM_HOLDING, NOTICE_DAYS
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.money import format_money
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_people, for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Party
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.societies.rulebook import rules
from cyfran.kernel.ui.days import day_with_year
from cyfran.kernel.ui.pages import page
from cyfran.kernel.ui.shapes import Column, Table

# What an entry on a share account is called; other apps' kinds show as "Entry in the books".
KINDS = {
    "share_issue": gettext_lazy("Shares issued, paid in full"),
    "share_withdrawal": gettext_lazy("Shares withdrawn"),
}


@for_people
def statement(request: SocietyRequest) -> HttpResponse:
    """The member's shares and every entry that led to them; of whoever has left too, while they hold some."""
    society = request.society
    member = latest_membership(society, request.actor.person_id)
    if member is None:
        return HttpResponseRedirect(society_url(society, "membership:join"))
    held = property_of(society, [member.party_id]).get(member.party_id, Property())
    if not member.is_current and held == Property():
        return HttpResponseRedirect(society_url(society, "membership:join"))
    read = rules(society, NOTICE_DAYS.key, MAXIMUM_HOLDING.key)
    return page(
        request,
        "membership/statement.html",
        {
            "member": member,
            "class_name": Bilingual.of(member.class_name),
            "waiting": list(waiting_of(member.party)),
            "free": free_shares(member.party),
            "suspension": suspension_of(society),
            "held": held,
            "table": _table(member.party),
            "others": members_count(society) - 1,
            "notice_days": read[NOTICE_DAYS.key].value,
            "most": read[MAXIMUM_HOLDING.key].value,
        },
    )


def _table(party: Party) -> Table:
    rows = [
        [
            str(KINDS.get(line.kind, _("Entry in the books"))),
            day_with_year(line.on),
            format_money(line.amount),
            format_money(line.after),
        ]
        for line in share_lines(party)
    ]
    return Table(
        caption=_("Every entry on your share account, latest first"),
        columns=[
            Column(_("What")),
            Column(_("When")),
            Column(_("Amount"), number=True),
            Column(_("Held after it"), number=True),
        ],
        rows=rows,
        caption_hidden=True,
    )


@for_roles("member")
def leave(request: SocietyRequest) -> HttpResponse:
    """Are you sure? And then, goodbye."""
    society = request.society
    member = member_for(society, request.actor.person_id)
    if member is not None and request.method == "POST":
        try:
            cease_membership(actor=request.actor, member=member, at=request.at)
        except Refusal as no:
            messages.error(request, str(no))
        else:
            messages.success(
                request, _("You are no longer a member. Your shares stay yours until withdrawn.")
            )
            return HttpResponseRedirect(society_url(society, "membership:statement"))
    return page(
        request,
        "membership/leave.html",
        {
            "member": member,
            "notice_days": rules(society, NOTICE_DAYS.key)[NOTICE_DAYS.key].value,
            "is_few": members_count(society) <= 3,
        },
    )
