"""The record: what was done, by whom, when, by what mandate; append-only and sealed in blocks."""

from typing import ClassVar

from django.db import models

from cyfran.kernel.database import Access, SocietyOwned


class RecordBlock(SocietyOwned):
    """A sealed run of the record: the hash of its entries and of the block before."""

    access: ClassVar[Access] = "read_only"

    number = models.IntegerField()
    count = models.IntegerField()
    sealed_at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "number"], name="record_blocks_in_one_line"),
        ]

    def __str__(self) -> str:
        return f"block {self.number}"


class RecordEntry(SocietyOwned):
    """One act: ids, codes, amounts and salted digests only, so that erasing a person breaks no chain."""

    access: ClassVar[Access] = "read_only"  # written by record_write() alone

    at = models.DateTimeField()
    verb = models.CharField(max_length=100)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    mandate_id = models.BigIntegerField(null=True)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True)
    facts = models.TextField()
    writer = (
        models.BigIntegerField()
    )  # the transaction that wrote it: a block stays below the oldest open one
    block = models.ForeignKey(
        RecordBlock, null=True, on_delete=models.PROTECT, related_name="entries"
    )

    class Meta(SocietyOwned.Meta):
        constraints = [*SocietyOwned.Meta.constraints]
        indexes = [
            models.Index(fields=["society", "-id"], name="record_latest"),
            models.Index(
                fields=["society", "subject_kind", "subject_id"],
                name="record_of_subject",
            ),
            models.Index(
                fields=["society", "id"],
                condition=models.Q(block=None),
                name="record_unsealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind}:{self.subject_id}"


class RecordText(SocietyOwned):
    """The words behind an entry's digests; these can be erased, the entry cannot."""

    access: ClassVar[Access] = (
        "read_only"  # written by record_write(), emptied by record_erase_texts()
    )

    entry = models.OneToOneField(RecordEntry, on_delete=models.PROTECT, related_name="text")
    salt = models.CharField(max_length=32)
    texts = models.JSONField(null=True)

    class Meta(SocietyOwned.Meta):
        constraints = [*SocietyOwned.Meta.constraints]

    def __str__(self) -> str:
        return f"words of {self.entry_id}"
