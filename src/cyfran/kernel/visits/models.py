"""Counts of a day: how often, and nothing about anybody."""

from typing import ClassVar

from django.db import models

from cyfran.kernel.database import Access, SocietyOwned


class Count(SocietyOwned):
    """One number of one day: visits from a source, views of a page, or how long a page took."""

    access: ClassVar[Access] = "full"

    class Kind(models.TextChoices):
        VISIT = "visit"
        PAGE = "page"
        SPEED = "speed"

    day = models.DateField()
    kind = models.CharField(max_length=5, choices=Kind)
    name = models.CharField(max_length=200, blank=True)
    times = models.BigIntegerField()
    slow = models.BigIntegerField(default=0)
    milliseconds = models.BigIntegerField(default=0)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "day", "kind", "name"], name="counted_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["visit", "page", "speed"]), name="counted_of_a_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(times__gt=0) & models.Q(slow__lte=models.F("times")),
                name="counted_at_least_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.name}: {self.times}"
