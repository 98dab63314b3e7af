"""What food is: its shelves, its allergens, and the price per kilogram. Pure: imports no Django."""

from dataclasses import dataclass
from typing import Final

CATEGORIES: Final = (
    "vegetables", "fruit", "bakery", "dairy", "eggs", "meat", "fish", "pantry", "drinks", "flowers", "other",
)  # fmt: skip

# Assimilated Regulation (EU) No 1169/2011, Annex II: the fourteen that must be named.
ALLERGENS: Final = (
    "celery", "gluten", "crustaceans", "eggs", "fish", "lupin", "milk", "molluscs", "mustard", "nuts", "peanuts",
    "sesame", "soya", "sulphites",
)  # fmt: skip

_CATEGORY_WORDS: Final = (
    ("drinks", ("drink", "beverage", "juice", "wine", "beer", "cider", "coffee", "tea", "lemonade", "smoothie",
                "diod", "diodydd", "sudd", "seidr")),
    ("eggs", ("egg", "eggs", "wyau")),
    ("dairy", ("dairy", "milk", "cheese", "butter", "yogurt", "cream", "llaeth", "caws", "menyn")),
    ("fish", ("fish", "seafood", "shellfish", "seashell", "sea", "laver", "pysgod", "mor", "môr")),
    ("meat", ("meat", "poultry", "beef", "lamb", "pork", "chicken", "duck", "veal", "charcuterie", "delicatessen",
              "cig")),
    ("bakery", ("bakery", "bread", "pastry", "cake", "viennoiserie", "bara", "teisen", "becws")),
    ("vegetables", ("vegetable", "veg", "salad", "herb", "fungi", "mushroom", "cabbage", "carrot", "leek", "potato",
                    "onion", "kale", "beetroot", "parsnip", "tomato", "lettuce", "cucumber", "courgette", "squash",
                    "pumpkin", "garlic", "turnip", "swede", "bean", "radish", "spinach", "chard", "celeriac",
                    "cauliflower", "broccoli", "eggplant", "aubergine", "rhubarb", "llysiau", "tatws", "cennin",
                    "moron")),
    ("fruit", ("fruit", "berry", "berries", "apple", "pear", "plum", "cherry", "strawberry", "raspberry", "lemon",
               "orange", "grape", "ffrwyth", "ffrwythau", "afalau")),
    ("flowers", ("flower", "plant", "blodau", "planhigion")),
    ("pantry", ("grocery", "groceries", "pantry", "flour", "cereal", "grain", "preserve", "jam", "honey", "oil",
                "vinegar", "pulse", "lentil", "pasta", "rice", "biscuit", "confectionery", "nut", "seed", "dried",
                "canned", "blawd", "mel", "jam")),
)  # fmt: skip

_ALLERGEN_WORDS: Final = {
    "celeriac": "celery", "celery": "celery", "cerealswithgluten": "gluten", "gluten": "gluten",
    "crustaceans": "crustaceans", "eggs": "eggs", "egg": "eggs", "fishs": "fish", "fish": "fish", "lupine": "lupin",
    "lupin": "lupin", "lactosemilks": "milk", "milk": "milk", "molluscs": "molluscs", "mustard": "mustard",
    "nuts": "nuts", "peanuts": "peanuts", "sesameseeds": "sesame", "sesame": "sesame", "soy": "soya", "soya": "soya",
    "sulphites": "sulphites",
}  # fmt: skip


def category_of(*names: str) -> str:
    """The shelf that the first recognised name belongs on; "other" when a name says nothing, "" without any.

    >>> category_of("non-local-vegetable")
    'vegetables'
    """
    for name in names:
        words = name.casefold().replace("-", " ").replace("_", " ").replace("/", " ").split()
        for category, known in _CATEGORY_WORDS:
            if any(
                word == k or (len(k) > 3 and word.startswith(k)) for word in words for k in known
            ):
                return category
    return "other" if any(names) else ""


def allergens_of(*names: str) -> tuple[str, ...]:
    """Our names of the allergens named, in our order; names that are none of the fourteen are left out."""
    said = {_ALLERGEN_WORDS.get(name.casefold().replace(" ", "").strip()) for name in names}
    return tuple(allergen for allergen in ALLERGENS if allergen in said)


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """So many minor units for so much: `per` is kg, l or each."""

    price: int
    per: str


_MEASURES: Final = {"g": ("kg", 1000), "ml": ("l", 1000), "each": ("each", 1)}


def unit_price(price: int, unit: str, size: int) -> UnitPrice | None:
    """The price for one kilogram, litre or piece, half up to the penny; None when it would say nothing new.

    >>> unit_price(180, "g", 500)
    UnitPrice(price=360, per='kg')
    """
    if unit not in _MEASURES or size <= 0:
        return None
    per, whole = _MEASURES[unit]
    if whole == size and per == "each":
        return None
    return UnitPrice((price * whole * 2 + size) // (size * 2), per)
