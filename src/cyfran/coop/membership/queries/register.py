"""Reads about members: who they are, who they were, who may vote, and what a person is to a society."""

from datetime import datetime

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from cyfran.coop.membership.models import Application, ClassHolding, Member, MemberClass
from cyfran.kernel.database import planned_rows
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.time import society_day

OWNERS = "SELECT count(*) FROM membership_member WHERE society_id = %s AND ceased_on IS NULL"


def member_for(society: Society, person_id: int | None) -> Member | None:
    """The person's current membership, with `class_code`; None for everybody else."""
    if person_id is None:
        return None
    return current_members(society).filter(party__person_id=person_id).first()


def is_member(party: Party) -> bool:
    """True while the party is in the register and has not ceased."""
    return Member.objects.filter(
        society=party.society_id, party=party, ceased_on__isnull=True
    ).exists()


def current_members(society: Society) -> "QuerySet[Member]":
    """The members there are now, each with `class_code`, `member.party` at hand; in no order."""
    return (
        Member.objects.filter(society=society, ceased_on__isnull=True)
        .select_related("party")
        .annotate(class_code=Subquery(_OPEN_HOLDING.values("member_class__code")[:1]))  # type: ignore[no-redef]
    )


_OPEN_HOLDING = ClassHolding.objects.filter(member=OuterRef("pk"), until_on__isnull=True)


def electorate(society: Society, at: datetime) -> "QuerySet[Member]":
    """Everybody who is a member on that day of the society, each once, with `class_code`.

    The database function `membership_electorate(society, day)` says the same to SQL.
    """
    day = society_day(society, at)
    return Member.objects.filter(
        Q(ceased_on__isnull=True) | Q(ceased_on__gt=day),
        Q(holdings__until_on__isnull=True) | Q(holdings__until_on__gt=day),
        society=society,
        joined_on__lte=day,
        holdings__from_on__lte=day,
    ).annotate(class_code=F("holdings__member_class__code"))  # type: ignore[no-redef]


def register_of(society: Society) -> "QuerySet[Member]":
    """Every line of the register of members, those who have ceased too, in the order of the numbers.

    Each with its party at hand and with `class_name`, the latest class held (CCBSA 2014 s.30).
    """
    latest = ClassHolding.objects.filter(member=OuterRef("pk")).order_by("-from_on", "-pk")
    return (
        Member.objects.filter(society=society)
        .select_related("party")
        .annotate(class_name=Subquery(latest.values("member_class__name")[:1]))  # type: ignore[no-redef]
        .order_by("number")
    )


def latest_membership(society: Society, person_id: int | None) -> Member | None:
    """The person's latest line of the register, ceased or not, as `register_of` reads it."""
    if person_id is None:
        return None
    return register_of(society).filter(party__person_id=person_id).order_by("-number").first()


def members_in_order(society: Society) -> "QuerySet[Member]":
    """The members there are now, in the order of a Welsh dictionary, each with `class_name`."""
    return (
        register_of(society)
        .filter(ceased_on__isnull=True)
        .order_by("party__sort_key", "party__name", "number")
    )


def holdings_of(member: Member) -> "QuerySet[ClassHolding]":
    """What the member has been, the latest first."""
    return (
        ClassHolding.objects.filter(member=member)
        .select_related("member_class")
        .order_by("-from_on", "-pk")
    )


def members_count(society: Society) -> int:
    """How many members the society has now: one count over an index of the current ones."""
    count: int = planned_rows(OWNERS, [society.pk])[0][0]
    return count


def classes_of(society: Society) -> "QuerySet[MemberClass]":
    """The kinds of member the society has, in the order of their codes."""
    return MemberClass.objects.filter(society=society).order_by("code")


def members_by_class(society: Society) -> list[tuple[MemberClass, int]]:
    """Each class with how many current members it has."""
    return [
        (one, one.count)
        for one in classes_of(society).annotate(
            count=Count("holdings", filter=Q(holdings__until_on__isnull=True))
        )
    ]


def open_applications(society: Society) -> "QuerySet[Application]":
    """What waits for the board or for a joining share, the longest waiting first."""
    return (
        Application.objects.filter(society=society, state__in=["pending", "admitted"])
        .select_related("applicant", "member_class")
        .order_by("applied_at", "pk")
    )


def application_of(society: Society, person_id: int | None) -> Application | None:
    """The person's latest application, whatever became of it."""
    if person_id is None:
        return None
    return (
        Application.objects.filter(society=society, applicant__person_id=person_id)
        .select_related("applicant", "member_class")
        .order_by("-applied_at", "-pk")
        .first()
    )
