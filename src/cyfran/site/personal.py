"""Everything that is held about one person, by kind: for the page, and for the copy that they take away."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model
from django.template.loader import render_to_string

from cyfran.kernel.actions import catalogue
from cyfran.kernel.database import society_transaction
from cyfran.kernel.holdings import Holding, Sighting, Table, Whose, holdings, sightings_of
from cyfran.kernel.languages import Bilingual, active_language
from cyfran.kernel.money import format_money
from cyfran.kernel.people.models import Person
from cyfran.kernel.people.queries import addresses_of
from cyfran.kernel.societies.addresses import page_url, society_url
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.queries import party_of, societies_of
from cyfran.kernel.ui.days import day_with_year

MONEY = {
    "amount", "applied", "commission", "credited", "net", "net_price", "price", "received", "suspended", "tax", "trade",
}  # fmt: skip
# Columns that only machines read; the copy in JSON has them.
CODES = (
    "_code", "code", "currency", "digest", "facts", "hash", "key", "language", "media_type", "number", "owner", "purpose",
    "root", "rules", "seed", "sha256", "sort_en", "sort_cy", "_kind",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One table's rows of the person: how many there are, and those that are shown."""

    table: Table
    count: int
    rows: list[Any]

    def lines(self) -> list[str]:
        """Each row as a person reads it."""
        return [line for row in self.rows if (line := in_words(row, self.table))]

    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Kind:
    """One kind of thing that is held, with what there is of it."""

    holding: Holding
    told: list[Told]
    society: Society | None

    def change(self) -> str:
        """The page where the person puts it right; blank where an officer does."""
        if not self.holding.change:
            return ""
        if self.society is None:
            return page_url(self.holding.change)
        return society_url(self.society, self.holding.change)


@dataclass(frozen=True)
class Place:
    """What one co-op holds, or (without one) the installation."""

    society: Society | None
    kinds: list[Kind]
    sightings: list[Sighting]


def held_about(person: Person, most: int | None = None) -> list[Place]:
    """By the installation and by each co-op that knows the person; of each table the latest `most` rows, or all."""
    addresses = frozenset(each.email for each in addresses_of(person)) | {person.email}
    alone = Whose(person.pk, None, addresses)
    places = [Place(None, _kinds(None, alone, most), [])]
    for society in societies_of(person.pk):
        with society_transaction(society):
            party = party_of(society, person.pk)
            whose = Whose(person.pk, party.pk if party else None, addresses)
            kinds = _kinds(society, whose, most)
            places.append(Place(society, kinds, sightings_of(whose)))
    return places


def _kinds(society: Society | None, whose: Whose, most: int | None) -> list[Kind]:
    found = []
    for holding in holdings.values():
        if holding.of_installation == (society is None):
            told = [_told(table, whose, most) for table in holding.tables]
            found.append(Kind(holding, [each for each in told if each.count], society))
    return [kind for kind in found if kind.told]


def _told(table: Table, whose: Whose, most: int | None) -> Told:
    rows = table.rows(whose)
    shown = list(rows[:most])
    return Told(table, len(shown) if most is None or len(shown) < most else rows.count(), shown)


def in_words(row: Model, table: Table) -> str:
    """A row as a person reads it: days, amounts, names and states, without the numbers that only machines need."""
    fields = [each for each in row._meta.concrete_fields if each.name not in table.secret]
    return " · ".join(words for field in fields for words in _words(row, field))


def _words(row: Model, field: "Field[Any, Any]") -> Iterator[str]:
    value = field.value_from_object(row)
    if field.name == "verb" and value in catalogue:
        yield str(catalogue[value].label)
        return
    if value in (None, "") or field.name.endswith(CODES) or field.is_relation:
        return
    if field.choices:
        yield str(getattr(row, f"get_{field.name}_display")())
    elif isinstance(value, datetime | date):
        yield day_with_year(value)
    elif field.name == "texts":
        yield from (str(words) for words in value.values())
    elif isinstance(value, Bilingual | str):
        yield str(value)
    elif field.name in MONEY and isinstance(value, int) and value:
        yield format_money(value, "GBP", active_language())


def copy_of(person: Person, at: datetime) -> bytes:
    """The person's own copy: a ZIP with a page to read, in the active language, and the same for machines (JSON)."""
    places = held_about(person)
    machine = {
        "person": person.pk,
        "at": at,
        "language": active_language(),
        "held": [_for_machines(place) for place in places],
    }
    words = {"held": places, "person": person, "at": at, "language": active_language()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("cyfran.html", render_to_string("site/held_copy.html", words))
        archive.writestr(
            "cyfran.json",
            json.dumps(machine, cls=_Encoder, ensure_ascii=False, indent=1),
        )
    return file.getvalue()


class _Encoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        return o.stored() if isinstance(o, Bilingual) else super().default(o)


def _for_machines(place: Place) -> dict[str, Any]:
    return {
        "by": place.society.slug if place.society else None,
        "kinds": {
            kind.holding.key: {
                "from": str(kind.holding.source),
                "kept": str(kind.holding.kept),
                "tables": {
                    told.table.model: [told.table.given(row) for row in told.rows]
                    for told in kind.told
                },
            }
            for kind in place.kinds
        },
        "seen": [{"who": each.who, "at": each.at, "why": each.why} for each in place.sightings],
    }
