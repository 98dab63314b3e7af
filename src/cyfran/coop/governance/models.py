"""How members decide: resolutions, what they would do, who may vote, the votes, and the meetings they are taken at."""

import json
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance.rules import Threshold
from cyfran.coop.membership.models import Member
from cyfran.kernel.database import Access, SocietyOwned
from cyfran.kernel.languages import BilingualField
from cyfran.kernel.societies.models import Mandate, Party


class Meeting(SocietyOwned):
    """People meet, at one place and time, to decide what is on the agenda; what happens there is coop/meetings'.

    It stands here because a resolution names the meeting that it is taken at.
    """

    access: ClassVar[Access] = "insert_update"  # while nobody was told: sql/05_meetings.sql
    updatable: ClassVar[tuple[str, ...]] = ("name", "place", "online")

    class Kind(models.TextChoices):
        ANNUAL = "annual", _("Annual general meeting")
        SPECIAL = "special", _("Special general meeting")
        BOARD = "board", _("Board meeting")
        CIRCLE = "circle", _("Circle meeting")

    class State(models.TextChoices):
        CALLED = "called", _("Being prepared")
        NOTICED = "noticed", _("Notice given")
        OPEN = "open", _("Under way")
        ADJOURNED = "adjourned", _("Adjourned")
        CLOSED = "closed", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    kind = models.CharField(max_length=8, choices=Kind)
    name = BilingualField()
    place = BilingualField()
    online = models.BooleanField(default=False)  # who takes part from elsewhere is present too
    held_at = models.DateTimeField()
    called_at = models.DateTimeField()
    # Everything from here is written by the functions of coop/meetings/sql alone.
    state = models.CharField(max_length=9, choices=State, default=State.CALLED)
    notice_given_at = models.DateTimeField(null=True)
    notice_days = models.IntegerField(null=True)
    notice_round = models.IntegerField(default=0)  # how often everybody was to be told
    roll = models.IntegerField(null=True)
    quorum_needed = models.IntegerField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(held_at__gt=models.F("called_at")),
                name="meeting_called_beforehand",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["annual", "special", "board", "circle"]),
                name="meeting_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["called", "cancelled"])
                | models.Q(
                    notice_given_at__isnull=False,
                    notice_days__gte=0,
                    notice_round__gt=0,
                    roll__gt=0,
                    quorum_needed__gt=0,
                ),
                name="meeting_noticed_with_its_list",
            ),
        ]
        indexes = [models.Index(fields=["society", "-held_at"], name="meetings_latest")]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_general(self) -> bool:
        """True of a meeting of all members, which alone takes resolutions."""
        return self.kind in (self.Kind.ANNUAL, self.Kind.SPECIAL)

    @property
    def is_prepared(self) -> bool:
        """True while nobody was told, so that everything may still change."""
        return self.state == self.State.CALLED

    @property
    def is_ahead(self) -> bool:
        """True until it is opened for the first time or called off."""
        return self.state in (self.State.CALLED, self.State.NOTICED)


# What is put to such a meeting is voted on there, and not by the clock.
IN_THE_ROOM = (Meeting.State.NOTICED, Meeting.State.OPEN, Meeting.State.ADJOURNED)


