"""Money came: it is put where it belongs, and what it was for hears of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from cyfran.coop.payments.actions import books
from cyfran.coop.payments.events import PartPaymentReceived, PaymentReceived
from cyfran.coop.payments.models import Assignment, BankLine, ExpectedPayment, Receipt
from cyfran.coop.payments.queries.receipts import Match, matches_of
from cyfran.coop.payments.refusals import (
    AmountNotPositive,
    AssignedAlready,
    NoOwner,
    ReceiptInTheFuture,
    ReceiptRecordedAlready,
)
from cyfran.coop.payments.rules.letters import in_one_line
from cyfran.coop.payments.rules.sealing import Private
from cyfran.coop.payments.rules.splitting import Split, split_of
from cyfran.coop.payments.rules.statements import Statement, StatementLine
from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.events import announce
from cyfran.kernel.ledger.refusals import BooksClosed
from cyfran.kernel.refusals import Refusal, constraints_mean
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.time import society_day


@dataclass(frozen=True)
class StatementRecorded:
    """What a statement brought: receipts for awaited payments, receipts without an owner, and lines known before."""

    matched: int
    without_owner: int
    known_before: int


@action(may=roles("treasurer"), label=_("Record a payment received"))
def record_receipt(
    *,
    actor: Actor,
    society: Society,
    reference: str,
    amount: int,
    paid_on: date,
    at: datetime,
    occurrence: int = 1,
) -> Receipt:
    """The money is in the books: for what was asked for under `reference`, the rest as its payer's credit.

    Without a known reference it waits until somebody says whose it is (`assign_receipt`). `occurrence` is 2
    for another payment like one recorded before. Refuses with AmountNotPositive, ReceiptInTheFuture,
    ReceiptRecordedAlready, BooksClosed or SocietyClosed.
    """
    line = StatementLine(1, paid_on, amount, in_one_line(reference)[:500])
    [match] = matches_of(society, [line], first=occurrence)
    return _receive(actor, society, match, at)


@action(may=roles("treasurer"), label=_("Record a bank statement"))
def record_statement(
    *, actor: Actor, society: Society, statement: Private, at: datetime
) -> StatementRecorded:
    """Every line of the Statement that was not recorded before is, as `record_receipt` would; none twice.

    Refuses with ReceiptInTheFuture, BooksClosed or SocietyClosed; then nothing is recorded.
    """
    lines: Statement = statement.value
    matched = without_owner = known_before = 0
    for match in matches_of(society, lines.lines):
        if match.recorded:
            known_before += 1
            continue
        receipt = _receive(actor, society, match, at)
        matched += receipt.expected_id is not None
        without_owner += receipt.suspended > 0
    return StatementRecorded(matched, without_owner, known_before)


@action(may=roles("treasurer"), label=_("Say what a payment was for"))
def assign_receipt(
    *,
    actor: Actor,
    receipt: Receipt,
    at: datetime,
    expected: ExpectedPayment | None = None,
    party: Party | None = None,
) -> Assignment:
    """Money without an owner is for that payment, the rest its payer's credit; or all of it is the party's credit.

    Refuses with NoOwner, AssignedAlready or BooksClosed.
    """
    if expected is not None:
        expected = _locked(expected)
    if not receipt.suspended:
        raise AssignedAlready
    owner = party or (expected.party if expected else None)
    split = _split(receipt.suspended, expected, owner)
    if split.suspended:
        raise NoOwner
    with constraints_mean(_ASSIGNING, ends_action=True):
        entry = books.post_assignment(receipt, expected, owner, split, actor=actor, at=at)
        assignment = Assignment.objects.create(
            society_id=receipt.society_id,
            receipt=receipt,
            expected=expected,
            applied=split.applied,
            credited_to=owner if split.credited else None,
            credited=split.credited,
            entry_id=entry,
            assigned_at=at,
        )
    tell(expected, split.applied, at)
    return assignment


_ASSIGNING: dict[str, type[Refusal]] = {
    "receipt_assigned_once": AssignedAlready,
    "receipt_assigned_whole": AssignedAlready,
    "entry_key_means_one_thing": AssignedAlready,
    "entry_in_an_open_period": BooksClosed,
}
_RECEIVING: dict[str, type[Refusal]] = {
    "receipt_recorded_once": ReceiptRecordedAlready,
    "entry_in_an_open_period": BooksClosed,
}


def _receive(actor: Actor, society: Society, match: Match, at: datetime) -> Receipt:
    line = match.line
    if line.amount <= 0:
        raise AmountNotPositive
    if line.paid_on > society_day(society, at):
        raise ReceiptInTheFuture
    # The lock first, then the split: two receipts for one payment wait for each other here.
    expected = _locked(match.expected) if match.expected else None
    owner = expected.party if expected else None
    split = _split(line.amount, expected, owner)
    with constraints_mean(_RECEIVING, ends_action=True):
        entry = books.post_receipt(society, line, expected, owner, split, actor=actor)
        receipt = Receipt.objects.create(
            society=society,
            amount=line.amount,
            paid_on=line.paid_on,
            expected=expected,
            applied=split.applied,
            credited_to=owner if split.credited else None,
            credited=split.credited,
            suspended=split.suspended,
            entry_id=entry,
            recorded_at=at,
        )
        BankLine.objects.create(
            society=society, receipt=receipt, words=line.text, digest=match.digest
        )
    tell(expected, split.applied, at)
    return receipt


def _locked(expected: ExpectedPayment) -> ExpectedPayment:
    return (
        ExpectedPayment.objects.select_for_update(of=("self",))
        .select_related("party", "account")
        .get(pk=expected.pk)
    )


def _split(amount: int, expected: ExpectedPayment | None, owner: Party | None) -> Split:
    awaited = expected is not None and expected.state == ExpectedPayment.State.AWAITING
    outstanding = expected.outstanding if expected is not None and awaited else 0
    return split_of(amount, outstanding=outstanding, has_owner=owner is not None)


def tell(expected: ExpectedPayment | None, applied: int, at: datetime) -> None:
    """The app that asked for the money hears that some or all of it is there."""
    if expected is None or not applied:
        return
    expected.refresh_from_db(fields=["received", "state"])
    if expected.state == ExpectedPayment.State.RECEIVED:
        announce(PaymentReceived(expected, at))
    else:
        announce(PartPaymentReceived(expected, applied, at))
