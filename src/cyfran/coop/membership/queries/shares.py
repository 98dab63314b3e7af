"""Reads about shares: what somebody holds, what is awaited of them, and everything that led to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from cyfran.coop.membership.models import Application
from cyfran.coop.payments.models import ExpectedPayment
from cyfran.kernel.ledger.chart import SHARE_CAPITAL
from cyfran.kernel.ledger.models import Account, Balance, Kind
from cyfran.kernel.ledger.queries import held_on, statement
from cyfran.kernel.societies.models import Party, Society


def joining_payment(application: Application) -> ExpectedPayment | None:
    """What the applicant is asked for, or was."""
    return (
        ExpectedPayment.objects.filter(
            society=application.society_id,
            purpose="membership.joining_share",
            purpose_id=application.pk,
        )
        .exclude(state=ExpectedPayment.State.CANCELLED)
        .select_related("society")
        .first()
    )


def shares_of(party: Party) -> int:
    """What the party holds in shares at par, in minor units."""
    return held_on(party.society_id, SHARE_CAPITAL, party)


@dataclass(frozen=True)
class ShareLine:
    """One line of a member's share account: more or less, and what was held after it."""

    on: date
    kind: str
    amount: int
    after: int
    entry_id: int


def share_lines(party: Party) -> list[ShareLine]:
    """The party's share account, latest first."""
    account = Account.objects.filter(
        society=party.society_id, code=SHARE_CAPITAL.code(party.pk)
    ).first()
    if account is None:
        return []
    return [
        ShareLine(
            row.posting.entry.effective_on,
            row.posting.entry.kind,
            -row.posting.amount,
            -row.after,
            row.posting.entry_id,
        )
        for row in statement(account)
    ]


@dataclass(frozen=True)
class Property:
    """What a party has in the society: shares paid up, and everything else it owes them."""

    shares: int = 0
    other: int = 0


def property_of(society: Society, parties: Iterable[int]) -> dict[int, Property]:
    """What each of these parties has in the society (CCBSA 2014 s.30(2)(c) and (d)); one query.

    Shares are equity; loans, deposits, credit and dividends to be paid are liabilities to the party.
    """
    rows = (
        Balance.objects.filter(
            society=society,
            account__party_id__in=list(parties),
            account__kind__in=[Kind.EQUITY, Kind.LIABILITY],
        )
        .values("account__party_id", "account__kind")
        .annotate(total=Sum("amount"))
    )
    found: dict[int, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["account__party_id"], {})[row["account__kind"]] = -row["total"]
    return {
        party: Property(held.get(Kind.EQUITY, 0), held.get(Kind.LIABILITY, 0))
        for party, held in found.items()
    }
