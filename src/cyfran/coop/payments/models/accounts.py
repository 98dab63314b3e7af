"""Bank accounts, sealed: where parties are paid, and where the society banks."""

from typing import ClassVar

from django.db import models

from cyfran.coop.payments.rules.letters import Letters
from cyfran.kernel.database import Access, SocietyOwned


class SealedAccount(SocietyOwned):
    """An account sealed with a key outside the database; only its last digits are in clear.

    The row stays when another replaces it: a payment file that was sent must be the same file tomorrow.
    """

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("sealed", "last_digits", "replaced_at")

    sealed = models.BinaryField()  # empty once it is erased
    last_digits = models.CharField(max_length=4, blank=True)
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta(SocietyOwned.Meta):
        abstract = True

    @property
    def is_erased(self) -> bool:
        """True when nothing is left of the account but the fact that there was one."""
        return not self.sealed


class BankDetails(SealedAccount):
    """The account on which a party wants to be paid."""

    same_society: ClassVar[tuple[str, ...]] = ("party",)

    party = models.ForeignKey("societies.Party", on_delete=models.PROTECT, related_name="+")

    class Meta(SealedAccount.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "party"],
                condition=models.Q(replaced_at__isnull=True),
                name="bank_details_current_once",
            ),
        ]

    def __str__(self) -> str:
        return f"…{self.last_digits}"


class SocietyAccount(SealedAccount):
    """The account the society banks with: where payers send money, and what payment files are drawn on."""

    letters = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Letters])
    sort_code_apart = models.BooleanField(default=True)

    class Meta(SealedAccount.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society"],
                condition=models.Q(replaced_at__isnull=True),
                name="society_account_current_once",
            ),
        ]

    def __str__(self) -> str:
        return f"…{self.last_digits}"
