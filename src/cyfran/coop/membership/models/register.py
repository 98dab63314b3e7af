"""The register: classes, applications, members, and who was of which class when."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.database import Access, SocietyOwned
from cyfran.kernel.languages import LANGUAGES, Bilingual, BilingualField
from cyfran.kernel.societies.models import Mandate, Party


class ClassCode(models.TextChoices):
    """What somebody can be a member as; each society names the ones it has in its own words."""

    PRODUCER = "producer", _("Producer")
    CUSTOMER = "customer", _("Customer")
    WORKER = "worker", _("Worker")
    SUPPORTER = "supporter", _("Supporter")
    TENANT = "tenant", _("Tenant")
    RESIDENT = "resident", _("Resident")


class MemberClass(SocietyOwned):
    """One of the kinds of member a society has."""

    code = models.CharField(max_length=12, choices=ClassCode)
    name = BilingualField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "code"], name="member_class_once"),
            models.CheckConstraint(
                condition=models.Q(code__in=ClassCode.values), name="member_class_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Application(SocietyOwned):
    """Somebody asks to become a member, in their own words."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("words", "state", "decided_at", "reason")
    same_society: ClassVar[tuple[str, ...]] = ("applicant", "member_class")

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting for the board")
        ADMITTED = "admitted", _("Admitted, joining share to pay")
        ENTERED = "entered", _("Entered in the register")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    applicant = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="applications")
    member_class = models.ForeignKey(
        MemberClass, on_delete=models.PROTECT, related_name="applications"
    )
    words = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    applied_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "applicant"],
                condition=models.Q(state__in=["pending", "admitted"]),
                name="application_pending_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="pending", decided_at__isnull=True)
                | (~models.Q(state="pending") & models.Q(decided_at__isnull=False)),
                name="application_decided_when_not_pending",
            ),
        ]
        indexes = [
            models.Index(
                fields=["society", "applied_at"],
                condition=models.Q(state__in=["pending", "admitted"]),
                name="applications_open",
            )
        ]

    def __str__(self) -> str:
        return f"application {self.pk}"

    @property
    def is_pending(self) -> bool:
        """True until the board decides or the applicant thinks better of it."""
        return self.state == self.State.PENDING

    @property
    def is_admitted(self) -> bool:
        """True while only the joining share is wanting."""
        return self.state == self.State.ADMITTED


class Member(SocietyOwned):
    """A line of the register of members: who, under which number, from which day until which."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("ceased_on", "ceased_why", "ceased_by")
    same_society: ClassVar[tuple[str, ...]] = ("party", "application", "ceased_by")

    class Why(models.TextChoices):
        LEFT = "left", _("Left")
        EXPELLED = "expelled", _("Expelled by the members")
        DIED = "died", _("Died")

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="memberships")
    application = models.OneToOneField(
        Application, null=True, on_delete=models.PROTECT, related_name="member"
    )
    # Given by the database, the next in the society's line, and never changed: sql/10_register.sql.
    number = models.IntegerField(default=0)
    joined_on = models.DateField()
    ceased_on = models.DateField(null=True)
    ceased_why = models.CharField(max_length=10, choices=Why, blank=True)
    ceased_by = models.ForeignKey(Mandate, null=True, on_delete=models.PROTECT, related_name="+")

    class_code: str  # these two as queries of members add them
    class_name: Bilingual

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "number"], name="member_number_once"),
            models.UniqueConstraint(
                fields=["society", "party"],
                condition=models.Q(ceased_on__isnull=True),
                name="member_once_at_a_time",
            ),
            models.CheckConstraint(condition=models.Q(number__gt=0), name="member_has_a_number"),
            models.CheckConstraint(
                condition=models.Q(ceased_on__isnull=True, ceased_why="")
                | (models.Q(ceased_on__gte=models.F("joined_on")) & ~models.Q(ceased_why="")),
                name="member_ceased_on_a_day_for_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(ceased_by__isnull=False) | ~models.Q(ceased_why="expelled"),
                name="member_expelled_by_a_mandate",
            ),
        ]
        indexes = [
            models.Index(
                fields=["society"],
                condition=models.Q(ceased_on__isnull=True),
                name="members_current",
            )
        ]

    def __str__(self) -> str:
        return f"member {self.number}"

    @property
    def is_current(self) -> bool:
        """True until the day the membership ceased."""
        return self.ceased_on is None


class ClassHolding(SocietyOwned):
    """A member is of one class from one day until (but not on) another; never of two at a time."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("until_on",)
    same_society: ClassVar[tuple[str, ...]] = ("member", "member_class")

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="holdings")
    member_class = models.ForeignKey(MemberClass, on_delete=models.PROTECT, related_name="holdings")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta(SocietyOwned.Meta):
        # That two holdings of a member never overlap is an exclusion constraint in sql/10_register.sql.
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(until_on__isnull=True),
                name="class_held_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
                name="class_held_from_before_until",
            ),
        ]

    def __str__(self) -> str:
        return f"holding {self.pk}"
