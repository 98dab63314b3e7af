"""What a sector has to say of the offers it sells: its shelves, its measures, its marks.

The catalogue knows no trade. A sector registers one source of facts when its app is ready, and every page that
sells shows them in the sector's own words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class OnSale(NamedTuple):
    """An offer as a source of facts is asked about it."""

    offer_id: int
    item_id: int
    shown_price: int
    currency: str
    unit: str
    size: int


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """Ready to show, in the reader's language: "£3.60 per kg", a shelf by code and name, and short marks ("Organic").

    `drawing` (an icon) and `tint` (of the tokens) stand where there is no picture.
    """

    measure: str = ""
    shelf: str = ""
    shelf_name: str = ""
    marks: tuple[str, ...] = ()
    drawing: str = "basket"
    tint: str = "stone"


NO_FACTS = OfferFacts()
FactsSource = Callable[[int, Sequence[OnSale]], Mapping[int, OfferFacts]]
_sources: list[FactsSource] = []


def facts_source(function: FactsSource) -> FactsSource:
    """`function(society_id, offers)` answers with the facts of those offers it knows, by offer id, in one query."""
    if function not in _sources:
        _sources.append(function)
    return function


def facts_of(society_id: int, offers: Sequence[OnSale]) -> dict[int, OfferFacts]:
    """All that the sectors say of these offers, by offer id."""
    found: dict[int, OfferFacts] = {}
    for source in _sources:
        found.update(source(society_id, offers))
    return found
