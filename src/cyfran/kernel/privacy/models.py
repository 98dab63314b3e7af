"""What people ask about their own data, and what went wrong with somebody's."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cyfran.kernel.database import Access, SocietyOwned

TO_TELL_THE_COMMISSIONER = timedelta(hours=72)  # UK GDPR art. 33(1)


class Request(SocietyOwned):
    """Somebody asks something about their own data, and is answered within a month. Erased, it has no words."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = (
        "words",
        "person_id",
        "due_on",
        "put_off_at",
        "put_off_why",
        "outcome",
        "answer",
        "answered_at",
        "erased_at",
    )

    class Kind(models.TextChoices):
        COPY = "copy", _("A copy of what is held about me")
        RIGHT = "right", _("Put something right")
        ERASE = "erase", _("Erase me")
        RESTRICT = "restrict", _("Keep it, but do not use it")
        OBJECT = "object", _("I object to what is done with it")
        COMPLAIN = "complain", _("I complain about how my data is treated")

    class Outcome(models.TextChoices):
        DONE = "done", pgettext_lazy("of what somebody asked for", "Done")
        PARTLY = "partly", _("Partly done")
        REFUSED = "refused", _("Not done")

    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    person_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    due_on = models.DateField()
    put_off_at = models.DateTimeField(null=True)
    put_off_why = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "person_id", "kind"],
                condition=models.Q(answered_at=None),
                name="request_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, outcome="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(outcome="")),
                name="request_answered_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None)
                | ~models.Q(answer="")
                | models.Q(erased_at__isnull=False),
                name="request_answered_in_words",
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at=None)
                | models.Q(words="", answer="", put_off_why="", person_id=None),
                name="request_erased_is_empty",
            ),
        ]
        indexes = [
            models.Index(
                fields=["society", "due_on"],
                condition=models.Q(answered_at=None),
                name="requests_open",
            )
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"


class Breach(SocietyOwned):
    """Personal data was lost, seen or changed by whom it should not have been: when the co-op noticed. No names."""

    access: ClassVar[Access] = "append_only"

    number = models.IntegerField()
    what = models.TextField()
    happened = models.TextField()  # when, as far as it is known
    people = models.IntegerField(null=True)  # how many, as far as it is known
    sorts = models.TextField()  # what sorts of data
    noticed_at = models.DateTimeField()
    logged_at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "number"], name="breach_number_once"),
            models.CheckConstraint(condition=~models.Q(what=""), name="breach_says_what"),
            models.CheckConstraint(
                condition=models.Q(noticed_at__lte=models.F("logged_at")),
                name="breach_noticed_before_it_is_logged",
            ),
        ]

    def __str__(self) -> str:
        return f"breach {self.number}"

    @property
    def tell_by(self) -> datetime:
        """By when the Information Commissioner must know, unless nobody is at risk."""
        return self.noticed_at + TO_TELL_THE_COMMISSIONER


class Step(SocietyOwned):
    """What was done about a breach, in the order in which it was written down; never changed."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("breach",)

    class Kind(models.TextChoices):
        MEASURE = "measure", _("We did something about it")
        COMMISSIONER = "commissioner", _("We told the Information Commissioner")
        NO_RISK = "no_risk", _("Nobody is at risk: the Commissioner need not be told")
        PEOPLE = "people", _("We told the people whose data it is")
        CLOSED = "closed", _("It is over")

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    words = models.TextField()
    at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(condition=~models.Q(words=""), name="breach_step_says_what"),
            models.UniqueConstraint(
                fields=["society", "breach"],
                condition=models.Q(kind="closed"),
                name="breach_closed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of breach {self.breach_id}"
