"""Files that tell the bank whom to pay."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cyfran.coop.payments.models.accounts import BankDetails, SocietyAccount
from cyfran.coop.payments.purposes import Label, payables
from cyfran.kernel.database import Access, SocietyOwned


class PaymentFile(SocietyOwned):
    """One file for the bank: prepared, sent, and paid when the money has left; or cancelled before it was sent."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("state", "sent_at", "closed_at")
    same_society: ClassVar[tuple[str, ...]] = ("drawn_on", "entry")

    class State(models.TextChoices):
        PREPARED = "prepared", _("Prepared")
        SENT = "sent", _("Sent to the bank")
        PAID = "paid", _("Paid")
        CANCELLED = "cancelled", pgettext_lazy("payment file", "Cancelled")

    number = models.IntegerField()
    message_id = models.CharField(max_length=35)
    drawn_on = models.ForeignKey(SocietyAccount, on_delete=models.PROTECT, related_name="+")
    execution_on = models.DateField()
    count = models.IntegerField()
    total = models.BigIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256 of the file as it was prepared
    state = models.CharField(max_length=10, choices=State, default=State.PREPARED)
    entry = models.ForeignKey("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "number"], name="payment_file_number_once"),
            models.UniqueConstraint(
                fields=["society", "message_id"], name="payment_file_message_once"
            ),
            models.UniqueConstraint(fields=["entry"], name="payment_file_posted_once"),
            models.CheckConstraint(
                condition=models.Q(count__gt=0, total__gt=0), name="payment_file_pays_something"
            ),
        ]

    def __str__(self) -> str:
        return self.message_id


class PaymentInstruction(SocietyOwned):
    """One payment in a file: what the society owed a party on one account of its books, in full."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("file", "party", "details", "account")

    file = models.ForeignKey(PaymentFile, on_delete=models.PROTECT, related_name="instructions")
    number = models.IntegerField()
    reference = models.CharField(max_length=35)
    party = models.ForeignKey("societies.Party", on_delete=models.PROTECT, related_name="+")
    details = models.ForeignKey(BankDetails, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("ledger.Account", on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["file", "number"], name="instruction_number_once"),
            models.UniqueConstraint(
                fields=["society", "reference"], name="instruction_reference_once"
            ),
            models.UniqueConstraint(fields=["file", "account"], name="due_paid_once_in_a_file"),
            models.CheckConstraint(
                condition=models.Q(amount__gt=0), name="instruction_amount_positive"
            ),
        ]
        indexes = [models.Index(fields=["society", "party"], name="instructions_to_party")]

    def __str__(self) -> str:
        return self.reference

    @property
    def label(self) -> Label:
        """What it was owed for, in words."""
        return payables()[self.account.purpose]


class ReturnedPayment(SocietyOwned):
    """The bank sent one payment back; it is due again."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("instruction", "entry")

    instruction = models.ForeignKey(
        PaymentInstruction, on_delete=models.PROTECT, related_name="returns"
    )
    entry = models.ForeignKey("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    returned_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["instruction"], name="payment_returned_once"),
        ]

    def __str__(self) -> str:
        return f"instruction {self.instruction_id}"
