"""Reads for pages that sell: everything on sale, ready to print, in two queries however many offers there are."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from cyfran.kernel.database import planned_rows
from cyfran.kernel.languages import active_language
from cyfran.kernel.money import format_money
from cyfran.kernel.societies.models import Society
from cyfran.trade.catalogue.facts import NO_FACTS, OfferFacts, OnSale, facts_of
from cyfran.trade.catalogue.rules import TAX_RATES_BP, tax_on


@dataclass(slots=True)
class ShopOffer:
    """One offer as a shop shows it, in the reader's language.

    `price_text` has the tax in it, as the Price Marking Order 2004 asks of prices shown to consumers; `net_price`
    and `tax_code` are what an order line freezes. `left` is None on demand. `language` is the name's own language
    where that is not the reader's, for the `lang` attribute, else "".
    """

    offer_id: int
    name: str
    language: str
    description: str
    seller_id: int
    seller: str
    net_price: int
    currency: str
    tax_code: str
    price_text: str
    left: int | None
    case_size: int
    for_members: bool
    measure: str
    shelf: str
    shelf_name: str
    marks: tuple[str, ...]
    drawing: str
    tint: str

    @property
    def sold_out(self) -> bool:
        """True when none is left."""
        return self.left == 0


# A text in the reader's language, else in the other; the flag says that it is the other.
ON_SALE = """
    SELECT offer.id, item.id, offer.seller_id, coalesce(stall.name, party.name),
           coalesce(nullif(item.name->>%(language)s, ''), item.name->>%(other)s), coalesce(item.name->>%(language)s, '') = '',
           coalesce(nullif(item.description->>%(language)s, ''), item.description->>%(other)s, ''),
           offer.price, offer.currency, item.tax_code, item.unit, item.size, offer.case_size,
           pool.on_hand - pool.reserved, offer.audience = 'member'
      FROM catalogue_offer AS offer
      JOIN catalogue_item AS item ON item.society_id = %(society)s AND item.id = offer.item_id
      JOIN catalogue_stockpool AS pool ON pool.society_id = %(society)s AND pool.offer_id = offer.id
      JOIN societies_party AS party ON party.society_id = %(society)s AND party.id = offer.seller_id
      LEFT JOIN catalogue_stall AS stall ON stall.society_id = %(society)s AND stall.party_id = offer.seller_id
     WHERE offer.society_id = %(society)s AND offer.state = 'listed'
       AND (offer.audience = 'public' OR %(members)s)
       AND (%(offers)s::bigint[] IS NULL OR offer.id = ANY (%(offers)s::bigint[]))
     ORDER BY item.sort_{language}, offer.id
"""


def shopfront(
    society: Society, *, for_members: bool, offers: Collection[int] | None = None
) -> list[ShopOffer]:
    """Everything on sale to this audience, by name in the reader's language; only `offers` when they are given.

    Two queries: one of the catalogue, one of the sector's facts. What is sold out is there, with `left` 0.
    """
    language = active_language()
    rows = planned_rows(
        ON_SALE.format(language="cy" if language == "cy" else "en"),
        {
            "society": society.pk,
            "language": language,
            "other": "en" if language == "cy" else "cy",
            "members": for_members,
            "offers": None if offers is None else list(offers),
        },
    )
    return _ready(society.pk, rows, language)


def _ready(society_id: int, rows: Sequence[tuple[Any, ...]], language: str) -> list[ShopOffer]:
    shown = [row[7] + tax_on(row[7], row[9]) if TAX_RATES_BP[row[9]] else row[7] for row in rows]
    facts = facts_of(
        society_id,
        [
            OnSale(row[0], row[1], price, row[8], row[10], row[11])
            for row, price in zip(rows, shown, strict=True)
        ],
    )
    return [
        _offer(row, price, facts.get(row[0], NO_FACTS), language)
        for row, price in zip(rows, shown, strict=True)
    ]


def _offer(row: tuple[Any, ...], price: int, facts: OfferFacts, language: str) -> ShopOffer:
    """By position, in the order of the fields: this runs once for each of hundreds of offers."""
    return ShopOffer(
        row[0],
        row[4],
        ("en" if language == "cy" else "cy") if row[5] else "",
        row[6],
        row[2],
        row[3],
        row[7],
        row[8],
        row[9],
        format_money(price, row[8], language),
        row[13],
        row[12],
        row[14],
        facts.measure,
        facts.shelf,
        facts.shelf_name,
        facts.marks,
        facts.drawing,
        facts.tint,
    )


def shelves_of(offers: Sequence[ShopOffer]) -> list[tuple[str, str, int]]:
    """(code, name, how many) of each shelf that has something on it, in the order in which they first come."""
    counts = Counter(offer.shelf for offer in offers if offer.shelf)
    names = {offer.shelf: offer.shelf_name for offer in offers}
    return [(code, names[code], count) for code, count in counts.items()]
