"""Reads about account credit."""

from django.db.models import F, Sum

from cyfran.coop.payments.models import ExpectedPayment
from cyfran.coop.payments.purposes import CREDIT_TOP_UP
from cyfran.kernel.ledger.chart import MEMBER_CREDIT, WITHDRAWALS_PAYABLE
from cyfran.kernel.ledger.models import Balance
from cyfran.kernel.societies.models import Party


def credit_of(party: Party) -> int:
    """What the party has as account credit, in minor units."""
    return _owed_on(party, MEMBER_CREDIT.code(party.pk))


def credit_due_to(party: Party) -> int:
    """Credit the party asked back that no payment file has paid yet, in minor units."""
    return _owed_on(party, WITHDRAWALS_PAYABLE.code(party.pk, "credit"))


def credit_awaited_by(party: Party) -> int:
    """What the party said it would send as credit and has not yet, in minor units."""
    awaited = ExpectedPayment.objects.filter(
        society=party.society_id,
        party=party,
        purpose=CREDIT_TOP_UP,
        state=ExpectedPayment.State.AWAITING,
    )
    return awaited.aggregate(left=Sum(F("amount") - F("received")))["left"] or 0


def _owed_on(party: Party, code: str) -> int:
    # Debits are positive, so what is owed stands below nought.
    balances = Balance.objects.filter(
        account__society=party.society_id, account__code=code, account__currency="GBP"
    )
    return -(balances.aggregate(total=Sum("amount"))["total"] or 0)
