"""Paying what is due: a file for the bank, in which each debt stands once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from cyfran.coop.payments.actions import books
from cyfran.coop.payments.models import (
    PaymentFile,
    PaymentInstruction,
    ReturnedPayment,
    SocietyAccount,
)
from cyfran.coop.payments.queries.accounts import require_society_account
from cyfran.coop.payments.queries.files import (
    Due,
    content_of,
    digest_of,
    dues_of,
    instructions_of,
    returned_of,
)
from cyfran.coop.payments.refusals import (
    BankRefuses,
    ExecutionTooEarly,
    NoBankDetails,
    NothingDue,
    PaymentFileMoved,
    ReturnedAlready,
)
from cyfran.coop.payments.rules.pain001 import Unwritable, message_id
from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.ledger.refusals import BooksClosed
from cyfran.kernel.refusals import Refusal, constraints_mean
from cyfran.kernel.societies.models import Society
from cyfran.kernel.time import society_day

State = PaymentFile.State


@dataclass(frozen=True)
class PaymentFileContent:
    """A payment file as the bank takes it."""

    file: PaymentFile
    content: bytes

    @property
    def name(self) -> str:
        """What to call it on a disk."""
        return f"{self.file.message_id}.xml"


@action(may=roles("treasurer"), label=_("Prepare a payment file"))
def prepare_payment_file(
    *,
    actor: Actor,
    society: Society,
    execution_on: date,
    at: datetime,
    accounts: Collection[int] | None = None,
) -> PaymentFile:
    """A file pays what is due on these accounts of the books (None: on all), each in full.

    What it pays is due no longer: no other file can hold it. Refuses with NoSocietyAccount, NothingDue,
    NoBankDetails, BankRefuses, ExecutionTooEarly or SocietyClosed.
    """
    if execution_on < society_day(society, at):
        raise ExecutionTooEarly
    # Two treasurers at once: the second waits here, and finds nothing due.
    drawn_on = SocietyAccount.objects.select_for_update().get(
        pk=require_society_account(society).pk
    )
    dues = [due for due in dues_of(society) if accounts is None or due.account_id in accounts]
    _require_payable(dues)
    file = _file(society, drawn_on, dues, execution_on, at)
    instructions = [_instruction(file, number, due) for number, due in enumerate(dues, start=1)]
    try:
        file.digest = digest_of(content_of(file, instructions))
    except Unwritable as refusal:
        raise _bank_refuses(refusal, instructions) from refusal
    file.entry_id = books.post_file(file, instructions, actor=actor, at=at)
    file.save(force_insert=True)
    _write(file, instructions)
    return file


@action(may=roles("treasurer"), label=_("Download a payment file"))
def download_payment_file(
    *,
    actor: Actor,
    file: PaymentFile,
) -> PaymentFileContent:
    """Who took the file, with everybody's bank details in it, is in the record.

    Refuses with AccountErased, or with PaymentFileMoved when it was cancelled.
    """
    if file.state == State.CANCELLED:
        raise PaymentFileMoved
    return PaymentFileContent(file, content_of(file, list(instructions_of(file))))


@action(may=roles("treasurer"), label=_("Mark a payment file as sent"))
def mark_file_sent(
    *,
    actor: Actor,
    file: PaymentFile,
    at: datetime,
) -> PaymentFile:
    """The bank has the file; it can no longer be cancelled here. Refuses with PaymentFileMoved."""
    return _moved(file, State.PREPARED, state=State.SENT, sent_at=at)


@action(may=roles("treasurer"), label=_("Record a payment file as paid"))
def record_paid(*, actor: Actor, file: PaymentFile, paid_on: date, at: datetime) -> PaymentFile:
    """The money has left the society's account on that day, but for what the bank sent back.

    Refuses with PaymentFileMoved or BooksClosed.
    """
    moved = _moved(file, State.SENT, state=State.PAID, closed_at=at)
    left = moved.total - returned_of(moved)
    if left:
        with constraints_mean({"entry_in_an_open_period": BooksClosed}, ends_action=True):
            books.post_paid(moved, left, paid_on, actor=actor)
    return moved


@action(may=roles("treasurer"), label=_("Cancel a payment file"))
def cancel_payment_file(*, actor: Actor, file: PaymentFile, at: datetime) -> PaymentFile:
    """The file was never sent: what it would have paid is due again. Refuses with PaymentFileMoved."""
    moved = _moved(file, State.PREPARED, state=State.CANCELLED, closed_at=at)
    books.reverse_file(moved, actor=actor, at=at)
    return moved


@action(may=roles("treasurer"), label=_("Record a payment the bank sent back"))
def record_returned_payment(
    *, actor: Actor, instruction: PaymentInstruction, returned_on: date, at: datetime
) -> ReturnedPayment:
    """That payment did not arrive: it is due again, and bank details can be put right first.

    Refuses with PaymentFileMoved, ReturnedAlready or BooksClosed.
    """
    file = PaymentFile.objects.select_for_update().get(pk=instruction.file_id)
    if file.state not in (State.SENT, State.PAID):
        raise PaymentFileMoved
    with constraints_mean(_RETURNING, ends_action=True):
        entry = books.post_returned(file, instruction, returned_on, actor=actor)
        return ReturnedPayment.objects.create(
            society_id=instruction.society_id,
            instruction=instruction,
            entry_id=entry,
            returned_on=returned_on,
            recorded_at=at,
        )


_RETURNING: dict[str, type[Refusal]] = {
    "payment_returned_once": ReturnedAlready,
    "entry_key_means_one_thing": ReturnedAlready,
    "entry_in_an_open_period": BooksClosed,
}


def _require_payable(dues: Sequence[Due]) -> None:
    if not dues:
        raise NothingDue
    without = [due.name for due in dues if due.details is None]
    if without:
        raise NoBankDetails(names=", ".join(dict.fromkeys(without)))


def _file(
    society: Society,
    drawn_on: SocietyAccount,
    dues: Sequence[Due],
    execution_on: date,
    at: datetime,
) -> PaymentFile:
    last = PaymentFile.objects.filter(society=society).aggregate(last=Max("number"))["last"] or 0
    return PaymentFile(
        society=society,
        number=last + 1,
        message_id=message_id(society.slug, last + 1),
        drawn_on=drawn_on,
        execution_on=execution_on,
        count=len(dues),
        total=sum(due.amount for due in dues),
        prepared_at=at,
    )


def _instruction(file: PaymentFile, number: int, due: Due) -> PaymentInstruction:
    return PaymentInstruction(
        society_id=file.society_id,
        number=number,
        reference=f"P{file.number}-{number}",
        party_id=due.party_id,
        details=due.details,
        account_id=due.account_id,
        amount=due.amount,
    )


def _write(file: PaymentFile, instructions: Sequence[PaymentInstruction]) -> None:
    """All of them by one statement, as the database asks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO payments_paymentinstruction "
            "(society_id, file_id, number, reference, party_id, details_id, account_id, amount) "
            "SELECT %s, %s, given.* FROM unnest(%s::int[], %s::text[], %s::bigint[], %s::bigint[], "
            "%s::bigint[], %s::bigint[]) AS given",
            [
                file.society_id,
                file.pk,
                *(
                    [getattr(one, column) for one in instructions]
                    for column in (
                        "number", "reference", "party_id", "details_id", "account_id", "amount",
                    )
                ),
            ],
        )  # fmt: skip


def _moved(file: PaymentFile, expected: str, **changes: object) -> PaymentFile:
    """The file, locked and in its new state; refuses unless it was in the expected one."""
    locked = PaymentFile.objects.select_for_update().get(pk=file.pk)
    if locked.state != expected:
        raise PaymentFileMoved
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(changes))
    return locked


def _bank_refuses(refusal: Unwritable, instructions: Sequence[PaymentInstruction]) -> BankRefuses:
    names = (str(one.party) for one in instructions if one.reference == refusal.reference)
    return BankRefuses(name=next(names, ""))
