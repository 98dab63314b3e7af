"""What happens in the room: who is there, for whom they vote, what is put to the vote, and who speaks."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.models import Meeting, Resolution, Vote
from cyfran.coop.meetings.models.calling import Invitee, Item
from cyfran.kernel.database import Access, SocietyOwned
from cyfran.kernel.societies.models import Party


class Presence(SocietyOwned):
    """Somebody invited came, into the room or from elsewhere; once each, though they may go and come back."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("way", "left_at")
    same_society: ClassVar[tuple[str, ...]] = ("meeting", "invitee")

    class Way(models.TextChoices):
        ROOM = "room", _("in the room")
        ONLINE = "online", _("from elsewhere")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="presences", db_index=False
    )
    invitee = models.ForeignKey(Invitee, on_delete=models.PROTECT, related_name="+", db_index=False)
    way = models.CharField(max_length=6, choices=Way)
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "meeting", "invitee"], name="present_once"),
            models.CheckConstraint(
                condition=models.Q(way__in=["room", "online"]), name="present_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitee_id} {self.way}"


class Duty(SocietyOwned):
    """Somebody chairs this meeting, or counts hands at it: a hat that is taken off when the meeting closes."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("meeting", "party")

    class What(models.TextChoices):
        CHAIR = "chair", _("Chairs the meeting")
        TELLER = "teller", _("Counts the votes")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="duties", db_index=False
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=6, choices=What)
    at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "meeting", "party", "what"], name="duty_given_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.party_id}"


class Proxy(SocietyOwned):
    """A member who cannot come names another who votes for them at this meeting, until they take it back."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("revoked_at",)
    same_society: ClassVar[tuple[str, ...]] = ("meeting", "giver", "holder")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="proxies", db_index=False
    )
    giver = models.ForeignKey(Invitee, on_delete=models.PROTECT, related_name="+", db_index=False)
    holder = models.ForeignKey(Invitee, on_delete=models.PROTECT, related_name="+", db_index=False)
    given_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "meeting", "giver"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_proxy_each",
            ),
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("holder")), name="proxy_is_another"
            ),
        ]
        indexes = [
            models.Index(fields=["society", "meeting", "holder"], name="proxies_of_a_holder")
        ]

    def __str__(self) -> str:
        return f"{self.holder_id} for {self.giver_id}"


class Instruction(SocietyOwned):
    """How the proxy is to vote on one resolution; on the others it is at their discretion."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("proxy", "resolution")

    proxy = models.ForeignKey(
        Proxy, on_delete=models.PROTECT, related_name="instructions", db_index=False
    )
    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    choice = models.CharField(max_length=8, choices=Vote.Choice)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "proxy", "resolution"], name="instructed_once"
            ),
            models.CheckConstraint(
                condition=models.Q(choice__in=["for", "against", "abstain"]),
                name="instructed_to_a_choice",
            ),
        ]

    def __str__(self) -> str:
        return self.choice


class Question(SocietyOwned):
    """An item of the agenda is put to the vote: by hands, counted by two, or by a ballot in which each vote is recorded."""

    access: ClassVar[Access] = "read_only"  # written by the functions of sql/30_votes.sql
    same_society: ClassVar[tuple[str, ...]] = ("meeting", "item", "entered_by", "confirmed_by")

    class Way(models.TextChoices):
        HANDS = "hands", _("Show of hands")
        BALLOT = "ballot", _("Ballot")

    class State(models.TextChoices):
        PUT = "put", _("Put to the vote")
        ENTERED = "entered", _("Counted once")
        DECIDED = "decided", _("Decided")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="questions", db_index=False
    )
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="question")
    way = models.CharField(max_length=6, choices=Way)
    state = models.CharField(max_length=7, choices=State, default=State.PUT)
    put_at = models.DateTimeField()
    votes_for = models.IntegerField(null=True)
    votes_against = models.IntegerField(null=True)
    votes_abstained = models.IntegerField(null=True)
    entered_by = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    present = models.IntegerField(null=True)
    carried = models.BooleanField(null=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(entered_by__isnull=True)
                | models.Q(confirmed_by__isnull=True)
                | ~models.Q(entered_by=models.F("confirmed_by")),
                name="hands_counted_by_two",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="decided")
                | models.Q(
                    decided_at__isnull=False,
                    votes_for__gte=0,
                    votes_against__gte=0,
                    votes_abstained__gte=0,
                    present__gt=0,
                    carried__isnull=False,
                ),
                name="decided_with_its_figures",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="decided", way="hands")
                | models.Q(entered_by__isnull=False, confirmed_by__isnull=False),
                name="decided_by_two_counts",
            ),
            models.UniqueConstraint(
                fields=["society", "meeting"],
                condition=~models.Q(state="decided"),
                name="one_question_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way}: {self.state}"


class Demand(SocietyOwned):
    """Somebody present wants the votes recorded; enough of them turn a show of hands into a ballot."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("question", "invitee")

    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="demands", db_index=False
    )
    invitee = models.ForeignKey(Invitee, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "question", "invitee"], name="demanded_once_by_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitee_id} on {self.question_id}"


class Speech(SocietyOwned):
    """Somebody asks to speak to an item, or raises a point of order, and is given the floor."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("began_at", "ended_at")
    same_society: ClassVar[tuple[str, ...]] = ("meeting", "item", "invitee")

    class Kind(models.TextChoices):
        SPEECH = "speech", _("To speak")
        ORDER = "order", _("Point of order")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="speeches", db_index=False
    )
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    invitee = models.ForeignKey(Invitee, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=6, choices=Kind)
    asked_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(kind__in=["speech", "order"]), name="speech_of_a_kind"
            ),
            models.UniqueConstraint(
                fields=["society", "meeting", "invitee"],
                condition=models.Q(ended_at__isnull=True),
                name="asks_to_speak_once",
            ),
            models.UniqueConstraint(
                fields=["society", "meeting"],
                condition=models.Q(began_at__isnull=False, ended_at__isnull=True),
                name="one_speaks_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.invitee_id}"
