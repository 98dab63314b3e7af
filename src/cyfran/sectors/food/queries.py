"""Reads about food: what shops show of it, and how files compare with it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import gettext as _

from cyfran.kernel.database import planned_rows
from cyfran.kernel.languages import Bilingual, active_language
from cyfran.kernel.money import format_money
from cyfran.kernel.societies.models import Society
from cyfran.sectors.food.models import Category, FoodFacts
from cyfran.sectors.food.readers.reading import CatalogueRow
from cyfran.sectors.food.rules import unit_price
from cyfran.sectors.food.writers.exported import ExportedOffer
from cyfran.trade.catalogue.facts import OfferFacts, OnSale
from cyfran.trade.catalogue.models import Offer
from cyfran.trade.catalogue.queries.offers import offers_of, seller_name
from cyfran.trade.catalogue.rules import tax_on
from cyfran.trade.catalogue.rules.plans import Difference, own_code
from cyfran.trade.catalogue.rules.rows import ListedOffer, OfferRow, Words

OF_SHOP = """
    SELECT item_id, category, organic, basis FROM food_foodfacts
     WHERE society_id = %s AND item_id = ANY (%s::bigint[])
"""

# What stands for a thing of which there is no picture: a drawing, and the tint behind it.
SHELF_LOOKS: dict[str, tuple[str, str]] = {
    Category.VEGETABLES: ("carrot", "leaf"),
    Category.FRUIT: ("apple", "berry"),
    Category.BAKERY: ("loaf", "grain"),
    Category.DAIRY: ("cheese", "butter"),
    Category.EGGS: ("egg", "egg"),
    Category.MEAT: ("steak", "berry"),
    Category.FISH: ("fish", "sea"),
    Category.PANTRY: ("jar", "root"),
    Category.DRINKS: ("bottle", "stone"),
    Category.FLOWERS: ("flower", "leaf"),
    Category.OTHER: ("basket", "stone"),
}


def food_facts(society_id: int, offers: Sequence[OnSale]) -> dict[int, OfferFacts]:
    """For each offer that is food: its price per kilogram or litre, its shelf and whether it is organic; one query."""
    items = ",".join(str(offer.item_id) for offer in offers)  # faster than a list, item by item
    rows = planned_rows(OF_SHOP, [society_id, f"{{{items}}}"])
    known = {row[0]: row for row in rows}
    language = active_language()
    return {
        offer.offer_id: _said(
            offer.shown_price, offer.currency, offer.unit, offer.size, row[1], row[2], row[3], language
        )
        for offer in offers
        if (row := known.get(offer.item_id))
    }  # fmt: skip


@lru_cache(maxsize=20_000)  # a shop says the same of its goods on every page
def _said(
    price: int,
    currency: str,
    unit: str,
    size: int,
    category: str,
    organic: bool,
    basis: str,
    _language: str,
) -> OfferFacts:
    """The facts in the reader's language, which is the last argument so that each language is remembered apart."""
    measure = measure_of(price, currency, unit, size, basis, measure_words())
    marks = (_("Organic"),) if organic else ()
    return OfferFacts(
        measure, category, str(Category(category).label), marks, *SHELF_LOOKS[category]
    )


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """How a unit price is said in one language, by what it is for; asked for once for a whole page."""

    language: str
    by: dict[str, str]
    pence: str


def measure_words() -> MeasureWords:
    """The words in the reader's language."""
    by = {"kg": _("{price} per kg"), "l": _("{price} per litre"), "each": _("{price} each")}
    return MeasureWords(active_language(), by, _("{pence}p"))


def measure_of(
    price: int, currency: str, unit: str, size: int, basis: str, words: MeasureWords
) -> str:
    """The price per kilogram, litre or piece ("£3.60 per kg"); blank where it would say nothing new.

    `price` is what the buyer pays for one.
    """
    if basis == "none" or (basis == "piece" and unit != "each"):
        return ""
    found = unit_price(price, unit, size)
    if found is None:
        return ""
    if currency == "GBP" and found.price < 100:  # as people say it: 38p
        said = words.pence.format(pence=found.price)
    else:
        said = format_money(found.price, currency, words.language)
    return words.by[found.per].format(price=said)


