"""Money that is awaited and money that came."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cyfran.coop.payments.purposes import Label, purpose_label
from cyfran.coop.payments.rules.references import spoken
from cyfran.kernel.database import Access, SocietyOwned


class ExpectedPayment(SocietyOwned):
    """Money that somebody was asked for, under a reference that finds it again on the bank's statement."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("state", "amount")  # `received` follows the receipts
    same_society: ClassVar[tuple[str, ...]] = ("party", "account")

    class State(models.TextChoices):
        AWAITING = "awaiting", _("Awaited")
        RECEIVED = "received", _("Received")
        CANCELLED = "cancelled", _("Cancelled")

    reference = models.CharField(max_length=8)
    party = models.ForeignKey(
        "societies.Party", null=True, on_delete=models.PROTECT, related_name="+"
    )  # nobody we keep: a guest
    purpose = models.CharField(max_length=40)
    purpose_id = models.BigIntegerField(null=True)  # which one, in the app that asked
    account = models.ForeignKey("ledger.Account", on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    received = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.AWAITING)
    asked_at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "reference"], name="payment_reference_once"),
            models.UniqueConstraint(
                fields=["society", "purpose", "purpose_id"],
                condition=models.Q(state="awaiting"),
                name="payment_asked_once_for_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gt=0), name="expected_amount_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(state="received", received=models.F("amount"))
                | models.Q(
                    state__in=["awaiting", "cancelled"],
                    received__gte=0,
                    received__lt=models.F("amount"),
                ),
                name="received_when_it_is_all_there",
            ),
        ]
        indexes = [
            models.Index(
                fields=["society", "asked_at"],
                condition=models.Q(state="awaiting"),
                name="payments_awaited",
            ),
            models.Index(fields=["society", "party"], name="payments_expected_of"),
        ]

    def __str__(self) -> str:
        return self.spoken_reference

    @property
    def spoken_reference(self) -> str:
        """The reference as it is shown: `7K3M 9QT4`."""
        return spoken(self.reference)

    @property
    def purpose_label(self) -> Label:
        """What it is for, in words."""
        return purpose_label(self.purpose)

    @property
    def outstanding(self) -> int:
        """What has not come yet, in minor units."""
        return self.amount - self.received


class Receipt(SocietyOwned):
    """Money that came: what of it was for the payment expected, what became credit, what waits for an owner."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("expected", "credited_to", "entry")

    class Means(models.TextChoices):
        BANK = "bank", _("Bank transfer")
        CREDIT = "credit", _("Account credit")

    means = models.CharField(max_length=8, choices=Means, default=Means.BANK)
    amount = models.BigIntegerField()
    paid_on = models.DateField()
    expected = models.ForeignKey(
        ExpectedPayment, null=True, on_delete=models.PROTECT, related_name="receipts"
    )
    applied = models.BigIntegerField(default=0)
    credited_to = models.ForeignKey(
        "societies.Party", null=True, on_delete=models.PROTECT, related_name="+"
    )
    credited = models.BigIntegerField(default=0)
    suspended = models.BigIntegerField(default=0)
    entry = models.ForeignKey("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(
                    amount__gt=0,
                    applied__gte=0,
                    credited__gte=0,
                    suspended__gte=0,
                    amount=models.F("applied") + models.F("credited") + models.F("suspended"),
                ),
                name="receipt_is_accounted_for",
            ),
            models.CheckConstraint(
                condition=models.Q(expected__isnull=False) | models.Q(applied=0),
                name="receipt_applied_to_something",
            ),
            models.CheckConstraint(
                condition=models.Q(credited_to__isnull=False, credited__gt=0)
                | models.Q(credited_to__isnull=True, credited=0),
                name="receipt_credited_to_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["society", "-recorded_at"], name="receipts_latest"),
            models.Index(
                fields=["society", "recorded_at"],
                condition=models.Q(suspended__gt=0),
                name="receipts_without_owner",
            ),
            models.Index(fields=["expected"], name="receipts_of_expected"),
        ]

    def __str__(self) -> str:
        return f"{self.means} {self.paid_on} {self.amount}"


class BankLine(SocietyOwned):
    """What the bank wrote beside a receipt; erasable, and what keeps one line from being recorded twice."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("words", "digest")
    same_society: ClassVar[tuple[str, ...]] = ("receipt",)

    receipt = models.OneToOneField(Receipt, on_delete=models.PROTECT, related_name="bank_line")
    words = models.CharField(max_length=500, blank=True)
    # Of words that may name somebody, and erased with them.
    digest = models.CharField(max_length=64, null=True)  # noqa: DJ001 - erased lines are not alike

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "digest"], name="receipt_recorded_once"),
        ]

    def __str__(self) -> str:
        return self.words


class Assignment(SocietyOwned):
    """Somebody said what money without an owner was for: once for each receipt."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("receipt", "expected", "credited_to", "entry")

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="assignments")
    expected = models.ForeignKey(
        ExpectedPayment, null=True, on_delete=models.PROTECT, related_name="assignments"
    )
    applied = models.BigIntegerField(default=0)
    credited_to = models.ForeignKey(
        "societies.Party", null=True, on_delete=models.PROTECT, related_name="+"
    )
    credited = models.BigIntegerField(default=0)
    entry = models.ForeignKey("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["receipt"], name="receipt_assigned_once"),
            models.CheckConstraint(
                condition=models.Q(applied__gte=0, credited__gte=0)
                & (models.Q(applied__gt=0) | models.Q(credited__gt=0)),
                name="assignment_of_something",
            ),
            models.CheckConstraint(
                condition=models.Q(expected__isnull=False) | models.Q(applied=0),
                name="assignment_applied_to_something",
            ),
            models.CheckConstraint(
                condition=models.Q(credited_to__isnull=False) | models.Q(credited=0),
                name="assignment_credited_to_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"receipt {self.receipt_id}"
