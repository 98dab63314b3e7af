"""How a surplus is divided: pure, to the penny."""

from dataclasses import dataclass

from cyfran.kernel.ledger.rules import allocate

WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Division:
    """A surplus in its parts, minor units; the parts are the whole."""

    reserves: int
    community: int
    patronage: int


def divide(surplus: int, *, reserves_bp: int, community_bp: int, patronage_bp: int) -> Division:
    """The surplus in the voted parts, exact to the penny by largest remainder.

    >>> divide(741001, reserves_bp=4000, community_bp=1000, patronage_bp=5000)
    Division(reserves=296401, community=74100, patronage=370500)

    Raises ValueError unless the parts are 100 % together.
    """
    if reserves_bp + community_bp + patronage_bp != WHOLE:
        raise ValueError("the parts are not the whole")
    return Division(*allocate(surplus, [reserves_bp, community_bp, patronage_bp]))
