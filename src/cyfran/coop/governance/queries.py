"""Reads about decisions: what is open, what waits for a member, how a vote goes, and where notice would lead."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cyfran.coop.governance import rules
from cyfran.coop.governance.models import (
    IN_THE_ROOM,
    Attempt,
    Elector,
    Meeting,
    Reminder,
    Resolution,
    RuleChange,
    Service,
    State,
    Supporter,
    Vote,
)
from cyfran.coop.membership.models import Member
from cyfran.coop.membership.queries import electorate
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.rulebook import rules as rulebook
from cyfran.kernel.time import moment_on, society_day, start_of_day

DECIDED = (State.CARRIED, State.LOST, State.WAITING, State.ENACTED, State.LAPSED)
UNDER_NOTICE = (State.NOTICED, State.OPEN)
TRY_AGAIN_AFTER = timedelta(hours=6)
DAYS_OF_VOTING = 9  # what the notice form offers: long enough to hold two weekends
CLOSING_HOUR = 19


def resolutions_of(society: Society) -> "QuerySet[Resolution]":
    """Every resolution of the society, in no order."""
    return Resolution.objects.filter(society=society)


def to_vote_on(society: Society, member: Member | None, at: datetime) -> "QuerySet[Resolution]":
    """What the member may vote on now and has not, the soonest to close first."""
    if member is None:
        return Resolution.objects.none()
    own = Elector.objects.filter(society=society, resolution=OuterRef("pk"), member=member)
    cast = Vote.objects.filter(
        society=society, resolution=OuterRef("pk"), version=1, elector__member=member
    )
    return (
        resolutions_of(society)
        .filter(_by_the_clock(opens_at__lte=at, closes_at__gt=at) | Q(ballot_at__isnull=False))
        .filter(Exists(own), ~Exists(cast), state__in=UNDER_NOTICE)
        .order_by("closes_at", "number")
    )


def _by_the_clock(**times: datetime) -> Q:
    """What is not voted on in a meeting, with these times."""
    return Q(~Q(meeting__state__in=IN_THE_ROOM), ballot_at__isnull=True, **times)


def under_notice(society: Society) -> "QuerySet[Resolution]":
    """Notice is given and the votes are not counted, the soonest to close first."""
    return resolutions_of(society).filter(state__in=UNDER_NOTICE).order_by("closes_at", "number")


def drafts_seen_by(
    society: Society, person_id: int | None, *, every: bool
) -> "QuerySet[Resolution]":
    """Drafts: all of them for members, who may support them; nobody else's for the rest."""
    drafts = resolutions_of(society).filter(state=State.DRAFT).select_related("proposer")
    shown = drafts if every else drafts.filter(proposer__person_id=person_id or -1)
    return shown.order_by("-drafted_at")


def decided(
    society: Society,
    words: str = "",
    state: str = "",
    kind: str = "",
    year: str = "",
    *,
    public: bool = False,
) -> "QuerySet[Resolution]":
    """The register of decisions, the latest first; by words of title or text, a number, a state, a kind, the year it closed.

    `public`: only those that changed the rules, which are no secret.
    """
    found = resolutions_of(society).filter(state__in=DECIDED)
    if public:
        found = found.filter(
            Exists(RuleChange.objects.filter(society=society, resolution=OuterRef("pk")))
        )
    if state in DECIDED:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    if year:
        first = start_of_day(society, date(int(year), 1, 1))
        found = found.filter(
            closed_at__gte=first, closed_at__lt=start_of_day(society, date(int(year) + 1, 1, 1))
        )
    if words.strip().isdigit():
        found = found.filter(number=int(words.strip()))
    elif words.strip():
        like = words.strip()
        found = found.filter(
            Q(title__en__icontains=like)
            | Q(title__cy__icontains=like)
            | Q(text__en__icontains=like)
            | Q(text__cy__icontains=like)
        )
    return found.order_by("-closed_at", "-number")


def years_of_decisions(society: Society) -> list[int]:
    """The years in which votes were counted, the latest first."""
    closed = resolutions_of(society).filter(state__in=DECIDED)
    span = closed.aggregate(first=Min("closed_at"), last=Max("closed_at"))
    if span["first"] is None:
        return []
    first, last = (society_day(society, span[which]).year for which in ("first", "last"))
    return list(range(last, first - 1, -1))