class State(models.TextChoices):
    """Where a resolution stands; sql/10_drafts.sql says from which state it may go to which."""

    DRAFT = "draft", _("Draft")
    NOTICED = "noticed", _("Notice given")
    OPEN = "open", _("Open")
    CARRIED = "carried", _("Carried")
    LOST = "lost", _("Lost")
    WAITING = "waiting", _("Carried, waiting")
    ENACTED = "enacted", _("Carried out")
    LAPSED = "lapsed", _("Lapsed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ResolutionKind(models.TextChoices):
    """The kinds of `rules.KINDS`, with the words for them."""

    ORDINARY = "ordinary", _("Ordinary resolution")
    EXTRAORDINARY = "extraordinary", _("Extraordinary resolution")
    RULE_CHANGE = "rule_change", _("Change of the registered rules")
    ENTRENCHED = "entrenched", _("Change of an entrenched rule")
    AMALGAMATION = "amalgamation", _("Amalgamation or transfer of engagements")
    CONVERSION = "conversion", _("Conversion into a company")
    DISSOLUTION = "dissolution", _("Dissolution")
    CONFIRMATION = "confirmation", _("Confirmation at a second meeting")


class Resolution(SocietyOwned):
    """What somebody asks the members to decide, frozen when notice is given, and what came of it.

    The web role may insert drafts and change their words; everything from `number` down is written by the
    database's own functions (sql/) and by nothing else.
    """

    access: ClassVar[Access] = "insert_update"
    updatable: ClassVar[tuple[str, ...]] = ("kind", "title", "text", "seconder", "meeting")
    same_society: ClassVar[tuple[str, ...]] = (
        "proposer",
        "seconder",
        "meeting",
        "mandate",
        "confirms",
    )

    kind = models.CharField(max_length=16, choices=ResolutionKind)
    title = BilingualField()
    text = BilingualField(long=True)
    proposer = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    seconder = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(
        Meeting, null=True, on_delete=models.PROTECT, related_name="resolutions"
    )
    drafted_at = models.DateTimeField()
    # What a second meeting confirms: said when it is drafted, and never another.
    confirms = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="confirmations"
    )

    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    number = models.IntegerField(null=True)
    # Frozen with the notice: the terms, as the rulebook had them at that moment.
    notice_given_at = models.DateTimeField(null=True)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    enact_after = models.DateTimeField(null=True)
    notice_days = models.IntegerField(null=True)
    waiting_days = models.IntegerField(null=True)
    numerator = models.IntegerField(null=True)
    denominator = models.IntegerField(null=True)
    more_than = models.BooleanField(null=True)
    of_all = models.BooleanField(default=False)  # the share is of the roll, not of the votes cast
    turnout_needed = models.IntegerField(default=0)  # votes for and against, at the least
    confirm_from = models.DateField(null=True)  # the days on which a second meeting can confirm it
    confirm_by = models.DateField(null=True)
    needs_registration = models.BooleanField(default=False)
    text_hash = models.CharField(max_length=64, blank=True)
    electorate_hash = models.CharField(max_length=64, blank=True)
    electorate_count = models.IntegerField(null=True)
    quorum_needed = models.IntegerField(null=True)
    # At a meeting that is held here: open while its ballot is, and counted there.
    ballot_at = models.DateTimeField(null=True)
    by_hands = models.BooleanField(default=False)
    present = models.IntegerField(null=True)
    # Counted by the database when the vote closes.
    closed_at = models.DateTimeField(null=True)
    votes_for = models.IntegerField(null=True)
    votes_against = models.IntegerField(null=True)
    votes_abstained = models.IntegerField(null=True)
    # What became of it.
    confirmed_at = models.DateTimeField(null=True)
    registered_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=12, blank=True)
    mandate = models.ForeignKey(Mandate, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(fields=["society", "number"], name="resolution_number_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=ResolutionKind.values), name="resolution_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="resolution_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", number__isnull=True)
                | models.Q(state="withdrawn")
                | models.Q(
                    number__isnull=False,
                    notice_given_at__isnull=False,
                    opens_at__lt=models.F("closes_at"),
                    enact_after__gte=models.F("closes_at"),
                    electorate_count__gt=0,
                    quorum_needed__gt=0,
                    numerator__gt=0,
                    denominator__gt=0,
                    more_than__isnull=False,
                ),
                name="resolution_noticed_with_its_terms",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["draft", "noticed", "open", "withdrawn"],
                    closed_at__isnull=True,
                    votes_for__isnull=True,
                )
                | models.Q(
                    models.Q(closed_at__gte=models.F("closes_at"))
                    | models.Q(present__isnull=False, closed_at__gte=models.F("opens_at")),
                    state__in=["carried", "lost", "waiting", "enacted", "lapsed"],
                    votes_for__gte=0,
                    votes_against__gte=0,
                    votes_abstained__gte=0,
                ),
                name="resolution_counted_at_its_close",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="confirmation", confirms__isnull=False)
                | (~models.Q(kind="confirmation") & models.Q(confirms__isnull=True)),
                name="confirmation_confirms_something",
            ),
            models.UniqueConstraint(
                fields=["society", "confirms"],
                condition=models.Q(state__in=["noticed", "open"]),
                name="confirmed_by_one_vote_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(confirm_by__isnull=True, confirmed_at__isnull=True)
                | models.Q(confirm_by__gte=models.F("confirm_from")),
                name="confirmed_where_the_law_asks",
            ),
            models.CheckConstraint(
                condition=models.Q(state="enacted", mandate__isnull=False)
                | (~models.Q(state="enacted") & models.Q(mandate__isnull=True)),
                name="resolution_enacted_with_a_mandate",
            ),
        ]
        indexes = [
            models.Index(
                fields=["society", "closes_at"],
                condition=models.Q(state__in=["noticed", "open", "waiting"]),
                name="resolutions_due",
            ),
            models.Index(fields=["society", "-drafted_at"], name="resolutions_latest"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_draft(self) -> bool:
        """True while its words may still change."""
        return self.state == State.DRAFT

    @property
    def is_counted(self) -> bool:
        """True once the votes were counted: the result may be shown."""
        return self.votes_for is not None

    @property
    def was_carried(self) -> bool:
        """True when the members said yes, whatever became of it afterwards."""
        return self.state in (State.CARRIED, State.WAITING, State.ENACTED, State.LAPSED)

    @property
    def turnout(self) -> int:
        """How many members took part, once counted."""
        return (self.votes_for or 0) + (self.votes_against or 0) + (self.votes_abstained or 0)

    @property
    def quorum_was_reached(self) -> bool:
        """True when enough members took part, once counted."""
        if self.present is not None:  # nothing is counted at a meeting that has no quorum
            return True
        return self.quorum_needed is not None and self.turnout >= self.quorum_needed

    @property
    def threshold(self) -> Threshold:
        """What it needs, frozen with the notice."""
        return Threshold(
            self.numerator or 1,
            self.denominator or 1,
            more_than=bool(self.more_than),
            of_all=self.of_all,
        )

    @property
    def enough_voted(self) -> bool:
        """True when as many voted for or against as the law asks, once counted."""
        return (self.votes_for or 0) + (self.votes_against or 0) >= self.turnout_needed

    @property
    def waits_for_second_meeting(self) -> bool:
        """True while it was carried and a second meeting has not confirmed it."""
        return (
            self.state == State.WAITING
            and self.confirm_by is not None
            and self.confirmed_at is None
        )

    @property
    def waits_for_registration(self) -> bool:
        """True while nothing but the registrar keeps it from having effect, save its waiting period."""
        return (
            self.state == State.WAITING
            and self.needs_registration
            and self.registered_on is None
            and not self.waits_for_second_meeting
        )

    def is_open_at(self, at: datetime) -> bool:
        """True from the opening moment until, but not at, the closing moment; at a meeting, while its ballot is open."""
        if self.ballot_at is not None:
            return not self.is_counted
        if self.meeting is not None and self.meeting.state in IN_THE_ROOM:
            return False
        return (
            self.state in (State.NOTICED, State.OPEN)
            and self.opens_at is not None
            and self.closes_at is not None
            and self.opens_at <= at < self.closes_at
        )


class RuleChange(SocietyOwned):
    """A rule that the resolution would set, from the value it had at the notice to the new one."""

    access: ClassVar[Access] = "full"  # while the resolution is a draft: sql/10_drafts.sql
    updatable: ClassVar[tuple[str, ...]] = ("new_value",)
    same_society: ClassVar[tuple[str, ...]] = ("resolution",)

    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="changes", db_index=False
    )
    key = models.CharField(max_length=80)
    old_value = models.BigIntegerField(null=True)
    new_value = models.BigIntegerField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "resolution", "key"], name="rule_changed_once_by_a_resolution"
            ),
            models.CheckConstraint(
                condition=models.Q(old_value__isnull=True)
                | ~models.Q(old_value=models.F("new_value")),
                name="rule_change_changes_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.old_value} -> {self.new_value}"


class CatalogueCall(SocietyOwned):
    """A verb of the catalogue that the resolution would have done, with the arguments it would be given."""

    access: ClassVar[Access] = "full"  # while the resolution is a draft: sql/10_drafts.sql
    updatable: ClassVar[tuple[str, ...]] = ("position",)
    same_society: ClassVar[tuple[str, ...]] = ("resolution",)

    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="calls", db_index=False
    )
    position = models.IntegerField()
    verb = models.CharField(max_length=100)
    arguments = models.TextField()  # canonical JSON, as text, so that its digest can be made again
    digest = models.CharField(
        max_length=64, blank=True
    )  # the database's: sha256 of verb and arguments

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "resolution", "position"], name="call_position_once"
            ),
        ]

    def __str__(self) -> str:
        return self.verb

    @property
    def given(self) -> dict[str, Any]:
        """The arguments, read."""
        read: dict[str, Any] = json.loads(self.arguments)
        return read


