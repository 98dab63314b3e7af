"""What became of a year's surplus, and what each member had of it."""

from typing import ClassVar

from django.db import models

from cyfran.kernel.database import Access, SocietyOwned


class Application(SocietyOwned):
    """The members applied the surplus of a year: so much to reserves, to the community, and to themselves by trade."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("mandate",)

    year_end = models.DateField()
    surplus = models.BigIntegerField()
    reserves_bp = models.IntegerField()
    community_bp = models.IntegerField()
    patronage_bp = models.IntegerField()
    reserves = models.BigIntegerField()
    community = models.BigIntegerField()
    patronage = models.BigIntegerField()
    trade = models.BigIntegerField()  # what all members traded in the year, by the books
    mandate = models.ForeignKey("societies.Mandate", on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "year_end"], name="surplus_applied_once_a_year"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    surplus=models.F("reserves") + models.F("community") + models.F("patronage"),
                    surplus__gt=0,
                ),
                name="surplus_is_its_parts",
            ),
        ]

    def __str__(self) -> str:
        return f"surplus to {self.year_end}"


class Share(SocietyOwned):
    """What one member has of a surplus, in proportion to what they traded."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("application", "member", "party")

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="shares", db_index=False
    )
    member = models.ForeignKey(
        "membership.Member", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    party = models.ForeignKey(
        "societies.Party", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    trade = models.BigIntegerField()
    amount = models.BigIntegerField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "application", "member"], name="surplus_shared_once"
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0, trade__gt=0), name="surplus_share_by_trade"
            ),
        ]
        indexes = [models.Index(fields=["society", "party"], name="surplus_shares_of_party")]

    def __str__(self) -> str:
        return f"share of member {self.member_id}"
