"""Reads of years, their surplus, and each member's share of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import QuerySet, Sum

from cyfran.coop.surplus.closing import year_key
from cyfran.coop.surplus.models import Application, Share
from cyfran.kernel.ledger.chart import SURPLUS
from cyfran.kernel.ledger.models import Entry, Posting
from cyfran.kernel.societies.models import Society


@dataclass(frozen=True, slots=True)
class Year:
    """A closed year: the days after one closing and up to another."""

    after: date
    through: date


def closed_years(society: Society) -> list[date]:
    """The last days of the years that are closed, the latest first."""
    closings = Entry.objects.filter(society=society, kind="year_end", reverses=None)
    return list(closings.order_by("-effective_on").values_list("effective_on", flat=True))


def closed_year(society: Society, year_end: date) -> Year | None:
    """The year that ends that day, when it is closed."""
    ends = closed_years(society)
    if year_end not in ends:
        return None
    earlier = [day for day in ends if day < year_end]
    return Year(after=earlier[0] if earlier else _before_the_books(society), through=year_end)


def _before_the_books(society: Society) -> date:
    first = (
        Entry.objects.filter(society=society)
        .order_by("effective_on")
        .values_list("effective_on", flat=True)
        .first()
    )
    return (first or society.created_at.date()) - timedelta(days=1)


def surplus_of(society: Society, year_end: date) -> int:
    """What the year left over (a loss is below nought), as its closing entry says; minor units."""
    legs = Posting.objects.filter(
        society=society, entry__key=year_key(year_end), account__purpose=SURPLUS.purpose
    )
    return -(legs.aggregate(total=Sum("amount"))["total"] or 0)


def trade_of_all(society: Society, year: Year) -> int:
    """What all members of today traded in the year, by the books."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(trade), 0)::bigint FROM surplus_trade(%s, %s, %s)",
            [society.pk, year.after, year.through],
        )
        total: int = cursor.fetchone()[0]
        return total


def applications_of(society: Society) -> QuerySet[Application]:
    """Every surplus that was applied, the latest first."""
    return (
        Application.objects.filter(society=society).select_related("mandate").order_by("-year_end")
    )


def share_of_party(application: Application, party_id: int | None) -> Share | None:
    """What the party has of that surplus."""
    return (
        Share.objects.filter(application=application, party_id=party_id).first()
        if party_id
        else None
    )


def shares_of_party(society: Society, party_id: int) -> QuerySet[Share]:
    """Every share the party has had, the latest first."""
    return (
        Share.objects.filter(society=society, party=party_id)
        .select_related("application")
        .order_by("-pk")
    )
