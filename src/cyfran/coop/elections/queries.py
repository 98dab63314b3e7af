"""Reads about elections: what is going on, who stands, whose paper it is, what the log holds."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from cyfran.coop.elections.models import (
    Election,
    Head,
    Leaf,
    Nomination,
    Opening,
    Paper,
    PaperBallot,
    Retirement,
    Returned,
    Roll,
    Seat,
    State,
    Teller,
    Told,
)
from cyfran.coop.membership.models import Member
from cyfran.kernel.societies.models import Appointment, Office, Party, Society
from cyfran.kernel.societies.rulebook import rules as rulebook
from cyfran.kernel.time import clear_days_after, moment_on, society_day

ONGOING = (State.CALLED, State.CONTESTED, State.CLOSED)
EVENING = 19  # the hour that the form offers for closing
DAYS_OF_VOTING = 9  # long enough to hold two weekends


def elections_of(society: Society) -> "QuerySet[Election]":
    """The elections that were called, the latest first."""
    return (
        Election.objects.filter(society=society, number__isnull=False)
        .select_related("society", "returning_officer")
        .order_by("-number")
    )


def election_numbered(society: Society, number: int) -> Election | None:
    """The election of that number."""
    return elections_of(society).filter(number=number).first()


def on_roll(election: Election, person_id: int | None) -> Roll | None:
    """The person's line on the roll, with `member` and its party at hand; None for everybody else."""
    if person_id is None:
        return None
    return (
        Roll.objects.filter(
            society_id=election.society_id, election=election, member__party__person_id=person_id
        )
        .select_related("member__party")
        .order_by("-pk")
        .first()
    )


def paper_of(line: Roll) -> Paper | None:
    """The voting paper that the member has; None where they never had one, or gave it back."""
    papers = Paper.objects.filter(
        society_id=line.society_id, election_id=line.election_id, on_roll=line
    )
    returned = Returned.objects.filter(
        society_id=line.society_id, election_id=line.election_id, on_roll=line
    ).count()
    return papers.filter(serial=returned + 1).first()


def returned_count(election: Election) -> int:
    """How many papers were given back unused."""
    return Returned.objects.filter(society_id=election.society_id, election=election).count()


def tellers_of(election: Election) -> list[Teller]:
    """The tellers, in the order of names."""
    return list(
        Teller.objects.filter(society_id=election.society_id, election=election)
        .select_related("party")
        .order_by("party__sort_key")
    )


def teller_for(election: Election, person_id: int | None) -> Teller | None:
    """The person as a teller of this election."""
    return (
        next((one for one in tellers_of(election) if one.party.person_id == person_id), None)
        if person_id
        else None
    )


def paper_ballots_of(election: Election) -> list[PaperBallot]:
    """What tellers have entered, by number."""
    return list(
        PaperBallot.objects.filter(society_id=election.society_id, election=election)
        .select_related("entered_by__party", "confirmed_by__party")
        .order_by("number")
    )


def paper_ballot_numbered(election: Election, number: int) -> PaperBallot | None:
    """The entry of that number."""
    return PaperBallot.objects.filter(
        society_id=election.society_id, election=election, number=number
    ).first()


def line_numbered(election: Election, number: int) -> Roll | None:
    """The member of that number on the roll."""
    return Roll.objects.filter(
        society_id=election.society_id, election=election, member__number=number
    ).first()


def papers_by_way(election: Election) -> dict[str, int]:
    """How many papers were given, in which way."""
    found = dict.fromkeys(Paper.Way.values, 0)
    for way in Paper.objects.filter(society_id=election.society_id, election=election).values_list(
        "way", flat=True
    ):
        found[way] += 1
    return found


def to_vote_in(society: Society, member: Member | None, at: datetime) -> "QuerySet[Election]":
    """Where voting is open and the member has not had their paper yet, the soonest to close first."""
    if member is None:
        return Election.objects.none()
    line = Roll.objects.filter(society=society, election=OuterRef("pk"), member=member)
    had = Paper.objects.filter(society=society, election=OuterRef("pk"), on_roll__member=member)
    return (
        elections_of(society)
        .filter(Exists(line), ~Exists(had), state=State.CONTESTED)
        .filter(opens_at__lte=at, closes_at__gt=at)
        .order_by("closes_at", "number")
    )


def to_answer(society: Society, party: Party | None, at: datetime) -> "QuerySet[Nomination]":
    """Nominations of this person that wait for their yes or no."""
    if party is None:
        return Nomination.objects.none()
    return Nomination.objects.filter(
        society=society,
        nominee=party,
        state=Nomination.State.PROPOSED,
        election__state=State.CALLED,
        election__nominations_close_at__gt=at,
    ).select_related("election", "nominator")


