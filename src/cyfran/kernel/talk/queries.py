"""Reads of what was said: threads, the latest of them, where members stand, and what is news to somebody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.talk.models import Contribution, Following, Leaning

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Thread:
    """Everything about one subject: how much, and when last."""

    about: str
    count: int
    last_at: datetime


@dataclass(frozen=True)
class News:
    """What somebody who follows a subject has not been told of: how much, and the last of it."""

    following: Following
    count: int
    last: int


def threads(society: Society) -> QuerySet[Any, Any]:
    """What is talked about, the latest first; as dictionaries of Thread's fields."""
    found: QuerySet[Any, Any] = (
        Contribution.objects.filter(society=society)
        .values("about")
        .annotate(count=Count("pk"), last_at=Max("at"))
        .order_by("-last_at", "about")
    )
    return found


def said_about(society: Society, about: str) -> QuerySet[Contribution]:
    """What was said about it, in order."""
    return (
        Contribution.objects.filter(society=society, about=about)
        .select_related("author")
        .order_by("pk")
    )


def last_said(society: Society | int, about: str) -> int:
    """The id of the last contribution about it; 0 where nothing was said."""
    society_id = society if isinstance(society, int) else society.pk
    found = Contribution.objects.filter(society=society_id, about=about).aggregate(last=Max("pk"))
    return found["last"] or 0


def standing(society: Society, about: str) -> dict[str, int]:
    """How many stand where, for every choice."""
    counted = (
        Leaning.objects.filter(society=society, about=about)
        .values("leaning")
        .annotate(count=Count("pk"))
    )
    found = {row["leaning"]: row["count"] for row in counted}
    return {choice: found.get(choice, 0) for choice in Leaning.Choice.values}


def leaning_of(party: Party | None, about: str) -> str:
    """Where this member stands; "" where they have not said."""
    if party is None:
        return ""
    found = Leaning.objects.filter(society_id=party.society_id, party=party, about=about).first()
    return found.leaning if found else ""


def is_followed(party: Party | None, about: str) -> bool:
    """True while they have letters about it."""
    return (
        party is not None
        and Following.objects.filter(society_id=party.society_id, party=party, about=about).exists()
    )


def due_for_news(society: Society, at: datetime) -> QuerySet[Party]:
    """Whoever follows something in which others said something, and had no letter about it for a day."""
    followed = Following.objects.filter(
        Exists(_new_to(OuterRef)),
        society=society,
        party=OuterRef("pk"),
        told_at__lte=at - A_DAY,
    )
    return Party.objects.filter(Exists(followed), society=society).exclude(email="").order_by("pk")


def news_for(party: Party) -> Sequence[News]:
    """What others said about everything they follow, and they were not told of."""
    found = []
    for following in Following.objects.filter(society_id=party.society_id, party=party):
        new = _new_to(partial(getattr, following))
        counted = new.aggregate(count=Count("pk"), last=Max("pk"))
        if counted["count"]:
            found.append(News(following, counted["count"], counted["last"]))
    return found


def _new_to(of_following: Callable[[str], Any]) -> QuerySet[Contribution]:
    """What others have said since; `of_following` answers a column of the following by its name."""
    return Contribution.objects.filter(
        society_id=of_following("society_id"),
        about=of_following("about"),
        pk__gt=of_following("told_through"),
        gone_at=None,
        hidden_at=None,
    ).exclude(author_id=of_following("party_id"))
