"""Reads about meetings: which there are, what is on the agenda, who is invited and who was told."""

from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings import rules
from cyfran.coop.meetings.models import (
    Correction,
    Duty,
    Invitee,
    Item,
    Minutes,
    Paper,
    Presence,
    Proxy,
    Question,
    Requisition,
    Service,
    Speech,
)
from cyfran.coop.membership.queries import current_members
from cyfran.kernel.actions import Actor
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.queries import holders_of
from cyfran.kernel.societies.rulebook import rules as rulebook
from cyfran.kernel.time import society_day

BOARD = ("board", "chair", "secretary", "treasurer")
TOLD = (Meeting.State.NOTICED, Meeting.State.ADJOURNED, Meeting.State.CANCELLED)


def every_meeting(society: Society) -> "QuerySet[Meeting]":
    """All meetings, general and others, the latest first."""
    return Meeting.objects.filter(society=society).order_by("-held_at", "-pk")


def under_way_for(society: Society, party: Party | None) -> "QuerySet[Meeting]":
    """The meetings that are under way and that the party is invited to, the soonest begun first."""
    if party is None:
        return Meeting.objects.none()
    invited = Invitee.objects.filter(society=society, party=party).values("meeting")
    return Meeting.objects.filter(
        society=society, state=Meeting.State.OPEN, pk__in=invited
    ).order_by("opened_at")


def agenda_of(meeting: Meeting) -> list[Item]:
    """The items in their order, each with `papers` and its resolution at hand."""
    papers = Paper.objects.select_related("file").order_by("pk")
    return list(
        Item.objects.filter(society_id=meeting.society_id, meeting=meeting)
        .select_related("resolution", "question")
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


def chairs(meeting: Meeting, actor: Actor) -> bool:
    """True for whoever chairs this meeting, and for the chair and the secretary of the society."""
    if {"chair", "secretary"} & actor.roles(meeting.society_id):
        return True
    return _duties(meeting, actor).filter(what=Duty.What.CHAIR).exists()


def counts_hands(meeting: Meeting, actor: Actor) -> bool:
    """True for whoever may count: who chairs, and the tellers."""
    return chairs(meeting, actor) or _duties(meeting, actor).exists()


def _duties(meeting: Meeting, actor: Actor) -> "QuerySet[Duty]":
    return Duty.objects.filter(
        society_id=meeting.society_id, meeting=meeting, party__person_id=actor.person_id or 0
    )


def duties_of(meeting: Meeting) -> "QuerySet[Duty]":
    """Who chairs and who counts."""
    return (
        Duty.objects.filter(society_id=meeting.society_id, meeting=meeting)
        .select_related("party")
        .order_by("what", "pk")
    )


def presences_of(meeting: Meeting) -> "QuerySet[Presence]":
    """Everybody who came, in the order of their names."""
    return (
        Presence.objects.filter(society_id=meeting.society_id, meeting=meeting)
        .select_related("invitee__party", "invitee__member")
        .order_by("invitee__party__sort_key", "pk")
    )


def here_now(meeting: Meeting) -> "QuerySet[Presence]":
    """Those who came and have not left."""
    return presences_of(meeting).filter(left_at__isnull=True)


def not_here(meeting: Meeting) -> "QuerySet[Invitee]":
    """Those invited who are not present, in the order of their names."""
    here = here_now(meeting).order_by().values("invitee")
    return (
        Invitee.objects.filter(society_id=meeting.society_id, meeting=meeting)
        .exclude(pk__in=here)
        .select_related("party")
        .order_by("party__sort_key", "pk")
    )


def is_present(invitee: Invitee | None) -> bool:
    """True while they are at the meeting."""
    return (
        invitee is not None
        and Presence.objects.filter(
            society_id=invitee.society_id, invitee=invitee, left_at__isnull=True
        ).exists()
    )


def current_item(meeting: Meeting) -> Item | None:
    """What the meeting is at, with its resolution at hand."""
    return (
        Item.objects.filter(
            society_id=meeting.society_id,
            meeting=meeting,
            began_at__isnull=False,
            ended_at__isnull=True,
        )
        .select_related("resolution", "meeting__society")
        .first()
    )


def question_on(item: Item | None) -> Question | None:
    """The question that was put on this item."""
    if item is None:
        return None
    return (
        Question.objects.filter(society_id=item.society_id, item=item)
        .select_related("meeting", "entered_by")
        .annotate(demanded=Count("demands"))
        .first()
    )


def speakers_of(meeting: Meeting) -> list[Speech]:
    """Who has the floor, then points of order, then the others in the order in which they asked."""
    waiting = Speech.objects.filter(
        society_id=meeting.society_id, meeting=meeting, ended_at__isnull=True
    ).select_related("invitee__party")
    return sorted(
        waiting, key=lambda one: (one.began_at is None, one.kind != Speech.Kind.ORDER, one.pk)
    )


def proxy_given(invitee: Invitee | None) -> Proxy | None:
    """Whom this member has named, if they have not taken it back."""
    if invitee is None:
        return None
    return (
        Proxy.objects.filter(society_id=invitee.society_id, giver=invitee, revoked_at__isnull=True)
        .select_related("holder__party", "meeting")
        .first()
    )


def proxies_held(invitee: Invitee | None) -> list[Proxy]:
    """For whom this member votes, in the order in which they were named."""
    if invitee is None:
        return []
    held = Proxy.objects.filter(
        society_id=invitee.society_id, holder=invitee, revoked_at__isnull=True
    )
    return list(
        held.select_related("giver__party", "meeting")
        .prefetch_related("instructions__resolution")
        .order_by("pk")
    )


def proxies_are_allowed(meeting: Meeting) -> bool:
    """True where the rules let members name one."""
    return (
        meeting.is_general
        and rulebook(meeting.society, "meetings.proxies_each")["meetings.proxies_each"].value > 0
    )


def minutes_of(meeting: Meeting) -> Minutes | None:
    """The minutes as they were last published."""
    return (
        Minutes.objects.filter(society_id=meeting.society_id, meeting=meeting)
        .select_related("meeting__society", "approved_by__meeting")
        .first()
    )


def corrections_of(minutes: Minutes | None) -> list[Correction]:
    """What those who attended would have them say, in the order in which it came."""
    if minutes is None:
        return []
    found = Correction.objects.filter(society_id=minutes.society_id, minutes=minutes)
    return list(found.select_related("invitee__party", "minutes").order_by("pk"))


def attended(meeting: Meeting, person_id: int | None) -> bool:
    """True for somebody who was there for a while."""
    return Presence.objects.filter(
        society_id=meeting.society_id,
        meeting=meeting,
        invitee__party__person_id=person_id or 0,
    ).exists()


def could_approve(minutes: Minutes) -> "QuerySet[Item]":
    """Items that a later meeting carried by hands since these minutes were published, the latest first."""
    return (
        Item.objects.filter(
            society_id=minutes.society_id,
            resolution__isnull=True,
            question__carried=True,
            question__decided_at__gte=minutes.published_at,
        )
        .exclude(meeting=minutes.meeting_id)
        .exclude(
            pk__in=Minutes.objects.filter(
                society_id=minutes.society_id, approved_by__isnull=False
            ).values("approved_by")
        )
        .select_related("meeting")
        .order_by("-question__decided_at")
    )
