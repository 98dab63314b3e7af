"""What another value of a rule would have meant for last month's orders."""

from datetime import datetime, timedelta

from django.db.models import Sum
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.consequences import Figure, Impact, impact_of
from cyfran.kernel.languages import active_language
from cyfran.kernel.money import format_money, share_of
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.rulebook import rule
from cyfran.trade.orders.models import OrderLine
from cyfran.trade.orders.rules import split_commission

A_MONTH = timedelta(days=30)


@impact_of("orders.commission_bp")
def commission_impact(society: Society, old: int, new: int, at: datetime) -> Impact | None:
    """Who would have had more and who less, of the last thirty days' orders."""
    sold = _sold(society, at)
    before, after = share_of(sold, old), share_of(sold, new)
    if before == after:
        return None
    difference = format_money(abs(before - after), society.currency, active_language())
    told = (
        say(
            "On last month’s orders producers would have kept %(amount)s more, and the hub %(amount)s less."
        )
        if after < before
        else say(
            "On last month’s orders producers would have kept %(amount)s less, and the hub %(amount)s more."
        )
    )
    community = rule("orders.community_bp", society).value
    return Impact(
        told % {"amount": difference},
        (
            Figure(_("Producers"), sold - before, sold - after),
            Figure(
                _("The hub"),
                split_commission(before, community)[0],
                split_commission(after, community)[0],
            ),
            Figure(
                _("Community fund"),
                split_commission(before, community)[1],
                split_commission(after, community)[1],
            ),
        ),
        say("Reckoned on %(amount)s of orders in the thirty days before.")
        % {"amount": format_money(sold, society.currency, active_language())},
    )


@impact_of("orders.community_bp")
def community_impact(society: Society, old: int, new: int, at: datetime) -> Impact | None:
    """How the hub's share of the last thirty days would have been split."""
    commission = share_of(_sold(society, at), rule("orders.commission_bp", society).value)
    (hub, community), (hub_then, community_then) = (
        split_commission(commission, bp) for bp in (old, new)
    )
    if hub == hub_then:
        return None
    return Impact(
        say("Last month the community fund would have had %(after)s instead of %(before)s.")
        % {
            "after": format_money(community_then, society.currency, active_language()),
            "before": format_money(community, society.currency, active_language()),
        },
        (
            Figure(_("The hub"), hub, hub_then),
            Figure(_("Community fund"), community, community_then),
        ),
    )


def _sold(society: Society, at: datetime) -> int:
    """What was ordered in the thirty days before, net of tax and of what was taken back; minor units."""
    lines = OrderLine.objects.filter(society=society, at__gt=at - A_MONTH, at__lte=at)
    return max(lines.aggregate(total=Sum("net"))["total"] or 0, 0)
