"""The minutes: written from the record, corrected by those who attended, approved at a later meeting and sealed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings.models.calling import Invitee, Item
from cyfran.kernel.database import Access, SocietyOwned
from cyfran.kernel.languages import BilingualField


class Note(SocietyOwned):
    """What the minutes say of an item beside what the record does: the secretary's words, until they are approved."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("text",)
    same_society: ClassVar[tuple[str, ...]] = ("meeting", "item")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="notes", db_index=False
    )
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="note")
    text = BilingualField(long=True)

    class Meta(SocietyOwned.Meta):
        constraints = [*SocietyOwned.Meta.constraints]
        indexes = [models.Index(fields=["society", "meeting"], name="notes_of_a_meeting")]

    def __str__(self) -> str:
        return str(self.text)


class Minutes(SocietyOwned):
    """What a meeting was and decided, in both languages. People stand in it by number: `[[7]]` is the party with that id."""

    access: ClassVar[Access] = "read_only"  # written by the functions of sql/40_minutes.sql
    same_society: ClassVar[tuple[str, ...]] = ("meeting", "approved_by")

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    version = models.IntegerField(default=1)
    body_en = models.TextField()
    body_cy = models.TextField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    approved_by = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True, approved_at__isnull=True)
                | models.Q(approved_by__isnull=False, approved_at__isnull=False),
                name="minutes_approved_by_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"minutes of {self.meeting_id}"

    @property
    def is_sealed(self) -> bool:
        """True once a later meeting has approved them."""
        return self.approved_at is not None


class Correction(SocietyOwned):
    """Somebody who attended says what the minutes should say; the secretary takes it up or not, with a reason."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("words", "state", "answer")
    same_society: ClassVar[tuple[str, ...]] = ("minutes", "invitee")

    class State(models.TextChoices):
        SUGGESTED = "suggested", _("Suggested")
        TAKEN = "taken", _("Taken up")
        DECLINED = "declined", _("Not taken up")

    minutes = models.ForeignKey(
        Minutes, on_delete=models.PROTECT, related_name="corrections", db_index=False
    )
    invitee = models.ForeignKey(Invitee, on_delete=models.PROTECT, related_name="+", db_index=False)
    words = models.TextField()
    state = models.CharField(max_length=9, choices=State, default=State.SUGGESTED)
    answer = models.TextField(blank=True)
    suggested_at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(state__in=["suggested", "taken", "declined"]),
                name="correction_state_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["society", "minutes", "id"], name="corrections_in_order"),
            models.Index(fields=["society", "invitee"], name="corrections_of_somebody"),
        ]

    def __str__(self) -> str:
        return self.words
