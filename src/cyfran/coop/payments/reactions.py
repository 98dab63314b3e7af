"""What payments do when something happened elsewhere; site/wiring.py connects it."""

from cyfran.coop.payments.actions.details import erase_payer
from cyfran.coop.payments.models import ExpectedPayment
from cyfran.coop.payments.refusals import MoneyBetween
from cyfran.kernel.ledger.models import Balance
from cyfran.kernel.societies.events import PartyErased, PartyToBeErased


def refuse_while_money_is_between(event: PartyToBeErased) -> None:
    """Whoever owes, is owed or is asked for money cannot be forgotten yet; shares are owed too."""
    party = event.party
    stands = Balance.objects.filter(account__party=party, society=party.society_id)
    awaited = ExpectedPayment.objects.filter(party=party, state=ExpectedPayment.State.AWAITING)
    totals: dict[int, int] = {}
    for account, amount in stands.values_list("account_id", "amount"):
        totals[account] = totals.get(account, 0) + amount
    if any(totals.values()) or awaited.exists():
        raise MoneyBetween(name=party.name)


def forget_payer(event: PartyErased) -> None:
    """No account of the party's and no words of the bank's about them are left."""
    erase_payer(event.party, event.at)
