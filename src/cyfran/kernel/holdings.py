"""What is held about a person, declared in code by the app that holds it.

Each app says it in its `holdings.py`: every table of its own is either held about somebody, with whose its rows are, or is
said to be about nobody. The page "What you hold about me" and the person's own copy are made from this one list.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import DateTimeField, F, Model, Q, QuerySet, Subquery, TextChoices
from django.db.models.fields import BinaryField
from django.db.models.functions import Greatest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from cyfran.kernel.actions import Actor

Text = str | Promise
STILL = datetime(9000, 1, 1, tzinfo=UTC)  # the last moment of what has not ended


class LawfulBasis(TextChoices):
    """By what right: UK GDPR art. 6(1)."""

    CONTRACT = "b", _("For what they agreed with the co-op: UK GDPR art.6(1)(b)")
    LAW = "c", _("The law asks for it: UK GDPR art.6(1)(c)")
    INTERESTS = "f", _("The co-op’s own lawful interests: UK GDPR art.6(1)(f)")


class Whom(TextChoices):
    """Whose data it is."""

    MEMBERS = "members", _("Members, and those who were")
    APPLICANTS = "applicants", _("Whoever applies, or is invited")
    BUYERS = "buyers", _("Whoever buys")
    SELLERS = "sellers", _("Whoever sells")
    OFFICERS = "officers", _("Officers")
    VISITORS = "visitors", _("Visitors")
    SIGNED_IN = "signed_in", _("Whoever signs in")


class Seen(TextChoices):
    """Who receives it, besides the person."""

    OFFICERS = "officers", _("Those officers of the co-op whose work it is")
    MEMBERS = "members", _("Members of the co-op")
    ANYONE = "anyone", _("Anybody, where the person chose so or the law says so")
    BANK = "bank", _("The co-op’s bank")
    SELLERS = "sellers", _("Whoever packs and hands over the order")
    NOBODY = "nobody", _("Nobody else")


@dataclass(frozen=True)
class Whose:
    """The person who asks, and who they are to one society (none for what the installation holds)."""

    person_id: int
    party_id: int | None = None
    addresses: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Table:
    """One table: whose its rows are, which columns nobody is given, such as secrets, and which outlive an erasure."""

    model: str  # "payments.Receipt"
    theirs: Callable[[Whose], Q]
    name: Text
    secret: tuple[str, ...] = ()
    stays: tuple[
        str, ...
    ] = ()  # texts that an erasure leaves, being the co-op's own or codes of ours

    def rows(self, whose: Whose) -> QuerySet[Any]:
        """That person's rows, the latest first; in a society's transaction, of that society alone."""
        model = apps.get_model(self.model)
        rows: QuerySet[Any] = model._default_manager.filter(self.theirs(whose))
        return rows.distinct().order_by("-pk")

    def given(self, row: Model) -> dict[str, Any]:
        """Everything the row says, by the names of its columns."""
        return {
            field.attname: field.value_from_object(row)
            for field in row._meta.concrete_fields
            if field.name not in self.secret and not isinstance(field, BinaryField)
        }


@dataclass(frozen=True)
class Term:
    """How long one sort of thing is kept, counted from when, by what duty; and the verb that ends it.

    `kept` finds what is still there in a society (by its id), with the moment from which it counts as a column;
    `end` calls one action on one of these.
    """

    key: str
    name: Text
    months: int
    length: Text  # "%(months)s months after …"
    duty: Text
    kept: Callable[[int], QuerySet[Any]]
    moment: str
    end: Callable[["Actor", Any, datetime], Any]

    def __str__(self) -> str:
        return str(self.length) % {"months": self.months}

    def over(self, society_id: int, at: datetime) -> QuerySet[Any]:
        """What is past its time, the oldest first."""
        past = {f"{self.moment}__lt": months_later(at, -self.months)}
        return self.kept(society_id).filter(**past).order_by(self.moment, "pk")


def months_later(at: datetime, months: int) -> datetime:
    """The same day so many months later (or earlier), or the last of that month where it has no such day.

    >>> months_later(datetime(2026, 3, 31), -1)
    datetime.datetime(2026, 2, 28, 0, 0)
    """
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Holding:
    """One kind of thing that is held: why, from where, how long and by what duty, and where it is put right."""

    key: str
    name: Text
    source: Text
    kept: Text
    tables: tuple[Table, ...]
    change: str = ""  # the page where the person puts it right
    purpose: Text = ""
    basis: LawfulBasis = LawfulBasis.CONTRACT
    whom: tuple[Whom, ...] = ()
    seen: tuple[Seen, ...] = ()
    terms: tuple[Term, ...] = ()  # what goes by itself once its time is over
    of_installation: bool = False


@dataclass(frozen=True)
class Sighting:
    """Somebody saw what is sensitive: who, when, what and why."""

    who: str
    at: datetime
    why: str


holdings: dict[str, Holding] = {}
about_nobody: dict[str, str] = {}
_dealings: list[Callable[[], QuerySet[Any]]] = []
_sightings: list[Callable[[Whose], Iterator[Sighting]]] = []


def hold(holding: Holding) -> Holding:
    """The kind is declared: it is on the page, and in the person's own copy."""
    if holding.key in holdings:
        raise ValueError(f"{holding.key} is declared twice")
    holdings[holding.key] = holding
    return holding


def nobody_is_in(model: str, why: str) -> None:
    """The table says nothing about any one person, for that reason."""
    about_nobody[model] = why


def terms() -> list[Term]:
    """Every term there is, in the order in which apps declare them."""
    return [term for holding in holdings.values() for term in holding.terms]


def dealing(latest: Callable[[], QuerySet[Any]]) -> Callable[[], QuerySet[Any]]:
    """The function gives, of the party in `OuterRef("pk")`, when it last had to do with the society; STILL, if it has."""
    _dealings.append(latest)
    return latest


def with_last_dealing(parties: QuerySet[Any]) -> QuerySet[Any]:
    """The same parties with `last_dealing`, when they last had to do with the society in any way."""
    moments = [Subquery(latest(), output_field=DateTimeField()) for latest in _dealings]
    found: QuerySet[Any] = parties.annotate(last_dealing=Greatest(F("created_at"), *moments))
    return found


def seen_by(told: Callable[[Whose], Iterator[Sighting]]) -> Callable[[Whose], Iterator[Sighting]]:
    """The function tells who saw something sensitive of a person's."""
    _sightings.append(told)
    return told


def sightings_of(whose: Whose) -> list[Sighting]:
    """Who saw what is sensitive of theirs, the latest first."""
    found = [each for told in _sightings for each in told(whose)]
    return sorted(found, key=lambda each: each.at, reverse=True)
