"""What members say to one another about anything: a draft, a rule, an order cycle, or a topic of their own."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.database import Access, SocietyOwned
from cyfran.kernel.languages import BilingualField
from cyfran.kernel.societies.models import Party

ABOUT = 80  # the longest code of a subject, such as "rule:orders.commission_bp"


class Topic(SocietyOwned):
    """Something to talk about that is nothing else here. Its title is gone when whoever gave it is erased."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("title",)
    same_society: ClassVar[tuple[str, ...]] = ("opened_by",)

    title = BilingualField(null=True)
    opened_by = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.title or _("A topic that was erased"))


class Contribution(SocietyOwned):
    """What one member said about a subject. It is translated, taken back or hidden, and never rewritten."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("words", "gone_at", "hidden_at", "hidden_why")
    same_society: ClassVar[tuple[str, ...]] = ("author", "answers")

    about = models.CharField(max_length=ABOUT)
    author = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    words = BilingualField(null=True, long=True)
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_why = models.CharField(max_length=400, blank=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(words__isnull=True, gone_at__isnull=False)
                | models.Q(words__isnull=False, gone_at__isnull=True),
                name="contribution_says_something",
            ),
            models.CheckConstraint(
                condition=models.Q(hidden_at__isnull=True, hidden_why="")
                | (models.Q(hidden_at__isnull=False) & ~models.Q(hidden_why="")),
                name="contribution_hidden_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["society", "about", "id"], name="contributions_about"),
            models.Index(fields=["society", "author"], name="contributions_of"),
        ]

    def __str__(self) -> str:
        return f"contribution {self.pk} about {self.about}"


class Leaning(SocietyOwned):
    """Where a member stands before anything is voted on: a sense check that binds nobody and can change."""

    access: ClassVar[Access] = "full"
    same_society: ClassVar[tuple[str, ...]] = ("party",)

    class Choice(models.TextChoices):
        FOR = "for", _("I like it")
        UNSURE = "unsure", _("I am not sure yet")
        CONCERNED = "concerned", _("I have a concern")

    about = models.CharField(max_length=ABOUT)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    leaning = models.CharField(max_length=10, choices=Choice)
    at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "about", "party"], name="one_leaning_each"),
            models.CheckConstraint(
                condition=models.Q(leaning__in=["for", "unsure", "concerned"]), name="leaning_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} is {self.leaning}: {self.about}"


class Following(SocietyOwned):
    """A member has a letter, once a day at most, of what was said about a subject since the last one."""

    access: ClassVar[Access] = "full"
    same_society: ClassVar[tuple[str, ...]] = ("party",)

    about = models.CharField(max_length=ABOUT)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    told_through = models.BigIntegerField()  # the last contribution they know of
    told_at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "about", "party"], name="followed_once"),
        ]
        indexes = [models.Index(fields=["society", "party"], name="followings_of")]

    def __str__(self) -> str:
        return f"{self.party_id} follows {self.about}"
