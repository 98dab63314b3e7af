"""Food on offer, and files kept, built through the product's own actions."""

from pathlib import Path
from typing import Any

from cyfran.coop.membership.tests.cast import AT
from cyfran.kernel.actions import Actor
from cyfran.kernel.files.actions import keep_file
from cyfran.kernel.files.models import StoredFile
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Society
from cyfran.sectors.food.actions import Described, offer_food
from cyfran.trade.catalogue.models import Offer
from cyfran.trade.catalogue.tests.cast import LEEKS, party

FILES = Path(__file__).parent / "files"


def offered(society: Society, who: Person, **given: Any) -> Offer:
    """Something that person has on offer: leeks at £1.80 a bunch of 500 g, unless told otherwise."""
    given = {
        "name": LEEKS,
        "description": None,
        "unit": "g",
        "size": 500,
        "price": 180,
        "tax_code": "zero",
        "audience": "public",
        "stock": 12,
        "case_size": 1,
        "food": Described("vegetables"),
    } | given
    return offer_food(
        actor=Actor.person(who), society=society, seller=party(society, who), at=AT, **given
    )


def kept(actor: Actor, society: Society, body: bytes, name: str = "catalogue.json") -> StoredFile:
    """The file, uploaded."""
    return keep_file(actor=actor, society=society, name=name, body=body, at=AT)
