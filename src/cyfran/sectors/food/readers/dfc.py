"""Data Food Consortium catalogues (JSON-LD), as Open Food Network and its neighbours publish them.

Reads products, catalogue items, offers, prices, quantities and planned transformations (case <-> unit), in the
shapes of contexts 1.8 to 2.0: a graph or nested objects, prefixed or whole IRIs, one document or a list of them.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from cyfran.sectors.food.readers import amounts, graph
from cyfran.sectors.food.readers.cases import cases_in
from cyfran.sectors.food.readers.graph import Graph, Node
from cyfran.sectors.food.readers.reading import (
    AS_WRITTEN,
    MAX_ROWS,
    CatalogueReading,
    CatalogueRow,
    ReadingChoices,
    Unclear,
    Unreadable,
)
from cyfran.sectors.food.readers.sizes import size_of
from cyfran.sectors.food.readers.texts import (
    MAX_DESCRIPTION,
    MAX_ID,
    MAX_NAME,
    clean,
    decoded,
    plain_words,
)
from cyfran.sectors.food.rules import allergens_of, category_of
from cyfran.trade.catalogue.rules.rows import Words

SOURCE = "dfc"
PRODUCTS = ("SuppliedProduct", "LocalizedProduct", "TechnicalProduct", "Variant")
T = TypeVar("T")


def read_dfc(data: bytes, choices: ReadingChoices = AS_WRITTEN) -> CatalogueReading:
    """The offers of a Data Food Consortium catalogue, one row per product, in the order of the file.

    A row's number is the product's place in the file, from 1. Never raises for what is in the file.
    """
    reading = CatalogueReading(SOURCE)
    try:
        if len(data) > graph.MAX_BYTES:
            raise Unreadable("too_large", limit=graph.MAX_BYTES // 1024 // 1024)
        _Catalogue(Graph(graph.parsed(decoded(data))), choices, reading).read()
    except Unreadable as reason:
        reading.rows.clear()
        reading.refuse(reason.row, "", reason.code, **reason.values)
    return reading


class _Catalogue:
    """One document on its way to rows: the graph, and the links that can only be followed backwards."""

    def __init__(self, document: Graph, choices: ReadingChoices, reading: CatalogueReading) -> None:
        self.graph, self.choices, self.reading = document, choices, reading
        self.items_of = document.back_links("references")
        self.offers_of = document.back_links("offers", "offeredItem", "concernedBy")
        self.suppliers_of = document.back_links("supplies", "manages")
        self.variants_of = document.back_links("isVariantOf")
        self.cases = cases_in(document)

    def read(self) -> None:
        products = [node for node in self.graph.of_type(*PRODUCTS) if not self._only_a_parent(node)]
        if not products:
            raise Unreadable("no_products")
        if len(products) > MAX_ROWS:
            raise Unreadable("too_many_rows", limit=MAX_ROWS)
        for place, node in enumerate(products, start=1):
            row = self._row(place, node)
            if row is not None:
                self.reading.rows.append(row)

    def _only_a_parent(self, product: Node) -> bool:
        """A product that is sold only in the shape of its variants."""
        return not self._items(product) and bool(
            self.variants_of.get(product["id"]) or any(self.graph.linked(product, "hasVariant"))
        )

    def _items(self, product: Node) -> list[Node]:
        return [*self.graph.linked(product, "referencedBy"), *self.items_of.get(product["id"], [])]

    def _offers(self, product: Node, items: Iterable[Node]) -> list[Node]:
        found = [offer for item in items for offer in self.graph.linked(item, "offeredThrough")]
        for node in (*items, product):
            found += self.offers_of.get(node["id"], [])
        return found + list(self.graph.linked(product, "offeredThrough", "hasOffer"))

    def _row(self, place: int, product: Node) -> CatalogueRow | None:
        before = len(self.reading.problems) + self.reading.more_problems
        items = self._items(product)
        self._try(place, "id", None, lambda: self._once(product))
        price, tax_code = self._price(place, self._offers(product, items))
        unit, size = self._try(place, "size", ("each", 1), lambda: self._size(product))
        case = self.cases.get(product["id"])
        if case and case.count == 0:
            self.reading.remark(place, "case", "case_unclear")
        row = CatalogueRow(
            row=place,
            external_id=self._identity(place, product),
            name=self._name(place, product),
            description=self._description(place, product),
            seller_name=self._supplier(product, items),
            unit=unit, size=size,
            price=price, currency=self.choices.currency, tax_code=tax_code,
            stock=self._try(place, "stock", None, lambda: self._stock(items)),
            case_size=case.count if case else 0,
            sku=clean(next((said for item in items if (said := graph.text(item, "sku"))), ""))[:MAX_NAME],
            category=category_of(*graph.terms(product, "hasType")),
            organic=self._organic(product),
            allergens=self._allergens(product),
            case_of=case.unit_id if case and case.count else "",
        )  # fmt: skip
        return row if len(self.reading.problems) + self.reading.more_problems == before else None

    def _try(self, place: int, column: str, otherwise: T, read: Callable[[], T]) -> T:
        """What `read` finds; when that is unclear, a problem in the reading and `otherwise`."""
        try:
            return read()
        except Unclear as reason:
            self.reading.refuse(place, column, reason.code, **reason.values)
            return otherwise

    def _once(self, *nodes: Node) -> None:
        """Unclear when one of these nodes is described twice, differently."""
        for node in nodes:
            if what := self.graph.contradictions.get(node["id"]):
                raise Unclear("id_contradicts", id=node["id"], property=what)

    def _identity(self, place: int, product: Node) -> str:
        identity: str = product["id"]
        if identity.startswith("_:") or len(identity) > MAX_ID or clean(identity) != identity:
            self.reading.refuse(place, "id", "id_missing")
        return identity

    def _words(self, product: Node, tagged: str, *properties: str) -> dict[str, str]:
        """The text by language: where `tagged` gives it with its language, that; else what `properties` say."""
        said: dict[str, str] = {}
        for language, text in graph.texts(product, tagged):
            if language in ("en", "cy"):
                said.setdefault(language, text)
        for language, text in () if said else graph.texts(product, *properties):
            key = language or self.choices.language
            if key in ("en", "cy"):
                said.setdefault(key, text)
        return said

    def _name(self, place: int, product: Node) -> Words:
        words = {
            code: clean(text) for code, text in self._words(product, "rdfs:label", "name").items()
        }
        if any(len(text) > MAX_NAME for text in words.values()):
            self.reading.refuse(place, "name", "name_too_long", limit=MAX_NAME)
        if not any(words.values()):
            self.reading.refuse(place, "name", "name_missing")
        return Words(**words)

    def _description(self, place: int, product: Node) -> Words:
        words = {
            code: plain_words(text)
            for code, text in self._words(
                product, "rdfs:comment", "description", "hasDescription"
            ).items()
        }
        if any(len(text) > MAX_DESCRIPTION for text in words.values()):
            self.reading.remark(
                place, "description", "description_shortened", limit=MAX_DESCRIPTION
            )
        return Words(**{code: text[:MAX_DESCRIPTION] for code, text in words.items()})

    def _supplier(self, product: Node, items: Iterable[Node]) -> str:
        firms = [
            *self.graph.linked(product, "suppliedBy", "producedBy"),
            *self.suppliers_of.get(product["id"], []),
        ]
        for item in items:
            firms += [*self.graph.linked(item, "managedBy"), *self.suppliers_of.get(item["id"], [])]
        return clean(next((name for firm in firms if (name := graph.text(firm, "name"))), ""))[
            :MAX_NAME
        ]

    def _price(self, place: int, offers: list[Node]) -> tuple[int, str]:
        prices = [
            price for offer in offers for price in self.graph.linked(offer, "hasPrice", "price")
        ]
        direct = [offer for offer in offers if not prices and graph.text(offer, "price")]
        found = {
            (graph.text(node, "value", "price"), graph.text(node, "VATrate", "vatRate"))
            for node in prices + direct
        }
        if len(found) > 1:
            self.reading.remark(place, "price", "price_several")
        if not found:
            self.reading.refuse(place, "price", "price_missing")
            return 0, "zero"
        return self._try(place, "price", (0, "zero"), lambda: self._price_of((prices + direct)[0]))

    def _price_of(self, node: Node) -> tuple[int, str]:
        self._once(node)
        stated = next(iter(graph.terms(node, "hasUnit")), "")
        currency = amounts.CURRENCIES.get(stated.casefold(), stated)
        if currency and currency != self.choices.currency:
            raise Unclear("currency_other", currency=currency)
        rate = graph.text(node, "VATrate", "vatRate")
        tax_code = amounts.tax_code_of_rate(rate) if rate else "zero"
        value = graph.text(node, "value", "price")
        return amounts.price(
            value, self.choices.currency, tax_code, with_tax=self.choices.prices_with_tax
        ), tax_code

    def _size(self, product: Node) -> tuple[str, int]:
        measure = next(self.graph.linked(product, "hasQuantity"), product)
        self._once(measure)
        value = graph.text(measure, "value", "quantity")
        unit = next(iter(graph.terms(measure, "hasUnit")), "")
        return size_of(amounts.number(value), unit) if value else ("each", 1)

    def _stock(self, items: Iterable[Node]) -> int | None:
        self._once(*items)
        stated = next((said for item in items if (said := graph.text(item, "stockLimitation"))), "")
        if (
            not stated or amounts.number(stated) < 0
        ):  # -1 is how the field says "as many as you like"
            return None
        return amounts.stock(stated)

    def _organic(self, product: Node) -> bool | None:
        """True when a certificate or claim says so; a file never says that something is not organic."""
        marks = graph.terms(product, "hasCertification", "hasClaim")
        return any(w in m.casefold() for m in marks for w in ("organic", "biolog")) or None

    def _allergens(self, product: Node) -> tuple[str, ...] | None:
        marks = list(self.graph.linked(product, "hasAllergenCharacteristic"))
        named = [t for m in marks if _holds(m) for t in graph.terms(m, "hasAllergenDimension")]
        return allergens_of(*named) if marks else None


def _holds(mark: Node) -> bool:
    """False for an allergen that the file states in the amount of nought."""
    try:
        return amounts.number(graph.text(mark, "value") or "1") > 0
    except Unclear:
        return True