def nominations_of(election: Election) -> "QuerySet[Nomination]":
    """Everybody who was put forward, in the order of a Welsh dictionary, with their parties at hand."""
    return (
        Nomination.objects.filter(society_id=election.society_id, election=election)
        .select_related("nominee", "nominator", "photograph")
        .order_by("nominee__sort_key", "nominee__name", "pk")
    )


def nomination_of(election: Election, person_id: int | None) -> Nomination | None:
    """The person's own nomination."""
    if person_id is None:
        return None
    return nominations_of(election).filter(nominee__person_id=person_id).first()


def candidates_of(election: Election) -> list[Nomination]:
    """Who stands: before the ballot is fixed those who said yes, afterwards in ballot order."""
    standing = nominations_of(election).filter(state=Nomination.State.STANDING)
    if election.candidates is not None:
        standing = standing.filter(place__isnull=False).order_by("place")
    return list(standing)


def seats_filled(election: Election) -> list[Seat]:
    """Who was elected, in the order in which they were."""
    return list(
        Seat.objects.filter(society_id=election.society_id, election=election)
        .select_related("nomination__nominee")
        .order_by("pk")
    )


def retirements_of(election: Election) -> list[Retirement]:
    """Who retires when the election is declared, with their parties at hand."""
    return list(
        Retirement.objects.filter(society_id=election.society_id, election=election)
        .select_related("appointment__party")
        .order_by("appointment__party__sort_key")
    )


def leaves_of(election: Election) -> "QuerySet[Leaf]":
    """The log, in its order."""
    return Leaf.objects.filter(society_id=election.society_id, election=election).order_by("place")


def heads_of(election: Election) -> "QuerySet[Head]":
    """The heads of the log, the first first."""
    return Head.objects.filter(society_id=election.society_id, election=election).order_by("batch")


def openings_of(election: Election) -> "QuerySet[Opening]":
    """What the ballots say, by their places in the log."""
    return Opening.objects.filter(society_id=election.society_id, election=election).order_by(
        "place"
    )


def due(society: Society, at: datetime) -> "QuerySet[Election]":
    """Where nominations or voting are over by the clock and not yet in the books, the longest due first."""
    return (
        elections_of(society)
        .filter(
            Q(state=State.CALLED, nominations_close_at__lte=at)
            | Q(state=State.CONTESTED, closes_at__lte=at)
            | Q(state=State.CLOSED)
        )
        .order_by("closes_at", "number")
    )


def not_told(election: Election, what: str) -> "QuerySet[Roll]":
    """Who on the roll has not been told yet, with their parties at hand."""
    told = Told.objects.filter(
        society_id=election.society_id, election=election, what=what, on_roll=OuterRef("pk")
    )
    return (
        Roll.objects.filter(society_id=election.society_id, election=election)
        .filter(~Exists(told))
        .select_related("member__party")
        .order_by("pk")
    )


def board_now(society: Society, at: datetime) -> "QuerySet[Appointment]":
    """Who is on the board at that moment, with their parties and mandates at hand, in the order of names."""
    return (
        Appointment.objects.filter(society=society, office=Office.BOARD, starts_at__lte=at)
        .filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at))
        .select_related("party", "mandate")
        .order_by("party__sort_key", "pk")
    )


@dataclass(frozen=True)
class Times:
    """What an election called now would have: the rules as they stand, and the earliest lawful times."""

    nomination_days: int
    notice_days: int
    voting_days: int
    term_years: int
    nominations_close_at: datetime
    opens_at: datetime
    closes_at: datetime


def times_now(society: Society, at: datetime) -> Times:
    """The times the form offers; the database reads the rules again for itself."""
    read = rulebook(
        society,
        "elections.nomination_days",
        "governance.notice_days",
        "governance.voting_days",
        "elections.term_years",
    )
    nomination, notice, voting, years = (reading.value for reading in read.values())
    today = society_day(society, at)
    nominated = moment_on(society, today + timedelta(days=nomination), EVENING)
    first = max(
        clear_days_after(today, notice), society_day(society, nominated) + timedelta(days=1)
    )
    opens = moment_on(society, first, 9)
    last = moment_on(society, first + timedelta(days=max(voting, DAYS_OF_VOTING)), EVENING)
    return Times(nomination, notice, voting, years, nominated, opens, last)
