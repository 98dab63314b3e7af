"""What people tell the co-op about its site and its work, without anybody else in between."""

from typing import ClassVar

from django.db import models

from cyfran.kernel.database import Access, SocietyOwned


class Feedback(SocietyOwned):
    """Something that somebody told the co-op: their words, and where to answer if they said so. Erased, it is empty."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("words", "email", "person_id", "erased_at")

    words = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    about = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2)
    person_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=False) ^ ~models.Q(words=""),
                name="feedback_says_something",
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True)
                | models.Q(words="", email="", person_id__isnull=True),
                name="feedback_erased_is_empty",
            ),
        ]
        indexes = [models.Index(fields=["society", "-at"], name="feedback_latest")]

    def __str__(self) -> str:
        return f"feedback {self.pk}"
