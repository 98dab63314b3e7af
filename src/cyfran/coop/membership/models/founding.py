"""The founding: founders, invitations to found, and what the founding meeting has before it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cyfran.coop.membership.models.register import MemberClass
from cyfran.kernel.database import Access, SocietyOwned
from cyfran.kernel.languages import LANGUAGES
from cyfran.kernel.societies.models import Party


class Founding(SocietyOwned):
    """A society is being founded: what is chosen so far. One row, locked by whatever may happen only once."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("trade", "shape_chosen")

    class Trade(models.TextChoices):
        FOOD = "food", _("Food and growing")
        OTHER = "other", _("Something else")

    trade = models.CharField(max_length=12, choices=Trade, blank=True)
    shape_chosen = models.BooleanField(default=False)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society"], name="founding_once"),
        ]

    def __str__(self) -> str:
        return f"founding of {self.society_id}"


class Founder(SocietyOwned):
    """Somebody who founds the society, for themselves or for the registered society they speak for."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("member_class", "registration_number")
    same_society: ClassVar[tuple[str, ...]] = ("party", "member_class")

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="founders")
    member_class = models.ForeignKey(
        MemberClass, null=True, on_delete=models.PROTECT, related_name="founders"
    )
    # Of the society this founder speaks for; two such founders suffice (CCBSA 2014 s.2).
    registration_number = models.CharField(max_length=20, blank=True)
    since = models.DateTimeField()

    has_adopted: bool  # as `founders_of` adds it

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "party"], name="founder_once"),
        ]

    def __str__(self) -> str:
        return f"founder {self.party_id}"


class Invitation(SocietyOwned):
    """Somebody is asked by e-mail to be a founder."""

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = (
        "accepted_at",
        "withdrawn_at",
        "founder",
        "name",  # these three when somebody is erased
        "email",
        "speaks_for",
    )
    same_society: ClassVar[tuple[str, ...]] = ("invited_by", "founder")

    name = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    speaks_for = models.CharField(max_length=200, blank=True)
    registration_number = models.CharField(max_length=20, blank=True)
    invited_by = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    founder = models.ForeignKey(
        Founder, null=True, on_delete=models.PROTECT, related_name="invitations"
    )

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "email"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, founder__isnull=True)
                | models.Q(
                    accepted_at__isnull=False, founder__isnull=False, withdrawn_at__isnull=True
                ),
                name="invitation_accepted_by_a_founder",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def is_open(self) -> bool:
        """True until it is accepted or withdrawn."""
        return self.accepted_at is None and self.withdrawn_at is None


class ProposedRule(SocietyOwned):
    """A value the founders propose for a rule; the model rules' own value stands where none is proposed."""

    key = models.CharField(max_length=80)
    value = models.BigIntegerField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "key"], name="proposed_rule_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


class Adoption(SocietyOwned):
    """A founder adopts the rulebook as it was proposed at that moment; the digest says which."""

    same_society: ClassVar[tuple[str, ...]] = ("founder",)

    founder = models.ForeignKey(Founder, on_delete=models.PROTECT, related_name="adoptions")
    digest = models.CharField(max_length=64)
    adopted_at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "founder"], name="adoption_once_by_each"),
        ]

    def __str__(self) -> str:
        return f"adoption by {self.founder_id}"