class Supporter(SocietyOwned):
    """A member stands behind a draft, so that it goes to the vote."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("resolution", "member")

    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="supporters", db_index=False
    )
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "resolution", "member"], name="supporter_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} supports {self.resolution_id}"


class Elector(SocietyOwned):
    """A member who may vote on the resolution: the register of members as it was at the notice."""

    # No index on single foreign keys here and below: the unique keys begin with them, and nothing is ever deleted.

    access: ClassVar[Access] = "read_only"  # written by governance_give_notice() alone
    same_society: ClassVar[tuple[str, ...]] = ("resolution", "member")

    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="electors", db_index=False
    )
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    class_code = models.CharField(max_length=12)  # as what they were a member that day

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "resolution", "member"], name="elector_once"
            ),
        ]

    def __str__(self) -> str:
        return f"elector {self.member_id} of {self.resolution_id}"


class Service(SocietyOwned):
    """Notice of the resolution went to an elector: proof that everybody was told, and in which way."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("resolution", "elector")

    class Way(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        POST = "post", _("by post or by hand")

    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="services", db_index=False
    )
    elector = models.ForeignKey(Elector, on_delete=models.PROTECT, related_name="+", db_index=False)
    way = models.CharField(max_length=5, choices=Way)
    sent_at = models.DateTimeField()

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "resolution", "elector"], name="notice_served_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way} to {self.elector_id}"


