"""What goes by itself, and when, and what has gone; what people ask; what went wrong."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from cyfran.kernel.actions import catalogue
from cyfran.kernel.holdings import STILL, Term, Text, months_later, terms
from cyfran.kernel.privacy.models import Breach, Request, Step
from cyfran.kernel.record.models import RecordEntry
from cyfran.kernel.societies.models import Mandate, Society

JOB = "privacy.terms"
SOON = 3  # months


@dataclass(frozen=True)
class Due:
    """One term: how many are past it and still there, how many will be soon, and when the next one is."""

    term: Term
    over: int
    soon: int
    next_at: datetime | None


@dataclass(frozen=True)
class Gone:
    """So many of one sort went on one day."""

    on: date
    what: Text
    count: int


def due(society: Society, at: datetime) -> list[Due]:
    """Each term with what is next under it."""
    found = []
    for term in terms():
        past = Q(**{f"{term.moment}__lt": months_later(at, -term.months)})
        near = Q(**{f"{term.moment}__lt": months_later(at, SOON - term.months)})
        told = term.kept(society.pk).aggregate(
            over=Count("pk", filter=past),
            soon=Count("pk", filter=near & ~past),
            oldest=Min(term.moment, filter=~past),
        )
        oldest = told["oldest"] if told["oldest"] != STILL else None
        found.append(
            Due(
                term,
                told["over"],
                told["soon"],
                months_later(oldest, term.months) if oldest else None,
            )
        )
    return found


def gone(society: Society, most: int) -> list[Gone]:
    """What the job removed, by day and verb, the latest first, as the record tells it."""
    mandates = Mandate.objects.filter(society=society, kind=Mandate.Kind.JOB, reference=JOB)
    counted = (
        RecordEntry.objects.filter(society=society, mandate_id__in=mandates.values("pk"))
        .annotate(on=TruncDate("at"))
        .values("on", "verb")
        .annotate(count=Count("pk"))
        .order_by("-on", "verb")
    )
    return [Gone(row["on"], catalogue[row["verb"]].label, row["count"]) for row in counted[:most]]


def requests_of(society: Society, person_id: int) -> QuerySet[Request]:
    """What the person asked, the latest first."""
    return Request.objects.filter(society=society, person_id=person_id).order_by("-at")


def open_requests(society: Society) -> QuerySet[Request]:
    """What is not answered yet, the most urgent first."""
    return Request.objects.filter(society=society, answered_at=None).order_by("due_on", "pk")


def answered_requests(society: Society) -> QuerySet[Request]:
    """What was answered, the latest first."""
    answered = Request.objects.filter(society=society, answered_at__isnull=False)
    return answered.order_by("-answered_at", "-pk")


def breaches_of(society: Society) -> QuerySet[Breach]:
    """The log, the latest first, each with whether the Commissioner was told or need not be, and whether it is over."""
    ended = Step.objects.filter(breach=OuterRef("pk"), kind=Step.Kind.CLOSED)
    return (
        Breach.objects.filter(society=society)
        .annotate(is_settled=Exists(_settling()), is_closed=Exists(ended))
        .order_by("-number")
    )


def clocks_running(society: Society) -> QuerySet[Breach]:
    """Those of which the Commissioner must know, unless nobody is at risk; the most urgent first."""
    return breaches_of(society).filter(~Exists(_settling())).order_by("noticed_at")


def _settling() -> QuerySet[Step]:
    return Step.objects.filter(
        breach=OuterRef("pk"), kind__in=[Step.Kind.COMMISSIONER, Step.Kind.NO_RISK]
    )
