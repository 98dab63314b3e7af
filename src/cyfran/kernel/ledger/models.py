"""The books: double entry, append-only, written by database functions alone. Debits are positive.

Of the indexes on accounts and entries, all but the keys (society, id, …) carry a condition, always true, that a query
must imply. Before its first ANALYZE a table's indexes look alike to the planner, and the check of a foreign key
(society, id) would take any that begins with the society: posting would take time in proportion to the entries there.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.database import Access, SocietyOwned

PLAIN = r"^[^|[:cntrl:]]+$"


class Kind(models.TextChoices):
    """The five kinds of account there are."""

    ASSET = "asset", _("Assets")
    LIABILITY = "liability", _("Liabilities")
    EQUITY = "equity", _("Capital and reserves")
    INCOME = "income", _("Income")
    EXPENSE = "expense", _("Costs")

    @property
    def sign(self) -> int:
        """1 where a debit makes it more, -1 where a credit does."""
        return 1 if self in (Kind.ASSET, Kind.EXPENSE) else -1


class InTheBooks(SocietyOwned):
    """A row that reaches its society through its account: no lock on the society for each row written."""

    society = models.ForeignKey(
        "societies.Society",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )

    class Meta(SocietyOwned.Meta):
        abstract = True


class Account(SocietyOwned):
    """A place where money stands; it keeps the terms it was opened with."""

    access: ClassVar[Access] = "read_only"  # written by ledger_open_account()
    same_society: ClassVar[tuple[str, ...]] = ("party",)

    code = models.CharField(max_length=80)
    purpose = models.CharField(max_length=40)  # the line of the chart it belongs to
    party = models.ForeignKey(
        "societies.Party",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
    )
    currency = models.CharField(max_length=3, default="GBP")
    kind = models.CharField(max_length=9, choices=Kind)
    hot = models.BooleanField(default=False)  # written by many at once: its balance is spread
    floor = models.BigIntegerField(null=True)
    ceiling = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "code", "currency"],
                condition=models.Q(code__isnull=False),
                name="account_code_once",
            ),
            models.UniqueConstraint(  # what a posting repeats of its account
                fields=["society", "id", "currency", "hot"], name="account_as_posted"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="account_of_a_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(hot=False) | models.Q(floor=None, ceiling=None),
                name="account_hot_without_limits",
            ),
            models.CheckConstraint(
                condition=models.Q(code__regex=PLAIN) & models.Q(currency__regex="^[A-Z]{3}$"),
                name="account_named_in_a_currency",
            ),
        ]
        indexes = [
            models.Index(
                fields=["society", "purpose", "party"],
                condition=models.Q(purpose__isnull=False),
                name="accounts_of_purpose",
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def part(self) -> str:
        """What tells it apart from others of its line: "ordinary" in share_capital:ordinary:412."""
        pieces = self.code.split(":")[1:]
        return pieces[0] if pieces and len(pieces) > (self.party_id is not None) else ""


class Entry(InTheBooks):
    """One event in money: legs that sum to nought. It never changes; a mistake is reversed, once."""

    access: ClassVar[Access] = "read_only"  # written by ledger_post() and its kin
    same_society: ClassVar[tuple[str, ...]] = ("mandate", "reverses")

    key = models.CharField(max_length=200)  # says which event: the same event is posted once
    kind = models.CharField(max_length=60)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    mandate = models.ForeignKey(
        "societies.Mandate",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    reverses = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="reversals",  # one at most
        db_index=False,
        db_constraint=False,
    )
    memo_digest = models.CharField(max_length=71, blank=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "key"],
                condition=models.Q(key__isnull=False),
                name="entry_key_once",
            ),
            models.UniqueConstraint(
                fields=["reverses"],
                condition=models.Q(reverses__isnull=False),
                name="entry_reversed_once",
            ),
            models.CheckConstraint(  # they stand in the canonical line, between bars
                condition=models.Q(key__regex=PLAIN) & models.Q(kind__regex=PLAIN),
                name="entry_says_what_it_is",
            ),
        ]
        indexes = [
            models.Index(
                fields=["society", "effective_on"],
                condition=models.Q(effective_on__isnull=False),
                name="entries_by_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class EntryMemo(InTheBooks):
    """The words of an entry: erasable, while the entry keeps their salted digest."""

    access: ClassVar[Access] = "read_only"  # emptied by ledger_erase_memos()
    same_society: ClassVar[tuple[str, ...]] = ("entry",)

    entry = models.OneToOneField(
        Entry, primary_key=True, on_delete=models.PROTECT, related_name="memo", db_constraint=False
    )
    salt = models.CharField(max_length=32, blank=True)
    memo = models.TextField(null=True)  # noqa: DJ001 - null says erased

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = []

    def __str__(self) -> str:
        return self.memo or ""


class Posting(InTheBooks):
    """One leg of an entry: an amount in minor units on an account, debits positive."""

    access: ClassVar[Access] = "read_only"
    same_society: ClassVar[tuple[str, ...]] = ("entry",)

    pk = models.CompositePrimaryKey("entry_id", "leg")
    entry = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        related_name="postings",
        db_index=False,
        db_constraint=False,
    )
    leg = models.IntegerField()
    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="postings",
        db_index=False,
        db_constraint=False,
    )
    currency = models.CharField(max_length=3)
    hot = models.BooleanField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(amount=0), name="posting_not_of_nought"),
        ]
        indexes = [models.Index(fields=["account", "entry"], name="postings_of_account")]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.amount}"


class Balance(InTheBooks):
    """What the postings on an account add up to, kept by the database as they are written."""

    access: ClassVar[Access] = "read_only"

    pk = models.CompositePrimaryKey("account_id", "shard")
    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="balances",
        db_index=False,
        db_constraint=False,
    )
    shard = models.SmallIntegerField()
    currency = models.CharField(max_length=3)
    hot = models.BooleanField()
    amount = models.BigIntegerField()
    postings = models.BigIntegerField()
    floor = models.BigIntegerField(null=True)
    ceiling = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(floor=None) | models.Q(amount__gte=models.F("floor")),
                name="balance_at_or_above_floor",
            ),
            models.CheckConstraint(
                condition=models.Q(ceiling=None) | models.Q(amount__lte=models.F("ceiling")),
                name="balance_at_or_below_ceiling",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.amount}"


class PeriodSeal(SocietyOwned):
    """A closed period: the hash over its entries and over the seal before. It goes into the minutes."""

    access: ClassVar[Access] = "read_only"  # written by ledger_seal_period()

    number = models.IntegerField()
    through_on = models.DateField()
    entries = models.BigIntegerField()
    sealed_at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "number"], name="period_seals_in_one_line"),
            models.UniqueConstraint(fields=["society", "through_on"], name="period_sealed_once"),
        ]

    def __str__(self) -> str:
        return f"books to {self.through_on.isoformat()}"
