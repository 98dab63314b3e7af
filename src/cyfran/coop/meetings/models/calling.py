"""What comes before a meeting: who asked for it, what is on its agenda, who is invited, and that they were told."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.models import Meeting, Resolution
from cyfran.coop.meetings.rules import DAYS_IN_THE_POST
from cyfran.coop.membership.models import Member
from cyfran.kernel.database import Access, SocietyOwned
from cyfran.kernel.files.models import StoredFile
from cyfran.kernel.languages import BilingualField
from cyfran.kernel.societies.models import Party


class Item(SocietyOwned):
    """One line of the agenda: something to hear, to decide by a show of hands, or a resolution of which notice is given."""

    access: ClassVar[Access] = "full"  # as long as sql/10_calling.sql lets the agenda change
    updatable: ClassVar[tuple[str, ...]] = ("title", "text", "position", "decides")
    same_society: ClassVar[tuple[str, ...]] = ("meeting", "resolution")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="items", db_index=False
    )
    position = models.IntegerField()
    title = BilingualField()
    text = BilingualField(null=True, long=True)
    decides = models.BooleanField(default=False)  # the meeting says yes or no to it
    procedural = models.BooleanField(default=False)  # about the meeting itself, put while it runs
    resolution = models.ForeignKey(
        Resolution, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # The database's: when the meeting came to it, and when it went on.
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "resolution"], name="resolution_on_one_agenda"
            ),
            models.CheckConstraint(
                condition=models.Q(resolution__isnull=True)
                | models.Q(decides=True, procedural=False),
                name="resolution_is_decided",
            ),
            models.UniqueConstraint(
                fields=["society", "meeting"],
                condition=models.Q(began_at__isnull=False, ended_at__isnull=True),
                name="one_item_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["society", "meeting", "position"], name="agenda_in_order")]

    def __str__(self) -> str:
        return str(self.title)


class Paper(SocietyOwned):
    """A file that members read before an item of the agenda."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("item", "file")

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="papers", db_index=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "item", "file"], name="paper_once"),
        ]

    def __str__(self) -> str:
        return f"paper {self.pk}"


class Invitee(SocietyOwned):
    """Somebody who may attend and vote: the register, or the board, as it was when notice was given."""

    access: ClassVar[Access] = "read_only"  # written by meetings_give_notice() alone
    same_society: ClassVar[tuple[str, ...]] = ("meeting", "party", "member")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="invitees", db_index=False
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(
        Member, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "meeting", "party"], name="invited_once"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} at meeting {self.meeting_id}"


class Service(SocietyOwned):
    """Somebody invited was told, in which way and when: proof of service, for each notice of the meeting."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("meeting", "invitee")

    class Way(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        POST = "post", _("by post")
        HAND = "hand", _("by hand")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="services", db_index=False
    )
    invitee = models.ForeignKey(
        Invitee, on_delete=models.PROTECT, related_name="services", db_index=False
    )
    round = models.IntegerField()  # 1: the notice; then one for each time the meeting was moved
    way = models.CharField(max_length=5, choices=Way)
    sent_at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "meeting", "invitee", "round"], name="told_once_a_round"
            ),
            models.CheckConstraint(
                condition=models.Q(way__in=["email", "post", "hand"]), name="told_in_a_lawful_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way} to {self.invitee_id}"

    @property
    def served_at(self) -> datetime:
        """When the notice is taken as served: a letter two days after it was posted."""
        days = DAYS_IN_THE_POST if self.way == self.Way.POST else 0
        return self.sent_at + timedelta(days=days)


class Move(SocietyOwned):
    """The meeting was put off, adjourned or called off, with the reason; members were told again."""

    access: ClassVar[Access] = "read_only"  # written by the functions that move a meeting
    same_society: ClassVar[tuple[str, ...]] = ("meeting",)

    class What(models.TextChoices):
        POSTPONED = "postponed", _("Postponed")
        ADJOURNED = "adjourned", _("Adjourned")
        INQUORATE = "inquorate", _("Adjourned for want of a quorum")
        CANCELLED = "cancelled", _("Cancelled")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="moves", db_index=False
    )
    what = models.CharField(max_length=9, choices=What)
    reason = BilingualField(long=True)
    held_at = models.DateTimeField()  # when it was to be
    moved_to = models.DateTimeField(null=True)  # when it is to be now
    at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(what="cancelled", moved_to__isnull=True)
                | (~models.Q(what="cancelled") & models.Q(moved_to__isnull=False)),
                name="moved_to_another_moment",
            ),
        ]
        indexes = [models.Index(fields=["society", "meeting", "id"], name="moves_in_order")]

    def __str__(self) -> str:
        return self.what


class Requisition(SocietyOwned):
    """Members ask for a general meeting; enough of them have it called whether or not the board wants it."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("meeting",)
    same_society: ClassVar[tuple[str, ...]] = ("asked_by", "meeting")

    asked_by = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    purpose = BilingualField(long=True)
    asked_at = models.DateTimeField()
    needed = models.IntegerField(default=0)  # the database's, by the rule and the register that day
    reached_at = models.DateTimeField(null=True)  # the database's: when enough had signed
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(meeting__isnull=True) | models.Q(reached_at__isnull=False),
                name="enough_asked_for_it",
            ),
        ]
        indexes = [models.Index(fields=["society", "-asked_at"], name="requisitions_latest")]

    def __str__(self) -> str:
        return str(self.purpose)


class Signature(SocietyOwned):
    """A member asks for the meeting too."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("requisition", "member")

    requisition = models.ForeignKey(
        Requisition, on_delete=models.PROTECT, related_name="signatures", db_index=False
    )
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "requisition", "member"], name="asked_for_it_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} asks for {self.requisition_id}"
