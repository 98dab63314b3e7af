"""An election, who may vote in it, who stands, who retires, and who was elected."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cyfran.coop.membership.models import Member
from cyfran.kernel.database import Access, SocietyOwned
from cyfran.kernel.files.models import StoredFile
from cyfran.kernel.languages import BilingualField
from cyfran.kernel.societies.models import Appointment, Mandate, Party


class State(models.TextChoices):
    """Where an election stands; sql/10_calling.sql says from where to where it can go."""

    DRAFT = "draft", _("Draft")
    CALLED = "called", _("Nominations are open")
    CONTESTED = "contested", _("To be voted on")
    CLOSED = "closed", _("Voting has closed")
    DECLARED = "declared", _("Declared")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Rules(models.TextChoices):
    """By which rules the ballots are counted; with one seat both are the alternative vote."""

    SCOTTISH = "scottish", _("Single transferable vote, Scottish rules")
    MEEK = "meek", _("Single transferable vote, Meek’s rules")


class Retiring(models.TextChoices):
    """Who of the board retires when the election is declared."""

    THIRD = "third", _("The third that has served longest")
    ALL = "all", _("The whole board, as at the first annual meeting")
    NONE = "none", _("Nobody: the seats are vacant")


class Election(SocietyOwned):
    """An election to the board, with everything that stands still from the notice on."""

    # After the insert only the database's own functions change it: sql/.
    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("title",)
    same_society: ClassVar[tuple[str, ...]] = ("returning_officer", "mandate")

    title = BilingualField()
    seats = models.IntegerField()
    rules = models.CharField(max_length=8, choices=Rules, default=Rules.SCOTTISH)
    reopen = models.BooleanField(default=False)  # "re-open nominations" is on the ballot
    class_code = models.CharField(max_length=12, blank=True)  # blank: all members elect together
    retiring = models.CharField(max_length=5, choices=Retiring, default=Retiring.THIRD)
    returning_officer = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    nominations_close_at = models.DateTimeField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    number = models.IntegerField(null=True)
    # Frozen with the notice.
    called_at = models.DateTimeField(null=True)
    term_years = models.IntegerField(null=True)
    electorate_count = models.IntegerField(null=True)
    electorate_hash = models.CharField(max_length=64, blank=True)
    public_key = models.TextField(blank=True)  # the modulus in hexadecimal; the exponent is 65537
    sealed_key = models.BinaryField(default=b"")  # emptied when the result is declared
    # When nominations close: how many places the ballot has.
    candidates = models.IntegerField(null=True)
    # When voting closes.
    closed_at = models.DateTimeField(null=True)
    ballots = models.IntegerField(null=True)
    root = models.CharField(max_length=64, blank=True)
    seed = models.CharField(max_length=64, blank=True)
    # Counted.
    opened = models.IntegerField(null=True)  # ballots published; null where they are too few
    result = models.TextField(blank=True)  # the count, as stv.py --json prints it
    declared_at = models.DateTimeField(null=True)
    mandate = models.ForeignKey(Mandate, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "number"], name="election_number_once"),
            models.CheckConstraint(condition=models.Q(seats__gt=0), name="election_fills_a_seat"),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="election_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(rules__in=Rules.values), name="election_rules_are_known"
            ),
            models.CheckConstraint(
                condition=models.Q(retiring__in=Retiring.values), name="election_retiring_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    nominations_close_at__lte=models.F("opens_at"),
                    opens_at__lt=models.F("closes_at"),
                ),
                name="election_times_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", number__isnull=True)
                | models.Q(
                    number__isnull=False,
                    called_at__isnull=False,
                    term_years__gt=0,
                    electorate_count__gt=0,
                ),
                name="election_called_with_its_terms",
            ),
            models.CheckConstraint(
                condition=models.Q(state="declared", mandate__isnull=False, sealed_key=b"")
                | (~models.Q(state="declared") & models.Q(mandate__isnull=True)),
                name="election_declared_with_a_mandate",
            ),
        ]
        indexes = [
            models.Index(
                fields=["society", "closes_at"],
                condition=models.Q(state__in=["called", "contested", "closed"]),
                name="elections_due",
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def was_uncontested(self) -> bool:
        """True when there were no more candidates than seats, so that nobody voted."""
        return self.state == State.DECLARED and self.ballots is None

    @property
    def places(self) -> int:
        """How many places the ballot has, re-open nominations among them."""
        return (self.candidates or 0) + self.reopen

    def takes_nominations_at(self, at: datetime) -> bool:
        """True until nominations close."""
        return self.state == State.CALLED and at < self.nominations_close_at

    def is_open_at(self, at: datetime) -> bool:
        """True from the opening moment until, but not at, the closing moment."""
        return self.state == State.CONTESTED and self.opens_at <= at < self.closes_at


class Roll(SocietyOwned):
    """A member who may vote and stand in the election: the register as it was when it was called."""

    access: ClassVar[Access] = "read_only"  # written by elections_call() alone
    same_society: ClassVar[tuple[str, ...]] = ("election", "member")

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="roll", db_index=False
    )
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    class_code = models.CharField(max_length=12)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "election", "member"], name="on_roll_once"),
        ]

    def __str__(self) -> str:
        return f"member {self.member_id} in election {self.election_id}"


class Nomination(SocietyOwned):
    """A member is put forward; who says yes stands, until nominations close and the ballot is fixed."""

    access: ClassVar[Access] = "insert_update"  # while nominations are open: sql/20_nominations.sql
    updatable: ClassVar[tuple[str, ...]] = ("state", "statement", "photograph")
    same_society: ClassVar[tuple[str, ...]] = ("election", "nominee", "nominator", "photograph")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waits for their answer")
        STANDING = "standing", _("Stands")
        DECLINED = "declined", _("Said no")
        WITHDRAWN = "withdrawn", _("Withdrew")

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="nominations", db_index=False
    )
    nominee = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    nominator = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    statement = BilingualField(null=True, long=True)
    photograph = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    nominated_at = models.DateTimeField()
    place = models.IntegerField(null=True)  # on the ballot, from 1

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "election", "nominee"], name="nominated_once"
            ),
            models.UniqueConstraint(
                fields=["society", "election", "place"], name="place_on_the_ballot_once"
            ),
            models.CheckConstraint(
                condition=models.Q(place__isnull=True) | models.Q(state="standing", place__gt=0),
                name="who_stands_has_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"nomination {self.pk}"


class Retirement(SocietyOwned):
    """A member of the board retires when the election is declared; they may stand again."""

    access: ClassVar[Access] = "read_only"  # written by elections_call() alone
    same_society: ClassVar[tuple[str, ...]] = ("election", "appointment")

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="retirements", db_index=False
    )
    appointment = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "election", "appointment"], name="retires_once"
            ),
        ]

    def __str__(self) -> str:
        return f"retirement of {self.appointment_id}"


class Told(SocietyOwned):
    """Somebody on the roll was told: that the election is called, or that voting is open."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("election", "on_roll")

    class What(models.TextChoices):
        CALLED = "called", _("that the election is called")
        OPEN = "open", _("that voting is open")

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    on_roll = models.ForeignKey(Roll, on_delete=models.PROTECT, related_name="+", db_index=False)
    what = models.CharField(max_length=6, choices=What)
    by_email = models.BooleanField()
    sent_at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "election", "on_roll", "what"], name="told_once_of_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} to {self.on_roll_id}"


class Seat(SocietyOwned):
    """Somebody was elected."""

    access: ClassVar[Access] = "read_only"  # written by the declaring functions alone
    same_society: ClassVar[tuple[str, ...]] = ("election", "nomination")

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="filled", db_index=False
    )
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    stage = models.IntegerField(null=True)  # of the count; null where nobody voted

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "election", "nomination"], name="elected_once"
            ),
        ]

    def __str__(self) -> str:
        return f"seat of {self.nomination_id}"