def measures_of(society: Society, offers: Sequence[Offer]) -> dict[int, str]:
    """The unit price of each of these offers, by offer id; one query."""
    asked = [
        OnSale(
            offer.pk,
            offer.item_id,
            offer.price + tax_on(offer.price, offer.item.tax_code),
            offer.currency,
            offer.item.unit,
            offer.item.size,
        )
        for offer in offers
    ]
    return {offer: facts.measure for offer, facts in food_facts(society.pk, asked).items()}


def recognised(society: Society, rows: Iterable[CatalogueRow]) -> list[CatalogueRow]:
    """The rows, with our own code on those that came out of this society's own open catalogue."""
    ours = re.compile(
        rf".*/{re.escape(society.slug)}/food/catalogue\.jsonld#product-([0-9]{{1,18}})"
    )

    def known(row: CatalogueRow) -> CatalogueRow:
        found = ours.fullmatch(row.external_id)
        return replace(row, external_id=own_code(int(found[1]))) if found else row

    return [known(row) for row in rows]


def exported_offers(
    society: Society, *, seller_id: int | None = None, only_public: bool = False
) -> Iterator[ExportedOffer]:
    """The offers on sale as a catalogue file tells them, by seller and name; two queries."""
    facts = facts_by_item(society)
    offers = (
        offers_of(society, seller_id)
        .filter(state=Offer.State.LISTED)
        .order_by("seller__sort_key", "item__sort_en", "pk")
    )
    if only_public:
        offers = offers.filter(audience=Offer.Audience.PUBLIC)
    return (_exported(offer, facts.get(offer.item_id)) for offer in offers.iterator(2_000))


def _exported(offer: Offer, facts: FoodFacts | None) -> ExportedOffer:
    item, known = offer.item, facts or FoodFacts()
    return ExportedOffer(
        offer_id=offer.pk,
        external_id=offer.external_id or own_code(offer.pk),
        sku=known.sku,
        seller_id=offer.seller_id,
        seller_name=seller_name(offer),
        name=_words(item.name),
        description=_words(item.description),
        unit=item.unit,
        size=item.size,
        price=offer.price,
        currency=offer.currency,
        tax_code=item.tax_code,
        stock=offer.stock.on_hand,
        left=offer.stock.left,
        case_size=offer.case_size,
        category=known.category,
        organic=known.organic,
        allergens=_tuple(known.allergens),
    )


def _words(text: Bilingual | None) -> Words:
    return Words(text.en, text.cy) if text else Words()


def facts_by_item(society: Society) -> dict[int, FoodFacts]:
    """What is known of every item of food in the society, by item id."""
    return {facts.item_id: facts for facts in FoodFacts.objects.filter(society=society)}


def food_differences(society: Society) -> Callable[[OfferRow, ListedOffer], tuple[Difference, ...]]:
    """What a file says otherwise than the society knows, of shelf, certificates and allergens; silence says nothing."""
    known = facts_by_item(society)

    def compare(row: OfferRow, listed: ListedOffer) -> tuple[Difference, ...]:
        if not isinstance(row, CatalogueRow):
            return ()
        now = known.get(listed.item_id) or FoodFacts(category="")
        pairs = (
            ("category", now.category, row.category or now.category),
            ("organic", now.organic, now.organic if row.organic is None else row.organic),
            (
                "allergens",
                _tuple(now.allergens),
                _tuple(now.allergens) if row.allergens is None else row.allergens,
            ),
            ("sku", now.sku, row.sku or now.sku),
        )
        return tuple(
            Difference(name, before, after) for name, before, after in pairs if before != after
        )

    return compare


def _tuple(names: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(names)
