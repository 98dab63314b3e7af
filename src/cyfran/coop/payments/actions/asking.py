"""Asking for money: a reference is given, and the money is awaited."""

import secrets
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.payments.actions import books
from cyfran.coop.payments.events import PaymentReceived
from cyfran.coop.payments.models import ExpectedPayment
from cyfran.coop.payments.purposes import CREDIT_TOP_UP
from cyfran.coop.payments.queries.accounts import require_own
from cyfran.coop.payments.queries.credit import credit_awaited_by, credit_of
from cyfran.coop.payments.refusals import (
    AmountNotPositive,
    NotAwaited,
    PaymentAwaitedAlready,
    TooMuchCredit,
)
from cyfran.coop.payments.rules.references import HOW_MANY, short_reference
from cyfran.kernel.actions import Actor, action, roles, signed_in
from cyfran.kernel.events import announce
from cyfran.kernel.ledger.models import Account
from cyfran.kernel.money import Money
from cyfran.kernel.refusals import AtTheSameTime, constraints_mean
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.rulebook import rule
from cyfran.kernel.societies.states import require_registered

# What the database may say no to when money is asked for. One in ten thousand million, two references are the same.
ASKING = {
    "payment_asked_once_for_one_thing": PaymentAwaitedAlready,
    "expected_amount_positive": AmountNotPositive,
    "payment_reference_once": AtTheSameTime,
}


def await_payment(
    *,
    society: Society,
    party: Party | None,
    purpose: str,
    account: Account,
    amount: int,
    at: datetime,
    purpose_id: int | None = None,
) -> ExpectedPayment:
    """Money is awaited under a new reference; when it comes it is posted to `account` of the books.

    For actions of other apps, which are recorded themselves and map the constraints in `ASKING`; one query.
    """
    return ExpectedPayment.objects.create(
        society=society,
        reference=short_reference(secrets.randbelow(HOW_MANY)),
        party=party,
        purpose=purpose,
        purpose_id=purpose_id,
        account=account,
        amount=amount,
        asked_at=at,
    )


@action(may=roles("treasurer"), label=_("Ask for a payment"), codes=("purpose",), enactable=True)
def expect_payment(
    *,
    actor: Actor,
    party: Party,
    purpose: str,
    account: Account,
    amount: int,
    at: datetime,
    purpose_id: int | None = None,
) -> ExpectedPayment:
    """The party is asked for the amount, and its transfer is awaited under a reference of its own.

    Refuses with AmountNotPositive, PaymentAwaitedAlready or SocietyClosed.
    """
    with constraints_mean(ASKING, ends_action=True):
        return await_payment(
            society=party.society,
            party=party,
            purpose=purpose,
            purpose_id=purpose_id,
            account=account,
            amount=amount,
            at=at,
        )


@action(may=signed_in, label=_("Top up account credit"))
def top_up_credit(*, actor: Actor, party: Party, amount: int, at: datetime) -> ExpectedPayment:
    """A transfer of that amount is awaited, and becomes the party's credit when it comes.

    Refuses with NotYourAccount, NotRegisteredYet, TooMuchCredit or AmountNotPositive.
    """
    require_own(actor, party)
    require_registered(party.society)
    most = rule("payments.most_credit", party.society).value
    if credit_of(party) + credit_awaited_by(party) + amount > most:
        raise TooMuchCredit(most=Money(most))
    with constraints_mean(ASKING, ends_action=True):
        return await_payment(
            society=party.society,
            party=party,
            purpose=CREDIT_TOP_UP,
            account=books.credit_account(party),
            amount=amount,
            at=at,
        )


@action(may=signed_in, label=_("Cancel an awaited payment"))
def cancel_expected_payment(*, actor: Actor, expected: ExpectedPayment) -> ExpectedPayment:
    """The money is not awaited any more; if it comes all the same it becomes the payer's credit.

    Refuses with NotYourAccount or NotAwaited.
    """
    require_own(actor, expected.party)
    return withdraw_request(expected)


def withdraw_request(expected: ExpectedPayment) -> ExpectedPayment:
    """As `cancel_expected_payment`, for actions of other apps. Refuses with NotAwaited."""
    locked = lock_awaited(expected)
    locked.state = ExpectedPayment.State.CANCELLED
    locked.save(update_fields=["state"])
    return locked


def change_request(*, expected: ExpectedPayment, amount: int, at: datetime) -> ExpectedPayment:
    """Another amount is awaited, for actions of other apps (an order that was amended).

    It is never less than what has come: the caller gives the rest back (`credit.give_back`).
    Refuses with NotAwaited.
    """
    locked = lock_awaited(expected)
    if amount <= 0 and not locked.received:
        return withdraw_request(locked)
    locked.amount = max(amount, locked.received)
    if locked.amount == locked.received:
        locked.state = ExpectedPayment.State.RECEIVED
    locked.save(update_fields=["amount", "state"])
    if locked.state == ExpectedPayment.State.RECEIVED:
        announce(PaymentReceived(locked, at))
    return locked


def lock_awaited(expected: ExpectedPayment) -> ExpectedPayment:
    """The payment as it is now, locked until the transaction ends; refuses with NotAwaited."""
    locked = ExpectedPayment.objects.select_for_update().get(pk=expected.pk)
    if locked.state != ExpectedPayment.State.AWAITING:
        raise NotAwaited
    return locked
