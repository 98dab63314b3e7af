"""Papers, which have a name and no content, and ballots, which have a content and no name."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cyfran.coop.elections.models.elections import Election, Roll
from cyfran.kernel.database import Access, SocietyOwned
from cyfran.kernel.societies.models import Party


class Paper(SocietyOwned):
    """Somebody on the roll has had their voting paper. When, and what became of it, is written nowhere.

    The digest is that of the blinded message, so that the same browser can be given the same signature again; whoever
    holds it learns nothing of the token behind it.
    """

    access: ClassVar[Access] = "read_only"  # written by sql/30_papers.sql alone
    same_society: ClassVar[tuple[str, ...]] = ("election", "on_roll")

    class Way(models.TextChoices):
        BLIND = "blind", _("signed unseen")
        PLAIN = "plain", _("made out by the server")
        PAPER = "paper", _("on paper")

    # Drawn at random: a number would tell in which order members came.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="papers", db_index=False
    )
    on_roll = models.ForeignKey(Roll, on_delete=models.PROTECT, related_name="+", db_index=False)
    serial = models.IntegerField(default=1)  # another only after the one before was given back
    way = models.CharField(max_length=5, choices=Way)
    digest = models.CharField(max_length=64, blank=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "election", "on_roll", "serial"],
                name="one_paper_for_each_member",
            ),
            models.CheckConstraint(
                condition=models.Q(way="blind", digest__regex="^[0-9a-f]{64}$")
                | models.Q(way__in=["plain", "paper"], digest=""),
                name="paper_way_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"paper of {self.on_roll_id}"


class Returned(SocietyOwned):
    """A voting paper was given back before it was used: its token counts no more, and the member may have another."""

    access: ClassVar[Access] = "read_only"  # written by sql/30_papers.sql alone
    same_society: ClassVar[tuple[str, ...]] = ("election", "on_roll")

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="returned", db_index=False
    )
    on_roll = models.ForeignKey(Roll, on_delete=models.PROTECT, related_name="+", db_index=False)
    token = models.CharField(max_length=64)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "election", "token"], name="paper_returned_once"
            ),
        ]

    def __str__(self) -> str:
        return f"returned by {self.on_roll_id}"


class Teller(SocietyOwned):
    """Somebody whom the returning officer has named to enter ballots on paper; two are needed for each."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("election", "party")

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="tellers", db_index=False
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "election", "party"], name="teller_once"),
        ]

    def __str__(self) -> str:
        return f"teller {self.party_id}"


class PaperBallot(SocietyOwned):
    """A ballot on paper, entered by one teller and then by another; only when both agree is it in the box.

    The number is written on the paper. It leads to no member: the papers lay together in a box.
    """

    access: ClassVar[Access] = "read_only"  # written by sql/60_paper_ballots.sql alone
    same_society: ClassVar[tuple[str, ...]] = ("election", "entered_by", "confirmed_by")

    class State(models.TextChoices):
        ENTERED = "entered", _("Waits for a second teller")
        CONFIRMED = "confirmed", _("In the box")
        STRUCK = "struck", _("Struck: the tellers differed")

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="paper_ballots", db_index=False
    )
    number = models.IntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.ENTERED)
    entered_by = models.ForeignKey(
        Teller, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    confirmed_by = models.ForeignKey(
        Teller, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    commitment = models.CharField(max_length=64)
    sealed = models.BinaryField()
    receipt = models.CharField(max_length=64, blank=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "election", "number"], name="paper_ballot_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True)
                | ~models.Q(confirmed_by=models.F("entered_by")),
                name="two_tellers_for_each_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"paper {self.number}"


class BoxedBallot(SocietyOwned):
    """A ballot that waits to be shuffled into the log. Its key is drawn at random, so that it has no order."""

    access: ClassVar[Access] = "read_only"  # written and emptied by sql/40_box.sql alone
    same_society: ClassVar[tuple[str, ...]] = ("election",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    token = models.CharField(max_length=64)
    signature = models.CharField(max_length=768)
    commitment = models.CharField(max_length=64)
    sealed = models.BinaryField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "election", "token"], name="one_ballot_for_each_paper"
            ),
        ]

    def __str__(self) -> str:
        return "a ballot in the box"


class Leaf(SocietyOwned):
    """A ballot in the log: sealed until voting closes, in its place for ever."""

    access: ClassVar[Access] = "read_only"  # written by sql/40_box.sql alone
    same_society: ClassVar[tuple[str, ...]] = ("election",)

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="leaves", db_index=False
    )
    place = models.IntegerField()  # from 0
    batch = models.IntegerField()
    token = models.CharField(max_length=64)
    signature = models.CharField(max_length=768)
    commitment = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    sealed = models.BinaryField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "election", "place"], name="place_in_the_log_once"
            ),
            models.UniqueConstraint(
                fields=["society", "election", "token"], name="one_leaf_for_each_paper"
            ),
            models.UniqueConstraint(
                fields=["society", "election", "hash"], name="receipt_is_of_one_ballot"
            ),
        ]

    def __str__(self) -> str:
        return self.hash


class Head(SocietyOwned):
    """The root of the log after a batch: whoever keeps it can tell that nothing before was changed."""

    access: ClassVar[Access] = "read_only"  # written by sql/40_box.sql alone
    same_society: ClassVar[tuple[str, ...]] = ("election",)

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="heads", db_index=False
    )
    batch = models.IntegerField()
    size = models.IntegerField()
    root = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "election", "batch"], name="batch_once"),
        ]

    def __str__(self) -> str:
        return self.root


class Opening(SocietyOwned):
    """What a ballot of the log says, published when voting has closed."""

    access: ClassVar[Access] = "read_only"  # written by sql/50_closing.sql alone
    same_society: ClassVar[tuple[str, ...]] = ("election",)

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="openings", db_index=False
    )
    place = models.IntegerField()  # in the log
    salt = models.CharField(max_length=64)
    ranking = models.TextField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "election", "place"], name="ballot_opened_once"
            ),
        ]

    def __str__(self) -> str:
        return f"ballot {self.place}"
