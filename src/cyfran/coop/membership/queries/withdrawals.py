"""Reads about shares that are asked back."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Sum

from cyfran.coop.membership.models import Member, ShareWithdrawal, WithdrawalSuspension
from cyfran.coop.membership.queries.register import is_member
from cyfran.coop.membership.queries.shares import shares_of
from cyfran.coop.membership.rulebook import JOINING_SHARE
from cyfran.kernel.ledger.chart import SHARE_CAPITAL
from cyfran.kernel.ledger.models import Balance
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.rulebook import rule
from cyfran.kernel.time import society_day


def waiting_of(party: Party) -> "QuerySet[ShareWithdrawal]":
    """What the party asked back and does not have yet, the soonest first."""
    return ShareWithdrawal.objects.filter(
        society=party.society_id, party=party, state=ShareWithdrawal.State.WAITING
    ).order_by("due_on", "pk")


def free_shares(party: Party) -> int:
    """What the party could ask back now, in minor units: a member keeps the joining share."""
    asked = waiting_of(party).aggregate(all=Sum("amount"))["all"] or 0
    kept = rule(JOINING_SHARE.key, party.society).value if is_member(party) else 0
    return max(shares_of(party) - asked - kept, 0)


def withdrawals_waiting(society: Society) -> "QuerySet[ShareWithdrawal]":
    """Everything under notice, the soonest due first, each with `of_member`."""
    current = Member.objects.filter(party=OuterRef("party"), ceased_on=None)
    return (
        ShareWithdrawal.objects.filter(society=society, state=ShareWithdrawal.State.WAITING)
        .select_related("party", "society")
        .annotate(of_member=Exists(current))  # type: ignore[no-redef]
        .order_by("due_on", "pk")
    )


def withdrawals_due(society: Society, at: datetime) -> "QuerySet[ShareWithdrawal]":
    """What is to be repaid today or was before; nothing while the board holds it up."""
    if suspension_of(society) is not None:
        return ShareWithdrawal.objects.none()
    return withdrawals_waiting(society).filter(due_on__lte=society_day(society, at))


def suspension_of(society: Society) -> WithdrawalSuspension | None:
    """Since when the board holds repaying up, if it does."""
    return WithdrawalSuspension.objects.filter(society=society, until_at=None).first()


def left_with_shares(society: Society) -> list[tuple[Member, int]]:
    """Those who have left and hold shares that are not under notice, with what these come to; two queries.

    Each by their latest line of the register, in the order of names.
    """
    held = Balance.objects.filter(society=society, account__purpose=SHARE_CAPITAL.purpose)
    free = {
        row["account__party_id"]: -row["all"]
        for row in held.values("account__party_id").annotate(all=Sum("amount")).filter(all__lt=0)
    }
    for asked in withdrawals_waiting(society):
        free[asked.party_id] -= asked.amount
    current = Member.objects.filter(society=society, ceased_on=None).values("party_id")
    lines = (
        Member.objects.filter(society=society, party_id__in=[one for one in free if free[one]])
        .exclude(party_id__in=current)
        .select_related("party")
        .order_by("party_id", "-number")
        .distinct("party_id")
    )
    in_order = sorted(lines, key=lambda one: (one.party.sort_key, one.party.name, one.number))
    return [(one, free[one.party_id]) for one in in_order]