def elector_for(resolution: Resolution, person_id: int | None) -> Elector | None:
    """The person as an elector of this resolution, with `member` at hand and `choice`: their vote as it stands."""
    if person_id is None or resolution.number is None:
        return None
    cast = Vote.objects.filter(
        society_id=resolution.society_id, resolution=resolution, elector=OuterRef("pk")
    )
    return (
        Elector.objects.filter(
            society_id=resolution.society_id,
            resolution=resolution,
            member__party__person_id=person_id,
        )
        .annotate(choice=Subquery(cast.order_by("-version").values("choice")[:1]))
        .select_related("member")
        .order_by("-pk")
        .first()
    )


def resolution_numbered(society: Society, number: int) -> Resolution | None:
    """The resolution of that number with `came`: how many electors have voted so far, and nothing of how."""
    votes = Vote.objects.filter(society=society, resolution=OuterRef("pk"), version=1)
    came = votes.order_by().values("resolution").annotate(count=Count("*")).values("count")
    return (
        resolutions_of(society)
        .filter(number=number)
        .select_related("society", "proposer", "seconder", "meeting", "confirms")
        .annotate(came=Coalesce(Subquery(came), 0))
        .first()
    )


def taken_part(resolution: Resolution) -> int:
    """How many electors have voted so far, as `resolution_numbered` found it; or how many hands were counted."""
    if resolution.by_hands:
        return resolution.turnout
    came: int = getattr(resolution, "came", resolution.turnout)
    return came


def supporters_of(resolution: Resolution) -> int:
    """How many members stand behind the draft."""
    return Supporter.objects.filter(society_id=resolution.society_id, resolution=resolution).count()


def last_attempt(resolution: Resolution) -> Attempt | None:
    """The last time that carrying it out was refused."""
    return (
        Attempt.objects.filter(society_id=resolution.society_id, resolution=resolution)
        .order_by("-pk")
        .first()
    )


def due(society: Society, at: datetime) -> "QuerySet[Resolution]":
    """What has fallen due: to be opened, closed or carried out, the longest due first."""
    tried = Attempt.objects.filter(
        society=society, resolution=OuterRef("pk"), at__gt=at - TRY_AGAIN_AFTER
    )
    confirming = Resolution.objects.filter(
        society=society, confirms=OuterRef("pk"), state__in=UNDER_NOTICE
    )
    return (
        resolutions_of(society)
        .filter(
            Q(state=State.NOTICED, opens_at__lte=at)
            | Q(_by_the_clock(closes_at__lte=at), state=State.OPEN)
            | (
                Q(state=State.WAITING, enact_after__lte=at)
                & (Q(needs_registration=False) | Q(registered_on__isnull=False))
                & (Q(confirm_by__isnull=True) | Q(confirmed_at__isnull=False))
                & ~Exists(tried)
            )
            | (
                Q(state=State.WAITING, confirm_by__lt=society_day(society, at))
                & Q(confirmed_at__isnull=True)
                & ~Exists(confirming)
            )
        )
        .order_by("closes_at", "number")
    )


def not_served(resolution: Resolution) -> "QuerySet[Elector]":
    """Electors who have not been told of the resolution yet, with their parties at hand."""
    served = Service.objects.filter(
        society_id=resolution.society_id, resolution=resolution, elector=OuterRef("pk")
    )
    return (
        Elector.objects.filter(society_id=resolution.society_id, resolution=resolution)
        .filter(~Exists(served))
        .select_related("member__party")
        .order_by("pk")
    )


def closing_soon(society: Society, at: datetime) -> list[Resolution]:
    """What members can vote on for a short time only, the soonest to close first."""
    soon = under_notice(society).filter(
        _by_the_clock(opens_at__lte=at, closes_at__gt=at, closes_at__lte=at + rules.REMINDED_BEFORE)
    )
    return [one for one in soon.select_related("society") if closes_soon(one, at)]


def closes_soon(resolution: Resolution, at: datetime) -> bool:
    """True while it can still be voted on, for a short time only."""
    opens, closes = resolution.opens_at, resolution.closes_at
    return opens is not None and closes is not None and rules.closes_soon(opens, closes, at)


def not_reminded(resolution: Resolution, at: datetime) -> "QuerySet[Elector]":
    """Electors who have not voted, can still, have an address, and were not reminded."""
    about = {
        "society_id": resolution.society_id,
        "resolution": resolution,
        "elector": OuterRef("pk"),
    }
    today = society_day(resolution.society, at)
    return (
        Elector.objects.filter(society_id=resolution.society_id, resolution=resolution)
        .filter(Q(member__ceased_on__isnull=True) | Q(member__ceased_on__gt=today))
        .filter(~Exists(Vote.objects.filter(**about)), ~Exists(Reminder.objects.filter(**about)))
        .exclude(member__party__email="")
        .select_related("member__party")
        .order_by("pk")
    )


