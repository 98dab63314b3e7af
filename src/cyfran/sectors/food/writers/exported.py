"""An offer on its way out of the house."""

from dataclasses import dataclass

from cyfran.trade.catalogue.rules.rows import Words


@dataclass(frozen=True, slots=True)
class ExportedOffer:
    """What a catalogue file tells of one offer. `price` is net minor units; `left` None is on demand."""

    offer_id: int
    external_id: str
    sku: str
    seller_id: int
    seller_name: str
    name: Words
    description: Words
    unit: str
    size: int
    price: int
    currency: str
    tax_code: str
    stock: int | None
    left: int | None
    case_size: int
    category: str
    organic: bool
    allergens: tuple[str, ...] | None
