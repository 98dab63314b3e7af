"""Societies: the tenants, the people and organisations each one knows, and by what authority things are done."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.database import Access, SocietyOwned
from cyfran.kernel.languages import BilingualField

ERASED = "Dilëwyd · Erased"  # the name of whoever was erased: it stands in rows, so it is in both languages


class ModelRules(models.TextChoices):
    """The legal shapes a founding group can choose; the law differs between them (CCBSA 2014 s.2)."""

    MULTI = "multi", _("Multi-stakeholder society")
    WORKER = "worker", _("Worker co-operative")
    CONSUMER = "consumer", _("Consumer co-operative")
    COMMUNITY_BENEFIT = "benefit", _("Community benefit society")


class State(models.TextChoices):
    """Where a society stands in law; `states.py` says what each state may do."""

    FORMING = "forming", _("Forming")
    REGISTERED = "registered", _("Registered")
    SUSPENDED = "suspended", _("Suspended")
    DISSOLVED = "dissolved", _("Dissolved")
    MERGED = "merged", _("Merged")


OPEN = (State.FORMING, State.REGISTERED)


class Office(models.TextChoices):
    """The offices somebody can be appointed to."""

    CHAIR = "chair", _("Chair")
    SECRETARY = "secretary", _("Secretary")
    TREASURER = "treasurer", _("Treasurer")
    BOARD = "board", _("Board member")
    COORDINATOR = "coordinator", _("Coordinator")
    FOUNDER = "founder", _("Founder")


class Installation(models.Model):
    """One row: whether this cluster was made as a demonstration, and how far its clock is from the world's."""

    access: ClassVar[Access] = "read_only"

    id = models.SmallIntegerField(primary_key=True, default=1)
    demonstration = models.BooleanField(default=False)
    clock_offset = models.DurationField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="installation_is_one"),
            models.CheckConstraint(
                condition=models.Q(demonstration=True) | models.Q(clock_offset="0"),
                name="only_a_demonstration_moves_its_clock",
            ),
        ]

    def __str__(self) -> str:
        return "demonstration" if self.demonstration else "in earnest"


class Society(models.Model):
    """A co-operative or community benefit society: the tenant that owns rows, rules, books and record."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = (
        "name",
        "purpose",
        "model_rules",
        "state",
        "registration_number",
        "registered_on",
        "office_address",
        "contact_email",
        "accent",
        "zone",
        "closed_on",
    )

    slug = models.SlugField(max_length=60)
    name = BilingualField()
    purpose = BilingualField(null=True, blank=True, long=True)
    model_rules = models.CharField(max_length=12, choices=ModelRules, default=ModelRules.MULTI)
    state = models.CharField(max_length=12, choices=State, default=State.FORMING)
    registration_number = models.CharField(max_length=20, blank=True)
    registered_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    office_address = models.TextField(blank=True)
    contact_email = models.EmailField(blank=True)
    accent = models.CharField(max_length=7, blank=True)
    zone = models.CharField(max_length=40, default="Europe/London")
    currency = models.CharField(max_length=3, default="GBP")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="society_slug_once"),
            models.CheckConstraint(
                condition=models.Q(slug__regex=r"^[a-z][a-z0-9-]{1,58}$"),
                name="society_slug_plain",
            ),
            models.CheckConstraint(
                condition=models.Q(state="forming")
                | (models.Q(registered_on__isnull=False) & ~models.Q(registration_number="")),
                name="society_registered_with_a_number",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["forming", "registered"], closed_on__isnull=True)
                | models.Q(
                    closed_on__isnull=False,
                    closed_on__gte=models.F("registered_on"),
                    state__in=["suspended", "dissolved", "merged"],
                ),
                name="society_closed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_forming(self) -> bool:
        """True until the registration number is recorded."""
        return self.state == State.FORMING

    @property
    def is_open(self) -> bool:
        """True while the society may act: neither suspended, dissolved nor merged."""
        return self.state in OPEN


class Party(SocietyOwned):
    """A person, a household or an organisation as one society knows them; a login is not needed."""

    same_society: ClassVar[tuple[str, ...]] = ()

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        HOUSEHOLD = "household", _("Household")
        ORGANISATION = "organisation", _("Organisation")

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PERSON)
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=500, blank=True)
    email = models.EmailField(blank=True)
    address = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="en")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    society_behind = models.ForeignKey(
        Society, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "person"], name="party_of_a_person_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="party_has_a_name"),
        ]
        indexes = [
            models.Index(fields=["society", "sort_key"], name="party_in_order"),
            models.Index(fields=["person"], name="party_of_person"),
        ]

    def __str__(self) -> str:
        return self.name


class Erasure(SocietyOwned):
    """A party was erased: which, and when, so that whoever restores a backup can erase them again."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("party",)

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    erased_at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "party"], name="party_erased_once"),
        ]

    def __str__(self) -> str:
        return f"erasure of {self.party_id}"


class Mandate(SocietyOwned):
    """The authority by which something is done: the founding act, a carried resolution, an appointment or a job."""

    access: ClassVar[Access] = "read_only"  # written by database functions only

    class Kind(models.TextChoices):
        FOUNDING = "founding", _("The founding meeting")
        RESOLUTION = "resolution", _("A carried resolution")
        APPOINTMENT = "appointment", _("An appointment")
        JOB = "job", _("A scheduled job")

    kind = models.CharField(max_length=12, choices=Kind)
    reference = models.CharField(
        max_length=80
    )  # "resolution:14": which one, in the words of the app that keeps it
    since = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "kind", "reference"], name="mandate_once"),
        ]

    def __str__(self) -> str:
        return self.reference


class Appointment(SocietyOwned):
    """Somebody holds an office from one moment to another, by a mandate."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("ends_at",)
    same_society: ClassVar[tuple[str, ...]] = ("party", "mandate")

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="appointments")
    office = models.CharField(max_length=12, choices=Office)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "party", "office"],
                condition=models.Q(ends_at__isnull=True),
                name="office_held_once_by_each",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gte=models.F("starts_at")),
                name="appointment_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.party_id}"


class RuleDefinition(models.Model):
    """What the code declares of a rule for one kind of society, as the database needs it to refuse the rest."""

    access: ClassVar[Access] = "read_only"  # written by `cyfran upgrade`

    key = models.CharField(max_length=80)
    model_rules = models.CharField(max_length=12, choices=ModelRules)
    floor = models.BigIntegerField()
    ceiling = models.BigIntegerField()
    default = models.BigIntegerField()
    resolution = models.CharField(max_length=20)
    needs_registration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "model_rules"], name="rule_defined_once"),
            models.CheckConstraint(
                condition=models.Q(floor__lte=models.F("default"))
                & models.Q(default__lte=models.F("ceiling")),
                name="rule_default_within_bounds",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class RuleVersion(SocietyOwned):
    """A value that members gave a rule: the next link of the society's rule chain."""

    access: ClassVar[Access] = (
        "read_only"  # written by the database's founding and enactment functions only
    )
    same_society: ClassVar[tuple[str, ...]] = ("mandate",)

    number = models.IntegerField()
    key = models.CharField(max_length=80)
    value = models.BigIntegerField()
    effective_from = models.DateTimeField()
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="rule_versions")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "number"], name="rule_chain_without_forks"),
        ]
        indexes = [models.Index(fields=["society", "key", "-number"], name="rule_versions_of_key")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"
