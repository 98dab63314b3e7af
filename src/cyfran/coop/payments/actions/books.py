"""How money that comes and goes is entered in the books: one entry for each thing that happens."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.payments.models import ExpectedPayment, PaymentFile, PaymentInstruction, Receipt
from cyfran.coop.payments.rules.splitting import Split
from cyfran.coop.payments.rules.statements import StatementLine
from cyfran.kernel.actions import Actor
from cyfran.kernel.ledger.chart import (
    BANK,
    MEMBER_CREDIT,
    UNIDENTIFIED,
    WITHDRAWALS_PAYABLE,
    declare_line,
)
from cyfran.kernel.ledger.models import Account, Kind
from cyfran.kernel.ledger.posting import Leg, account, credit, debit, post, reverse
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.time import society_day

IN_TRANSIT = declare_line(
    "payments_in_transit", Kind.LIABILITY, _("Payments on their way"), hot=True
)


def credit_account(party: Party) -> Account:
    """Where a party's account credit stands."""
    return account(party.society_id, MEMBER_CREDIT, party=party)


def post_receipt(
    society: Society,
    line: StatementLine,
    expected: ExpectedPayment | None,
    owner: Party | None,
    split: Split,
    *,
    actor: Actor,
) -> int:
    """The bank has more; what was asked for, the payer's credit or money without an owner does too."""
    return post(
        society=society,
        # Not the bank's words, which may name somebody: the books keep no names.
        key=f"receipt:{secrets.token_hex(12)}",
        kind="receipt",
        on=line.paid_on,
        legs=[
            debit(account(society, BANK), line.amount),
            *_credits(society, expected, owner, split),
        ],
        actor=actor,
    )


def post_assignment(
    receipt: Receipt,
    expected: ExpectedPayment | None,
    owner: Party | None,
    split: Split,
    *,
    actor: Actor,
    at: datetime,
) -> int:
    """Money without an owner has one; once for each receipt."""
    unidentified = account(receipt.society_id, UNIDENTIFIED)
    return post(
        society=receipt.society_id,
        key=f"receipt:{receipt.pk}:assigned",
        kind="receipt_assigned",
        on=society_day(receipt.society, at),
        legs=[
            debit(unidentified, receipt.suspended),
            *_credits(receipt.society_id, expected, owner, split),
        ],
        actor=actor,
    )


def post_spending(expected: ExpectedPayment, amount: int, *, actor: Actor, at: datetime) -> int:
    """The payer's credit is less, and what was asked for is paid."""
    assert expected.party is not None
    return post(
        society=expected.society_id,
        key=f"credit_spent:{expected.pk}:{expected.received}",
        kind="credit_spent",
        on=society_day(expected.society, at),
        legs=[debit(credit_account(expected.party), amount), credit(expected.account_id, amount)],
        actor=actor,
    )


def post_giving_back(
    party: Party, held: Account, amount: int, key: str, *, actor: Actor, at: datetime
) -> int:
    """What an account held for the party is its credit."""
    return post(
        society=party.society_id,
        key=f"given_back:{key}",
        kind="given_back",
        on=society_day(party.society, at),
        legs=[debit(held, amount), credit(credit_account(party), amount)],
        actor=actor,
    )


def post_withdrawal(party: Party, amount: int, *, actor: Actor, at: datetime) -> int:
    """The party's credit is less, and is due to it."""
    due = account(party.society_id, WITHDRAWALS_PAYABLE, party=party, part="credit")
    return post(
        society=party.society_id,
        key=f"credit_withdrawn:{secrets.token_hex(12)}",
        kind="credit_withdrawn",
        on=society_day(party.society, at),
        legs=[debit(credit_account(party), amount), credit(due, amount)],
        actor=actor,
    )


def post_file(
    file: PaymentFile, instructions: Sequence[PaymentInstruction], *, actor: Actor, at: datetime
) -> int:
    """What the file pays is due no longer, but on its way: no other file can find it."""
    return post(
        society=file.society_id,
        key=f"payment_file:{file.number}",
        kind="payment_file",
        on=society_day(file.society, at),
        legs=[
            *(debit(one.account_id, one.amount) for one in instructions),
            credit(account(file.society_id, IN_TRANSIT), file.total),
        ],
        actor=actor,
    )


def reverse_file(file: PaymentFile, *, actor: Actor, at: datetime) -> int:
    """Everything the file would have paid is due again."""
    return reverse(
        society=file.society_id,
        entry_id=file.entry_id,
        on=society_day(file.society, at),
        actor=actor,
    )


def post_paid(file: PaymentFile, amount: int, paid_on: date, *, actor: Actor) -> int:
    """The money has left the bank."""
    return post(
        society=file.society_id,
        key=f"payment_file:{file.number}:paid",
        kind="payment_file_paid",
        on=paid_on,
        legs=[
            debit(account(file.society_id, IN_TRANSIT), amount),
            credit(account(file.society_id, BANK), amount),
        ],
        actor=actor,
    )


def post_returned(
    file: PaymentFile, instruction: PaymentInstruction, returned_on: date, *, actor: Actor
) -> int:
    """It is due again; it comes back into the bank if it had left, else it never leaves."""
    held = BANK if file.state == PaymentFile.State.PAID else IN_TRANSIT
    return post(
        society=file.society_id,
        key=f"payment_file:{file.number}:returned:{instruction.number}",
        kind="payment_returned",
        on=returned_on,
        legs=[
            debit(account(file.society_id, held), instruction.amount),
            credit(instruction.account_id, instruction.amount),
        ],
        actor=actor,
    )


def _credits(
    society: Society | int, expected: ExpectedPayment | None, owner: Party | None, split: Split
) -> list[Leg]:
    legs = []
    if expected and split.applied:
        legs.append(credit(expected.account_id, split.applied))
    if owner and split.credited:
        legs.append(credit(credit_account(owner), split.credited))
    if split.suspended:
        legs.append(credit(account(society, UNIDENTIFIED), split.suspended))
    return legs
