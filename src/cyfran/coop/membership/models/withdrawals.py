"""Shares on their way back to those who hold them, and when the board holds them all up."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cyfran.kernel.database import Access, SocietyOwned
from cyfran.kernel.societies.models import Party


class ShareWithdrawal(SocietyOwned):
    """Somebody asks for shares back; when the notice of the rulebook has run out they are repaid."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("state", "ended_at", "entry")
    same_society: ClassVar[tuple[str, ...]] = ("party", "entry")

    class State(models.TextChoices):
        WAITING = "waiting", _("Under notice")
        REPAID = "repaid", _("Repaid")
        CANCELLED = "cancelled", pgettext_lazy("asking for shares back", "Taken back")

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    # Given by the database, from the rulebook as it stands on the day: sql/40_withdrawals.sql.
    due_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    entry = models.ForeignKey("ledger.Entry", null=True, on_delete=models.PROTECT, related_name="+")

    of_member: bool  # as `withdrawals_waiting` adds it

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["entry"], name="withdrawal_posted_once"),
            models.CheckConstraint(
                condition=models.Q(amount__gt=0), name="withdrawal_amount_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__isnull=False), name="withdrawal_has_its_notice"
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting", ended_at=None, entry=None)
                | models.Q(state="cancelled", ended_at__isnull=False, entry=None)
                | models.Q(state="repaid", ended_at__isnull=False, entry__isnull=False),
                name="withdrawal_repaid_by_an_entry",
            ),
        ]
        indexes = [
            models.Index(
                fields=["society", "due_on"],
                condition=models.Q(state="waiting"),
                name="withdrawals_waiting",
            ),
            models.Index(fields=["society", "party"], name="withdrawals_of_party"),
        ]

    def __str__(self) -> str:
        return f"withdrawal {self.pk}"

    @property
    def repaid_on(self) -> date:
        """The day its notice runs out; every row has one."""
        assert self.due_on is not None
        return self.due_on


class WithdrawalSuspension(SocietyOwned):
    """The board holds up the repaying of shares from one moment to another, as withdrawable capital asks."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("until_at",)

    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society"],
                condition=models.Q(until_at__isnull=True),
                name="withdrawals_suspended_once",
            ),
            models.CheckConstraint(
                condition=models.Q(until_at=None) | models.Q(until_at__gte=models.F("from_at")),
                name="suspension_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"suspension {self.pk}"
