"""A carer, or somebody of the household, acts for a person who let them: what in, from when, until when."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from cyfran.kernel.database import Access, SocietyOwned

ORDER, READ = "order", "read"  # what a helper can be let do; nobody can be let vote for another


class Helping(SocietyOwned):
    """Somebody may act for a person, once they have accepted, until the day or until either of them ends it."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("email", "helper", "accepted_at", "ended_at")

    helped = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    email = models.EmailField(blank=True)  # whom it was offered to, until they accept
    may_order = models.BooleanField()
    may_read = models.BooleanField()
    at = models.DateTimeField()
    until_on = models.DateField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(may_order=True) | models.Q(may_read=True),
                name="helping_in_something",
            ),
            models.CheckConstraint(
                condition=~models.Q(helper=models.F("helped")), name="helping_somebody_else"
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None, helper=None)
                | models.Q(accepted_at__isnull=False, helper__isnull=False, email=""),
                name="helping_accepted_by_a_helper",
            ),
            models.UniqueConstraint(
                fields=["society", "helped", "email"],
                condition=models.Q(ended_at=None, accepted_at=None),
                name="helping_offered_once",
            ),
            models.UniqueConstraint(
                fields=["society", "helped", "helper"],
                condition=models.Q(ended_at=None) & models.Q(helper__isnull=False),
                name="helping_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["society", "helped"], name="helping_of_helped"),
            models.Index(fields=["society", "helper"], name="helping_of_helper"),
        ]

    def __str__(self) -> str:
        return f"helping {self.pk}"

    @property
    def scope(self) -> frozenset[str]:
        """What the helper may do."""
        return frozenset(
            name for name, may in ((ORDER, self.may_order), (READ, self.may_read)) if may
        )
