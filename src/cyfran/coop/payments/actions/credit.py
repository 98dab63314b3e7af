"""Account credit: what a member paid beforehand, and may spend or have back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.payments.actions import books
from cyfran.coop.payments.actions.asking import lock_awaited
from cyfran.coop.payments.actions.receiving import tell
from cyfran.coop.payments.models import ExpectedPayment, Receipt
from cyfran.coop.payments.purposes import CREDIT_TOP_UP
from cyfran.coop.payments.queries.accounts import require_own
from cyfran.coop.payments.refusals import AmountNotPositive, CreditFromCredit, NotEnoughCredit
from cyfran.kernel.actions import Actor, action, signed_in
from cyfran.kernel.ledger.models import Account
from cyfran.kernel.ledger.posting import ABOVE_CEILING
from cyfran.kernel.refusals import constraints_mean
from cyfran.kernel.societies.models import Party
from cyfran.kernel.time import society_day


@action(may=signed_in, label=_("Pay from account credit"))
def pay_from_credit(*, actor: Actor, expected: ExpectedPayment, at: datetime) -> Receipt:
    """What is outstanding is paid from the party's credit.

    Refuses with NotYourAccount, NotAwaited, NotEnoughCredit or CreditFromCredit.
    """
    require_own(actor, expected.party)
    return spend_credit(expected=expected, actor=actor, at=at)


def spend_credit(
    *, expected: ExpectedPayment, actor: Actor, at: datetime, amount: int | None = None
) -> Receipt:
    """As `pay_from_credit`, for actions of other apps; `amount` of it, or all that is outstanding.

    Refuses with NotAwaited, NotEnoughCredit or CreditFromCredit.
    """
    if expected.purpose == CREDIT_TOP_UP:
        raise CreditFromCredit
    locked = lock_awaited(expected)
    paid = locked.outstanding if amount is None else min(amount, locked.outstanding)
    with constraints_mean({ABOVE_CEILING: NotEnoughCredit}, ends_action=True):
        entry = books.post_spending(locked, paid, actor=actor, at=at)
    receipt = Receipt.objects.create(
        society_id=locked.society_id,
        means=Receipt.Means.CREDIT,
        amount=paid,
        paid_on=society_day(locked.society, at),
        expected=locked,
        applied=paid,
        entry_id=entry,
        recorded_at=at,
    )
    tell(locked, paid, at)
    return receipt


def give_back(
    *, party: Party, account: Account, amount: int, key: str, actor: Actor, at: datetime
) -> int:
    """`amount` that an account of the books holds for the party is the party's credit; returns the ledger entry.

    For actions of other apps: what an amended order does not cost any more. `key` says which, once.
    """
    if amount <= 0:
        raise AmountNotPositive
    return books.post_giving_back(party, account, amount, key, actor=actor, at=at)


@action(may=signed_in, label=_("Ask for account credit back"))
def withdraw_credit(*, actor: Actor, party: Party, amount: int, at: datetime) -> Party:
    """The amount is no longer credit but due to the party, to be paid with the next payment file.

    Refuses with NotYourAccount, NotEnoughCredit or AmountNotPositive.
    """
    require_own(actor, party)
    if amount <= 0:
        raise AmountNotPositive
    with constraints_mean({ABOVE_CEILING: NotEnoughCredit}, ends_action=True):
        books.post_withdrawal(party, amount, actor=actor, at=at)
    return party
