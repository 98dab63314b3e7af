"""Sizes: how much one sold unit holds, in whole grams, millilitres or pieces."""

from decimal import ROUND_HALF_UP, Decimal

from cyfran.sectors.food.readers.reading import Unclear
from cyfran.trade.catalogue.rules import HIGHEST_SIZE

# Weights and Measures Act 1985 Sch. 1: the pound is 0.45359237 kg exactly, the ounce a sixteenth of it,
# the pint 0.56826125 dm3 and the gallon eight of those.
_WEIGHTS = {
    "g": "1", "gram": "1", "grams": "1", "gm": "1", "grm": "1", "kg": "1000", "kilogram": "1000", "kgm": "1000",
    "kilo": "1000", "mg": "0.001", "milligram": "0.001", "mgm": "0.001", "t": "1000000", "tonne": "1000000",
    "oz": "28.349523125", "ounce": "28.349523125", "lb": "453.59237", "lbs": "453.59237", "poundmass": "453.59237",
    "pound": "453.59237", "lbr": "453.59237",
}  # fmt: skip
_VOLUMES = {
    "ml": "1", "millilitre": "1", "milliliter": "1", "mlt": "1", "cl": "10", "centilitre": "10", "clt": "10",
    "dl": "100", "decilitre": "100", "dlt": "100", "l": "1000", "litre": "1000", "liter": "1000", "ltr": "1000",
    "kl": "1000000", "pint": "568.26125", "gallon": "4546.09",
}  # fmt: skip
_PIECES = {
    "4pack": "4", "6pack": "6", "halfdozen": "6", "dozen": "12", "pair": "2", "": "1", "items": "1", "item": "1",
    "piece": "1", "unit": "1", "each": "1", "eitem": "1", "bag": "1", "basket": "1", "beercrate": "1", "bottle": "1",
    "box": "1", "bucket": "1", "bunch": "1", "bunches": "1", "bundle": "1", "can": "1", "carton": "1", "cask": "1",
    "crate": "1", "cup": "1", "drum": "1", "grainbulk": "1", "jar": "1", "keg": "1", "kit": "1", "liquidbulk": "1",
    "net": "1", "nodulebulk": "1", "package": "1", "packet": "1", "pallet": "1", "percent": "1", "pot": "1",
    "pouch": "1", "powderbulk": "1", "punnet": "1", "roll": "1", "tablet": "1", "tin": "1", "tray": "1", "tub": "1",
    "tube": "1", "c62": "1", "h87": "1",
}  # fmt: skip
_FACTORS = (("g", _WEIGHTS), ("ml", _VOLUMES), ("each", _PIECES))


def size_of(value: Decimal, unit_name: str) -> tuple[str, int]:
    """The base unit and the size in it; ("each", 1) when the size is nought, which means that it is not known.

    Raises Unclear for a unit we do not know, and for a negative or absurd size.
    """
    name = unit_name.strip().casefold().replace(" ", "").replace("-", "")
    for base, factors in _FACTORS:
        if name in factors:
            return _in_base(value, Decimal(factors[name]), base)
    raise Unclear("unit_unknown", unit=unit_name)


def _in_base(value: Decimal, factor: Decimal, base: str) -> tuple[str, int]:
    if value < 0:
        raise Unclear("size_negative", value=str(value))
    if value * factor > HIGHEST_SIZE:
        raise Unclear("size_absurd", value=str(value))
    size = int((value * factor).to_integral_value(ROUND_HALF_UP))
    return (base, size) if size else ("each", 1)


def known_unit(name: str) -> bool:
    """True for a unit of measure or of packing that `size_of` can count in."""
    bare = name.strip().casefold().replace(" ", "").replace("-", "")
    return any(bare in factors for _base, factors in _FACTORS)
