"""The catalogue as a Data Food Consortium document (JSON-LD), in the shape that Open Food Network publishes.

Every Price and QuantitativeValue is a blank node of its own, once per use: the consortium's connector reads
prices from blank nodes only, and doubles a value that two parents share.
"""

from collections.abc import Iterable
from itertools import count
from typing import Any, Final

from cyfran.sectors.food.writers.exported import ExportedOffer
from cyfran.trade.catalogue.rules import TAX_RATES_BP
from cyfran.trade.catalogue.rules.rows import Words

CONTEXT: Final = "https://www.datafoodconsortium.org"
UNITS: Final = {"g": "dfc-m:Gram", "ml": "dfc-m:Millilitre"}
CURRENCIES: Final = {"GBP": "dfc-m:PoundSterling", "EUR": "dfc-m:Euro"}
PRODUCT_TYPES: Final = {
    "vegetables": "dfc-pt:vegetable", "fruit": "dfc-pt:fruit", "bakery": "dfc-pt:bakery", "dairy": "dfc-pt:dairy-product",
    "eggs": "dfc-pt:egg", "meat": "dfc-pt:meat-product", "fish": "dfc-pt:fishery-product", "drinks": "dfc-pt:drink",
    "pantry": "dfc-pt:savory-groceries", "flowers": "dfc-pt:flower",
}  # fmt: skip
ALLERGENS: Final = {
    "celery": "Celeriac", "gluten": "CerealsWithGluten", "crustaceans": "Crustaceans", "eggs": "Eggs", "fish": "Fishs",
    "lupin": "Lupine", "milk": "LactoseMilks", "molluscs": "Molluscs", "mustard": "Mustard", "nuts": "Nuts",
    "peanuts": "Peanuts", "sesame": "SesameSeeds", "soya": "Soy", "sulphites": "Sulphites",
}  # fmt: skip


def catalogue_document(
    offers: Iterable[ExportedOffer], *, base: str, society_name: str
) -> dict[str, Any]:
    """The document. `base` is its own address; what came from elsewhere keeps the id it came with.

    Prices are without VAT and say their rate; stock is what can still be ordered, -1 on demand.
    """
    maker = _Maker(base)
    sellers: dict[int, dict[str, Any]] = {}
    for offer in offers:
        product, item = maker.add(offer)
        seller = sellers.setdefault(
            offer.seller_id,
            {
                "@id": f"{base}#seller-{offer.seller_id}",
                "@type": "dfc-b:Enterprise",
                "dfc-b:name": offer.seller_name,
                "dfc-b:supplies": [],
            },
        )
        seller["dfc-b:supplies"].append(product)
        maker.items.append(item)
    hub = {
        "@id": f"{base}#society",
        "@type": "dfc-b:Enterprise",
        "dfc-b:name": society_name,
        "dfc-b:manages": maker.items,
    }
    return {"@context": CONTEXT, "@graph": [*maker.blanks, hub, *sellers.values(), *maker.nodes]}


class _Maker:
    """The nodes of a document as they are made."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.nodes: list[dict[str, Any]] = []
        self.blanks: list[dict[str, Any]] = []
        self.items: list[str] = []
        self._labels = (f"_:b{number}" for number in count(1))

    def add(self, offer: ExportedOffer) -> tuple[str, str]:
        """The product with its item and its offer; the ids of product and item."""
        own = f"{self.base}#product-{offer.offer_id}"
        product = offer.external_id if offer.external_id.startswith("http") else own
        item, offered = f"{self.base}#item-{offer.offer_id}", f"{self.base}#offer-{offer.offer_id}"
        left = -1 if offer.left is None else offer.left
        self.nodes += [
            self._product(offer, product, item),
            {
                "@id": item, "@type": "dfc-b:CatalogItem", "dfc-b:references": product, "dfc-b:sku": offer.sku,
                "dfc-b:stockLimitation": str(left), "dfc-b:offeredThrough": offered,
            },
            {
                "@id": offered, "@type": "dfc-b:Offer", "dfc-b:offeredItem": product, "dfc-b:stockLimitation": str(left),
                "dfc-b:hasPrice": {"@id": self._price(offer)},
            },
        ]  # fmt: skip
        return product, item

    def _product(self, offer: ExportedOffer, product: str, item: str) -> dict[str, Any]:
        node: dict[str, Any] = {
            "@id": product,
            "@type": "dfc-b:SuppliedProduct",
            "dfc-b:name": str(offer.name),
            "rdfs:label": _tagged(offer.name),
            "dfc-b:description": str(offer.description),
            "dfc-b:suppliedBy": f"{self.base}#seller-{offer.seller_id}",
            "dfc-b:hasQuantity": self._quantity(offer),
            "dfc-b:referencedBy": item,
        }
        if offer.description:
            node["rdfs:comment"] = _tagged(offer.description)
        if offer.category in PRODUCT_TYPES:
            node["dfc-b:hasType"] = PRODUCT_TYPES[offer.category]
        if offer.organic:
            node["dfc-b:hasCertification"] = ["dfc-f:Organic-EU"]
        if offer.allergens:
            node["dfc-b:hasAllergenCharacteristic"] = [
                self._blank("dfc-b:AllergenCharacteristic", {
                    "dfc-b:hasAllergenDimension": f"dfc-m:{ALLERGENS[name]}", "dfc-b:hasUnit": "dfc-m:Piece",
                    "dfc-b:value": "1",
                })
                for name in offer.allergens
            ]  # fmt: skip
        return node

    def _price(self, offer: ExportedOffer) -> str:
        return self._blank(
            "dfc-b:Price",
            {
                "dfc-b:VATrate": _hundredths(TAX_RATES_BP[offer.tax_code]).removesuffix(".00"),
                "dfc-b:hasUnit": CURRENCIES[offer.currency],
                "dfc-b:value": _hundredths(offer.price),
            },
        )

    def _quantity(self, offer: ExportedOffer) -> str:
        unit = UNITS.get(offer.unit, "dfc-m:Piece")
        return self._blank(
            "dfc-b:QuantitativeValue", {"dfc-b:hasUnit": unit, "dfc-b:value": str(offer.size)}
        )

    def _blank(self, kind: str, values: dict[str, str]) -> str:
        label = next(self._labels)
        self.blanks.append({"@id": label, "@type": kind, **values})
        return label


def _tagged(words: Words) -> list[dict[str, str]]:
    return [
        {"@value": text, "@language": language}
        for language, text in (("en", words.en), ("cy", words.cy))
        if text
    ]


def _hundredths(value: int) -> str:
    return f"{value // 100}.{value % 100:02d}"