class Reminder(SocietyOwned):
    """An elector who had not voted was told that the vote closes soon: once, whatever they do then."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("resolution", "elector")

    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="reminders", db_index=False
    )
    elector = models.ForeignKey(Elector, on_delete=models.PROTECT, related_name="+", db_index=False)
    sent_at = models.DateTimeField()  # the database's moment, whatever is asked for

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "resolution", "elector"], name="reminded_once"
            ),
        ]

    def __str__(self) -> str:
        return f"reminder to {self.elector_id}"


class Vote(SocietyOwned):
    """An elector's vote. The last one counts: until the close a hand may be lowered or raised again.

    Votes are versions and not edits, so that each device sees what it replaces, and the count can be made
    again from rows that never change.
    """

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("resolution", "elector", "holder")

    class Choice(models.TextChoices):
        FOR = "for", _("For")
        AGAINST = "against", _("Against")
        ABSTAIN = "abstain", _("Abstain")

    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="votes", db_index=False
    )
    elector = models.ForeignKey(
        Elector, on_delete=models.PROTECT, related_name="votes", db_index=False
    )
    version = models.IntegerField(default=1)
    choice = models.CharField(max_length=8, choices=Choice)
    # Who cast it for them, at a meeting; sql/30_room.sql of coop/meetings says when. Their own vote wins.
    holder = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    cast_at = models.DateTimeField()  # the database's moment, whatever is asked for

    class Meta(SocietyOwned.Meta):
        constraints = [
            *SocietyOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["society", "resolution", "elector", "version"], name="vote_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(choice__in=["for", "against", "abstain"]),
                name="vote_choice_is_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["society", "resolution"],
                condition=models.Q(version=1),
                name="votes_of_each_elector",
            )
        ]

    def __str__(self) -> str:
        return f"vote {self.version} of {self.elector_id}"


class Attempt(SocietyOwned):
    """A carried resolution could not be carried out, for the reason its verb gave."""

    access: ClassVar[Access] = "append_only"
    same_society: ClassVar[tuple[str, ...]] = ("resolution",)

    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="attempts", db_index=False
    )
    at = models.DateTimeField()
    refusal = models.CharField(max_length=80)  # the name of the refusal, not a person's words
    verb = models.CharField(max_length=100, blank=True)

    class Meta(SocietyOwned.Meta):
        constraints = [*SocietyOwned.Meta.constraints]
        indexes = [models.Index(fields=["society", "resolution", "id"], name="attempts_in_order")]

    def __str__(self) -> str:
        return f"{self.refusal} at {self.at}"
