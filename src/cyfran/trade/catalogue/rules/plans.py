"""The plan of an import: what a file would make of the catalogue, before anything is written."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from cyfran.trade.catalogue.rules.rows import ListedOffer, OfferRow, Problem, Words


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
        and not (name == "case_size" and not row.case_size)
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


def own_code(offer_id: int) -> str:
    """The code under which our own files name an offer that came from nowhere else."""
    return f"cyfran:{offer_id}"


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
    of the sellers the file speaks of, and that it no longer names, are to be withdrawn. `also` finds the differences
    in what a sector keeps of its offers beside the catalogue.
    """
    standing = list(existing)
    by_code = {(one.seller_id, own_code(one.offer_id)): one for one in standing}
    by_code |= {(one.seller_id, one.external_id): one for one in standing}
    created: list[Creation] = []
    changed: list[Change] = []
    unchanged: list[ListedOffer] = []
    problems: list[Problem] = []
    strangers: dict[str, list[int]] = {}
    seen: dict[tuple[int, str], int] = {}
    for row in rows:
        seller_id = all_from or sellers.get(seller_key(row.seller_name))
        if seller_id is None:
            strangers.setdefault(row.seller_name, []).append(row.row)
            continue
        listed = by_code.get((seller_id, row.external_id))
        key = seller_id, listed.external_id if listed else row.external_id
        problem = _problem_of(row, listed, seen.get(key))
        if problem:
            problems.append(problem)
            continue
        seen[key] = row.row
        if listed is None:
            created.append(Creation(row, seller_id))
        elif differences := differences_of(row, listed) + also(row, listed):
            changed.append(Change(row, listed, differences))
        else:
            unchanged.append(listed)
    problems[:0] = _strangers(strangers)
    gone = _withdrawn(standing, seen, withdraw_missing_of)
    return ImportPlan(tuple(created), tuple(changed), tuple(unchanged), gone, tuple(problems))


def _strangers(rows_of: Mapping[str, list[int]]) -> list[Problem]:
    """One problem for each name that nobody sells under, at its first row, and how many rows bear it."""
    return [
        Problem(
            rows[0],
            "producer",
            "seller_unknown" if name else "seller_missing",
            {"name": name, "rows": len(rows)},
        )
        for name, rows in rows_of.items()
    ]


def _problem_of(row: OfferRow, listed: ListedOffer | None, first: int | None) -> Problem | None:
    """What stops this row, if anything does; `first` is the row in which the same offer stood before."""
    if first is not None:
        return Problem(row.row, "id", "id_repeated", {"id": row.external_id, "first": first})
    if listed and row.stock is not None and row.stock < listed.reserved:
        return Problem(
            row.row, "stock", "stock_promised", {"reserved": listed.reserved, "stock": row.stock}
        )
    return None


def _withdrawn(
    standing: Iterable[ListedOffer], seen: Mapping[tuple[int, str], int], source: str
) -> tuple[ListedOffer, ...]:
    """The offers from that source which the file no longer names, among the sellers it speaks of."""
    if not source:
        return ()
    spoken_of = {seller_id for seller_id, _code in seen}
    return tuple(
        offer
        for offer in standing
        if (offer.seller_id, offer.external_id) not in seen
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
