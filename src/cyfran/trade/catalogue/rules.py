"""What is sold and in what measure: the closed lists, the tax on a price, and the plan of an import.

Pure: imports no Django. Amounts are integer minor units, sizes are whole base units.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

KINDS = ("goods", "service", "visit", "space", "plot")

# The base unit in which the size of one sold unit is counted.
UNITS = ("each", "g", "ml", "minute", "night", "season")

# Value Added Tax Act 1994 s.2 (standard), Schedules 7A (reduced), 8 (zero) and 9 (exempt): rates in basis points.
TAX_RATES_BP = {"zero": 0, "exempt": 0, "reduced": 500, "standard": 2000}

AUDIENCES = ("public", "member")

HIGHEST_PRICE = 100_000_00
HIGHEST_SIZE = 10_000_000
HIGHEST_STOCK = 1_000_000
HIGHEST_CASE = 10_000


def tax_on(net: int, tax_code: str) -> int:
    """The tax on a net price in minor units, half up.

    >>> tax_on(105, "standard")
    21
    """
    return (net * TAX_RATES_BP[tax_code] * 2 + 10_000) // 20_000


def net_of(gross: int, tax_code: str) -> int:
    """The net price inside a price with tax, half up.

    >>> net_of(120, "standard")
    100
    """
    whole = 10_000 + TAX_RATES_BP[tax_code]
    return (gross * 10_000 * 2 + whole) // (whole * 2)


@dataclass(frozen=True, slots=True)
class Words:
    """A text as a file gives it: English, Welsh, or both; empty where the file is silent."""

    en: str = ""
    cy: str = ""

    def over(self, older: "Words") -> "Words":
        """These words, with the older ones wherever these are silent."""
        return Words(en=self.en or older.en, cy=self.cy or older.cy)

    def __bool__(self) -> bool:
        return bool(self.en or self.cy)

    def __str__(self) -> str:
        return self.en or self.cy


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing the matter with a file: where, in which column, which sentence, and its values.

    `row` is 0 for the file as a whole. Where `blocking` is False it is a remark: the file can still be imported.
    """

    row: int
    column: str
    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    blocking: bool = True


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One offer as a catalogue file states it, read and measured.

    `price` is net, in minor units; `size` is base units of `unit` in one sold unit; `stock` is None on demand;
    `case_size` is how many retail units one sold unit holds (1 for a retail unit itself).
    """

    row: int
    external_id: str
    name: Words
    description: Words
    seller_name: str
    unit: str
    size: int
    price: int
    currency: str
    tax_code: str
    stock: int | None
    case_size: int


@dataclass(frozen=True, slots=True)
class ListedOffer:
    """An offer as it stands in the books, to compare a file with."""

    offer_id: int
    item_id: int
    seller_id: int
    external_id: str
    source: str
    name: Words
    description: Words
    unit: str
    size: int
    price: int
    currency: str
    tax_code: str
    stock: int | None
    case_size: int
    reserved: int
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One column of an offer, before and after."""

    column: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Creation:
    """An offer the file brings that is not listed yet, and the party who will sell it."""

    row: OfferRow
    seller_id: int


