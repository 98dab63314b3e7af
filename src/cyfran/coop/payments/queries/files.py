"""Reads about what is due to whom, and about the files that pay it."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet, Sum

from cyfran.coop.payments.models import (
    BankDetails,
    PaymentFile,
    PaymentInstruction,
    ReturnedPayment,
)
from cyfran.coop.payments.purposes import Label, payables
from cyfran.coop.payments.queries.accounts import bank_details_of_all, holder_of
from cyfran.coop.payments.refusals import AccountErased
from cyfran.coop.payments.rules.letters import Letters
from cyfran.coop.payments.rules.pain001 import (
    BankProfile,
    CreditTransfer,
    Heading,
    credit_transfer_file,
)
from cyfran.kernel.societies.models import Party, Society


@dataclass(frozen=True)
class Due:
    """What the books say is owed to a party on one account, and where it can be paid."""

    account_id: int
    purpose: str
    party_id: int
    name: str
    amount: int
    details: BankDetails | None

    @property
    def label(self) -> Label:
        """What it is owed for, in words."""
        return payables()[self.purpose]

    @property
    def checked(self) -> str:
        """The account as a form sends it."""
        return str(self.account_id)


# Debits are positive: what is owed stands on its account below nought.
DUE = """
    SELECT account.id, account.purpose, party.id, party.name, -sum(balance.amount)::bigint
      FROM ledger_account AS account
      JOIN ledger_balance AS balance ON balance.account_id = account.id
      JOIN societies_party AS party ON party.id = account.party_id
     WHERE account.society_id = %s AND account.purpose = ANY(%s) AND account.currency = 'GBP'
       AND (%s::bigint IS NULL OR account.party_id = %s)
     GROUP BY account.id, party.id HAVING sum(balance.amount) < 0
     ORDER BY party.sort_key, party.name, account.id
"""


def dues_of(society: Society) -> list[Due]:
    """Everything due that a bank can pay, in the order of names; two queries."""
    return _dues(society.pk, None)


def dues_to(party: Party) -> list[Due]:
    """What is due to one party; two queries, one where nothing is."""
    return _dues(party.society_id, party.pk)


def _dues(society_id: int, party_id: int | None) -> list[Due]:
    with connection.cursor() as cursor:
        cursor.execute(DUE, [society_id, list(payables()), party_id, party_id])
        rows = cursor.fetchall()
    details = bank_details_of_all({row[2] for row in rows}) if rows else {}
    return [
        Due(account_id, purpose, party_id, name, amount, details.get(party_id))
        for account_id, purpose, party_id, name, amount in rows
    ]


def payment_files(society: Society) -> QuerySet[PaymentFile]:
    """Every payment file, latest first."""
    return PaymentFile.objects.filter(society=society).order_by("-number")


def instructions_of(file: PaymentFile) -> QuerySet[PaymentInstruction]:
    """The payments of a file, in their order."""
    return file.instructions.select_related("party", "details", "account").order_by("number")


def paid_to(party: Party) -> QuerySet[PaymentInstruction]:
    """The payments to a party that a bank has or had, the latest first."""
    return (
        PaymentInstruction.objects.filter(
            society=party.society_id,
            party=party,
            file__state__in=[PaymentFile.State.SENT, PaymentFile.State.PAID],
            returns=None,
        )
        .select_related("file", "account")
        .order_by("-file__number", "number")
    )


def returned_of(file: PaymentFile) -> int:
    """What the bank sent back of a file, in minor units."""
    back = ReturnedPayment.objects.filter(instruction__file=file)
    return back.aggregate(total=Sum("instruction__amount"))["total"] or 0


def returns_of(file: PaymentFile) -> set[int]:
    """The payments of a file that the bank sent back, by id."""
    back = ReturnedPayment.objects.filter(instruction__file=file)
    return set(back.values_list("instruction_id", flat=True))


def heading_of(file: PaymentFile) -> Heading:
    """What a payment file says about itself."""
    if file.drawn_on.is_erased:
        raise AccountErased
    return Heading(
        message_id=file.message_id,
        created_at=file.prepared_at,
        execution_on=file.execution_on,
        debtor=holder_of(file.drawn_on),
        profile=BankProfile(
            letters=Letters(file.drawn_on.letters), sort_code_apart=file.drawn_on.sort_code_apart
        ),
    )


def transfers_of(instructions: Sequence[PaymentInstruction]) -> list[CreditTransfer]:
    """The payments with their accounts in clear; refuses with AccountErased."""
    return list(_transfers(instructions))


def _transfers(instructions: Sequence[PaymentInstruction]) -> Iterator[CreditTransfer]:
    for instruction in instructions:
        if instruction.details.is_erased:
            raise AccountErased
        yield CreditTransfer(
            instruction.reference, instruction.amount, holder_of(instruction.details)
        )


def content_of(file: PaymentFile, instructions: Sequence[PaymentInstruction]) -> bytes:
    """The file for the bank, the same each time; refuses with AccountErased, raises Unwritable."""
    return b"".join(credit_transfer_file(heading_of(file), transfers_of(instructions)))


def digest_of(content: bytes) -> str:
    """What a file is known by: the treasurer can compare it with what the bank shows."""
    return hashlib.sha256(content).hexdigest()
