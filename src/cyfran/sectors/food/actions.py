"""What sellers of food do: offer it, revise it, and bring in a catalogue file."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.files.models import StoredFile
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.societies.models import Party, Society
from cyfran.sectors.food.importing import keep_facts
from cyfran.sectors.food.models import FoodFacts
from cyfran.sectors.food.queries import food_differences, recognised
from cyfran.sectors.food.readers.either import read_catalogue
from cyfran.sectors.food.readers.reading import ReadingChoices
from cyfran.sectors.food.refusals import FileGone
from cyfran.trade.catalogue.actions.imports import Imported, import_catalogue
from cyfran.trade.catalogue.actions.offers import (
    describe_offer,
    list_offer,
    reprice_offer,
    restock_offer,
)
from cyfran.trade.catalogue.models import Offer, StockPool
from cyfran.trade.catalogue.refusals import FileHasProblems

SELLERS = roles("producer", "coordinator")
CODES = ("unit", "tax_code", "audience")


@dataclass(frozen=True, slots=True)
class Described:
    """What the seller says of the food itself. `allergens` None: not said; empty: none of the fourteen."""

    category: str = "other"
    organic: bool = False
    certifier: str = ""
    allergens: tuple[str, ...] | None = None
    basis: str = "measure"
    sku: str = ""


@action(may=SELLERS, label=_("Offer food"), codes=CODES)
def offer_food(
    *,
    actor: Actor,
    society: Society,
    seller: Party,
    name: Bilingual,
    description: Bilingual | None,
    unit: str,
    size: int,
    price: int,
    tax_code: str,
    audience: str,
    stock: int | None,
    case_size: int,
    food: Described,
    at: datetime,
) -> Offer:
    """The seller has this food on offer, with its shelf, certificates and allergens.

    Refuses as catalogue.list_offer does.
    """
    offer = list_offer(
        actor=actor,
        society=society,
        seller=seller,
        name=name,
        description=description,
        unit=unit,
        size=size,
        price=price,
        tax_code=tax_code,
        audience=audience,
        stock=stock,
        case_size=case_size,
        at=at,
    )
    FoodFacts.objects.create(society=society, item=offer.item, **_columns(food))
    return offer


@action(may=SELLERS, label=_("Revise an offer of food"), codes=CODES)
def revise_food(
    *,
    actor: Actor,
    offer: Offer,
    name: Bilingual,
    description: Bilingual | None,
    unit: str,
    size: int,
    price: int,
    tax_code: str,
    audience: str,
    stock: int | None,
    case_size: int,
    food: Described,
) -> Offer:
    """The offer is described, priced and stocked so; orders already placed keep what they were placed for.

    Refuses as catalogue.describe_offer, reprice_offer and restock_offer do.
    """
    own = describe_offer(
        actor=actor,
        offer=offer,
        name=name,
        description=description,
        unit=unit,
        size=size,
        tax_code=tax_code,
        audience=audience,
        case_size=case_size,
    )
    if own.price != price:
        own = reprice_offer(actor=actor, offer=offer, price=price)
    if StockPool.objects.get(offer=own).on_hand != stock:
        restock_offer(actor=actor, offer=offer, stock=stock)
    FoodFacts.objects.update_or_create(
        society_id=own.society_id, item_id=own.item_id, defaults=_columns(food)
    )
    return own


@action(
    may=roles("coordinator"), label=_("Import a food catalogue"), codes=("language", "previewed")
)
def import_food(
    *,
    actor: Actor,
    society: Society,
    file: StoredFile,
    previewed: str,
    at: datetime,
    language: str = "en",
    prices_with_tax: bool = False,
    all_from: Party | None = None,
    withdraw_missing: bool = False,
) -> Imported:
    """The catalogue is as the file says, with what it tells of shelves, certificates and allergens; all or nothing.

    `previewed` is the fingerprint of the plan that was looked at. Refuses with FileGone, and as
    catalogue.import_catalogue does.
    """
    if file.erased_at is not None or file.content.body is None:
        raise FileGone
    reading = read_catalogue(
        bytes(file.content.body),
        ReadingChoices(
            language=language, prices_with_tax=prices_with_tax, currency=society.currency
        ),
    )
    if reading.problems:
        raise FileHasProblems
    rows = recognised(society, reading.rows)
    done = import_catalogue(
        actor=actor,
        society=society,
        rows=rows,
        source=reading.source,
        file_digest=file.content.sha256,
        previewed=previewed,
        all_from=all_from,
        withdraw_missing=withdraw_missing,
        also=food_differences(society),
        at=at,
    )
    keep_facts(society, rows, done.item_of_row)
    return done


def _columns(food: Described) -> dict[str, object]:
    allergens = None if food.allergens is None else list(food.allergens)
    return asdict(food) | {"allergens": allergens}
