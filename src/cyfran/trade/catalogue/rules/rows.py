"""What a file says of an offer, what the books say of it, and what may be the matter."""

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    `case_size` is how many retail units one sold unit holds, 0 where the file does not say.
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
