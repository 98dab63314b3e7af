"""What is held about a person, declared in code by the app that holds it.

Each app says it in its `holdings.py`: every table of its own is either held about somebody, with whose its rows are, or is
said to be about nobody. The page "What you hold about me" and the person's own copy are made from this one list.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.db.models.fields import BinaryField
from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Whose:
    """The person who asks, and who they are to one society (none for what the installation holds)."""

    person_id: int
    party_id: int | None = None
    addresses: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Table:
    """One table: whose its rows are, and which columns nobody is given, such as secrets."""

    model: str  # "payments.Receipt"
    theirs: Callable[[Whose], Q]
    name: Text
    secret: tuple[str, ...] = ()

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
class Holding:
    """One kind of thing that is held: why, from where, how long and by what duty, and where it is put right."""

    key: str
    name: Text
    source: Text
    kept: Text
    tables: tuple[Table, ...]
    change: str = ""  # the page where the person puts it right
    of_installation: bool = False


@dataclass(frozen=True)
class Sighting:
    """Somebody saw what is sensitive: who, when, what and why."""

    who: str
    at: datetime
    why: str


holdings: dict[str, Holding] = {}
about_nobody: dict[str, str] = {}
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


def seen_by(told: Callable[[Whose], Iterator[Sighting]]) -> Callable[[Whose], Iterator[Sighting]]:
    """The function tells who saw something sensitive of a person's."""
    _sightings.append(told)
    return told


def sightings_of(whose: Whose) -> list[Sighting]:
    """Who saw what is sensitive of theirs, the latest first."""
    found = [each for told in _sightings for each in told(whose)]
    return sorted(found, key=lambda each: each.at, reverse=True)