@dataclass(frozen=True, slots=True)
class Change:
    """An offer that the file states otherwise than it stands."""

    row: OfferRow
    listed: ListedOffer
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. Nothing may be written while `problems` is not empty."""

    created: tuple[Creation, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: tuple[ListedOffer, ...] = ()
    withdrawn: tuple[ListedOffer, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def does_something(self) -> bool:
        """True when confirming the plan would change the catalogue."""
        return bool(self.created or self.changed or self.withdrawn)


COMPARED = ("price", "currency", "tax_code", "unit", "size", "case_size", "stock")


def differences_of(row: OfferRow, listed: ListedOffer) -> tuple[Difference, ...]:
    """How the row differs from the offer as it stands; silence in the file changes nothing."""
    found = [
        Difference(name, getattr(listed, name), getattr(row, name))
        for name in COMPARED
        if getattr(listed, name) != getattr(row, name)
    ]
    for name in ("description", "name"):
        before: Words = getattr(listed, name)
        after = getattr(row, name).over(before)
        if after != before:
            found.insert(0, Difference(name, before, after))
    if listed.withdrawn:
        found.insert(0, Difference("withdrawn", True, False))
    return tuple(found)


AlsoCompared = Callable[[OfferRow, ListedOffer], tuple[Difference, ...]]


def nothing_else(_row: OfferRow, _listed: ListedOffer) -> tuple[Difference, ...]:
    """No sector compares anything more."""
    return ()


def seller_key(name: str) -> str:
    """The form of a name by which a seller in a file is recognised: case and spacing do not matter."""
    return " ".join(name.casefold().split())


def plan_import(
    rows: Iterable[OfferRow],
    existing: Iterable[ListedOffer],
    *,
    sellers: Mapping[str, int],
    all_from: int | None = None,
    withdraw_missing_of: str = "",
    also: AlsoCompared = nothing_else,
) -> ImportPlan:
    """Compare the rows of a file with what is listed.

    `sellers` maps `seller_key` of a name to the party who sells under it; `all_from` is the party all rows belong
    to, whatever the file says. With `withdraw_missing_of` (a source, "dfc") the offers that came from that source,
    of the sellers the file speaks of, and that it no longer names, are to be withdrawn. `also` finds the differences in what a sector
    keeps of its offers beside the catalogue.
    """
    by_key = {(listed.seller_id, listed.external_id): listed for listed in existing}
    created: list[Creation] = []
    changed: list[Change] = []
    unchanged: list[ListedOffer] = []
    problems: list[Problem] = []
    seen: dict[tuple[int, str], int] = {}
    for row in rows:
        seller_id = all_from or sellers.get(seller_key(row.seller_name))
        problem = _problem_of(row, seller_id, seen, by_key)
        if problem or seller_id is None:
            problems += [problem] if problem else []
            continue
        seen[seller_id, row.external_id] = row.row
        listed = by_key.get((seller_id, row.external_id))
        if listed is None:
            created.append(Creation(row, seller_id))
        elif differences := differences_of(row, listed) + also(row, listed):
            changed.append(Change(row, listed, differences))
        else:
            unchanged.append(listed)
    gone = _withdrawn(by_key, seen, withdraw_missing_of)
    return ImportPlan(tuple(created), tuple(changed), tuple(unchanged), gone, tuple(problems))


def _problem_of(
    row: OfferRow,
    seller_id: int | None,
    seen: Mapping[tuple[int, str], int],
    listed: Mapping[tuple[int, str], ListedOffer],
) -> Problem | None:
    """What stops this row, if anything does."""
    if seller_id is None:
        code = "seller_unknown" if row.seller_name else "seller_missing"
        return Problem(row.row, "producer", code, {"name": row.seller_name})
    if (seller_id, row.external_id) in seen:
        first = seen[seller_id, row.external_id]
        return Problem(row.row, "id", "id_repeated", {"id": row.external_id, "first": first})
    standing = listed.get((seller_id, row.external_id))
    if standing and row.stock is not None and row.stock < standing.reserved:
        return Problem(
            row.row, "stock", "stock_promised", {"reserved": standing.reserved, "stock": row.stock}
        )
    return None


def _withdrawn(
    listed: Mapping[tuple[int, str], ListedOffer], seen: Mapping[tuple[int, str], int], source: str
) -> tuple[ListedOffer, ...]:
    """The offers from that source which the file no longer names, among the sellers it speaks of."""
    if not source:
        return ()
    spoken_of = {seller_id for seller_id, _id in seen}
    return tuple(
        offer
        for key, offer in listed.items()
        if key not in seen
        and offer.source == source
        and offer.seller_id in spoken_of
        and not offer.withdrawn
    )


def fingerprint(plan: ImportPlan) -> str:
    """A digest of everything the plan would write, to know it again by."""
    digest = hashlib.sha256()
    for part in (*plan.created, *plan.changed, *(listed.offer_id for listed in plan.withdrawn)):
        digest.update(repr(part).encode())
    return digest.hexdigest()