def served_by_way(resolution: Resolution) -> dict[str, int]:
    """How many electors were told in which way."""
    counted = (
        Service.objects.filter(society_id=resolution.society_id, resolution=resolution)
        .values_list("way")
        .annotate(Count("pk"))
    )
    return dict(counted)


def to_be_told(resolution: Resolution) -> "QuerySet[Party]":
    """Those without an e-mail address: the secretary tells them by post or by hand."""
    by_hand = Service.objects.filter(
        society_id=resolution.society_id, resolution=resolution, way=Service.Way.POST
    ).values("elector__member__party")
    return Party.objects.filter(society_id=resolution.society_id, pk__in=by_hand).order_by(
        "sort_key"
    )


def meetings_of(society: Society) -> "QuerySet[Meeting]":
    """The general meetings, the latest first."""
    general = [Meeting.Kind.ANNUAL, Meeting.Kind.SPECIAL]
    return Meeting.objects.filter(society=society, kind__in=general).order_by("-held_at")


def next_meeting(society: Society, at: datetime) -> Meeting | None:
    """The general meeting that comes next or is under way, if there is one."""
    ahead = Q(state__in=[Meeting.State.CALLED, Meeting.State.NOTICED], held_at__gte=at)
    under_way = Q(state__in=[Meeting.State.OPEN, Meeting.State.ADJOURNED])
    return meetings_of(society).filter(ahead | under_way).order_by("held_at").first()


def meetings_ahead(society: Society, at: datetime) -> "QuerySet[Meeting]":
    """The general meetings that a resolution can still be put to, the soonest first."""
    states = [Meeting.State.CALLED, Meeting.State.NOTICED]
    return meetings_of(society).filter(held_at__gt=at, state__in=states).order_by("held_at")


def meetings_to_confirm(resolution: Resolution, at: datetime) -> "QuerySet[Meeting]":
    """The meetings still to come that could confirm what the resolution carried, the soonest first."""
    first, last, society = resolution.confirm_from, resolution.confirm_by, resolution.society
    if first is None or last is None:
        return Meeting.objects.none()
    return (
        meetings_ahead(society, at)
        .filter(
            held_at__gte=start_of_day(society, first),
            held_at__lt=start_of_day(society, last + timedelta(days=1)),
        )
        .exclude(pk=resolution.meeting_id or 0)
        .order_by("held_at")
    )


def confirming(resolution: Resolution) -> Resolution | None:
    """The latest vote that notice was given of and that confirms the resolution, or was to."""
    return (
        Resolution.objects.filter(
            society_id=resolution.society_id, confirms=resolution, number__isnull=False
        )
        .order_by("-number")
        .first()
    )


@dataclass(frozen=True)
class Terms:
    """What would be frozen if notice were given now: for the page that asks, and for the draft."""

    notice_days: int
    waiting_days: int
    voting_days: int
    roll: int
    quorum: int
    supporters: int
    extraordinary_bp: int
    opens_at: datetime
    closes_at: datetime

    def threshold(self, kind: str) -> rules.Threshold:
        """What a resolution of that kind would need."""
        return rules.threshold_of(kind, self.extraordinary_bp)


def terms_now(society: Society, meeting: Meeting | None, at: datetime) -> Terms:
    """The terms as the rulebook and the register have them, with the earliest lawful times.

    The database reads them again for itself when notice is given.
    """
    read = rulebook(
        society,
        "governance.notice_days",
        "governance.waiting_days",
        "governance.voting_days",
        "governance.quorum_count",
        "governance.quorum_bp",
        "governance.extraordinary_bp",
        "governance.supporters",
    )
    value = {key.split(".")[1]: reading.value for key, reading in read.items()}
    roll = electorate(society, at).count()
    first = rules.earliest_opening(society_day(society, at), value["notice_days"])
    opens = max(at, start_of_day(society, first))
    last = society_day(society, opens) + timedelta(days=max(value["voting_days"], DAYS_OF_VOTING))
    closes = moment_on(society, last, CLOSING_HOUR)
    if meeting is not None and meeting.held_at >= opens:
        opens, closes = meeting.held_at, meeting.held_at + timedelta(hours=3)
    return Terms(
        value["notice_days"],
        value["waiting_days"],
        value["voting_days"],
        roll,
        rules.quorum_of(value["quorum_count"], value["quorum_bp"], roll),
        value["supporters"],
        value["extraordinary_bp"],
        opens,
        closes,
    )
