"""Reads about meetings: which there are, what is on the agenda, who is invited and who was told."""

from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings import rules
from cyfran.coop.meetings.models import Invitee, Item, Paper, Requisition, Service
from cyfran.coop.membership.queries import current_members
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.queries import holders_of
from cyfran.kernel.societies.rulebook import rules as rulebook
from cyfran.kernel.time import society_day

BOARD = ("board", "chair", "secretary", "treasurer")
TOLD = (Meeting.State.NOTICED, Meeting.State.ADJOURNED, Meeting.State.CANCELLED)


def every_meeting(society: Society) -> "QuerySet[Meeting]":
    """All meetings, general and others, the latest first."""
    return Meeting.objects.filter(society=society).order_by("-held_at", "-pk")


def agenda_of(meeting: Meeting) -> list[Item]:
    """The items in their order, each with `papers` and its resolution at hand."""
    papers = Paper.objects.select_related("file").order_by("pk")
    return list(
        Item.objects.filter(society_id=meeting.society_id, meeting=meeting)
        .select_related("resolution")
        .prefetch_related(Prefetch("papers", papers))
        .order_by("position", "pk")
    )


def invitee_of(meeting: Meeting, person_id: int | None) -> Invitee | None:
    """The person's place on the list of those who may attend and vote."""
    if person_id is None:
        return None
    return Invitee.objects.filter(
        society_id=meeting.society_id, meeting=meeting, party__person_id=person_id
    ).first()


def may_be_told(meeting: Meeting) -> "QuerySet[Invitee]":
    """Those invited who have not been told of the notice that runs now, in the order of their names."""
    told = Service.objects.filter(
        society_id=meeting.society_id,
        meeting=meeting,
        invitee=OuterRef("pk"),
        round=meeting.notice_round,
    )
    return (
        Invitee.objects.filter(society_id=meeting.society_id, meeting=meeting)
        .filter(~Exists(told))
        .select_related("party")
        .order_by("party__sort_key", "pk")
    )


def to_be_written_to(meeting: Meeting) -> "QuerySet[Invitee]":
    """Those who have an e-mail address and were not told yet."""
    return may_be_told(meeting).exclude(party__email="")


def to_be_posted(meeting: Meeting) -> "QuerySet[Invitee]":
    """Those without an e-mail address who were not told yet: the secretary tells them."""
    return may_be_told(meeting).filter(party__email="")


def services_of(meeting: Meeting) -> "QuerySet[Service]":
    """The proof of service: who was told, how and when, notice by notice."""
    return (
        Service.objects.filter(society_id=meeting.society_id, meeting=meeting)
        .select_related("invitee__party", "invitee__member")
        .order_by("-round", "invitee__party__sort_key", "pk")
    )


def served_by_way(meeting: Meeting) -> dict[str, int]:
    """How many were told of the notice that runs, by way."""
    told = Service.objects.filter(
        society_id=meeting.society_id, meeting=meeting, round=meeting.notice_round
    )
    return dict(told.values_list("way").annotate(Count("pk")))


def to_be_announced(society: Society, at: datetime) -> "QuerySet[Meeting]":
    """Meetings of which somebody may still have to be told by e-mail."""
    return Meeting.objects.filter(
        society=society, state__in=TOLD, notice_round__gt=0, held_at__gt=at
    ).select_related("society")


def earliest_day(meeting: Meeting, at: datetime) -> date:
    """The first day on which the meeting can be held if notice of it is given now."""
    society = meeting.society
    key = "governance.notice_days" if meeting.is_general else "meetings.board_notice_days"
    days = (
        meeting.notice_days
        if meeting.notice_days is not None
        else rulebook(society, key)[key].value
    )
    by_post = _would_be_invited(meeting).filter(email="").exists()
    return rules.earliest_meeting(society_day(society, at), days, by_post=by_post)


def _would_be_invited(meeting: Meeting) -> "QuerySet[Party]":
    society_id = meeting.society_id
    if not meeting.is_prepared:
        invited = Invitee.objects.filter(society_id=society_id, meeting=meeting)
        return Party.objects.filter(society_id=society_id, pk__in=invited.values("party"))
    if meeting.kind == Meeting.Kind.BOARD:
        return holders_of(meeting.society, *BOARD)
    members = current_members(meeting.society).order_by().values("party")
    return Party.objects.filter(society_id=society_id, pk__in=members)


def requisitions_of(society: Society) -> "QuerySet[Requisition]":
    """What members ask meetings for, the latest first, each with `signed`: how many."""
    return (
        Requisition.objects.filter(society=society)
        .select_related("asked_by", "meeting")
        .annotate(signed=Count("signatures"))
        .order_by("-asked_at")
    )


def open_requisitions(society: Society) -> "QuerySet[Requisition]":
    """Those that no meeting has been called for."""
    return requisitions_of(society).filter(meeting__isnull=True)


def has_signed(requisition: Requisition, person_id: int | None) -> bool:
    """True when this person has asked for the meeting too."""
    return requisition.signatures.filter(
        Q(member__party__person_id=person_id or 0), society_id=requisition.society_id
    ).exists()


def board_has_until(requisition: Requisition) -> date | None:
    """The last day on which calling the meeting is the board's alone."""
    if requisition.reached_at is None:
        return None
    reached = society_day(requisition.society, requisition.reached_at)
    return date.fromordinal(reached.toordinal() + rules.DAYS_TO_CONVENE)
