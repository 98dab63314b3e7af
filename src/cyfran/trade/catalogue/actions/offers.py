"""What sellers do with their offers: list, describe, reprice, restock, withdraw."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, roles
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import constraints_mean
from cyfran.kernel.societies.models import Party, Society
from cyfran.trade.catalogue.models import Item, Offer, Stall, StockPool
from cyfran.trade.catalogue.refusals import (
    AlreadyListed,
    AlreadyWithdrawn,
    CaseOutOfBounds,
    CodeTaken,
    NotYourOffer,
    PriceOutOfBounds,
    SellerHasLeft,
    SizeOutOfBounds,
    StockOutOfBounds,
    StockPromised,
)
from cyfran.trade.catalogue.sorting import sort_keys

BOUNDS = {
    "offer_price_sensible": PriceOutOfBounds,
    "offer_case_sensible": CaseOutOfBounds,
    "offer_imported_once": CodeTaken,
    "item_size_sensible": SizeOutOfBounds,
    "stock_count_sensible": StockOutOfBounds,
    "stock_never_oversold": StockPromised,
    "seller_has_not_left": SellerHasLeft,
}
SELLERS = roles("producer", "coordinator")


@action(may=SELLERS, label=_("List an offer"), codes=("kind", "unit", "tax_code", "audience"))
def list_offer(
    *,
    actor: Actor,
    society: Society,
    seller: Party,
    name: Bilingual,
    price: int,
    at: datetime,
    kind: str = "goods",
    description: Bilingual | None = None,
    unit: str = "each",
    size: int = 1,
    tax_code: str = "zero",
    audience: str = "public",
    stock: int | None = None,
    case_size: int = 1,
) -> Offer:
    """The seller has this on offer at the net price (minor units) for one; `stock` None sells on demand.

    Producers list their own, the coordinator anybody's. Refuses with NotYourOffer, SellerHasLeft,
    PriceOutOfBounds, SizeOutOfBounds, CaseOutOfBounds, StockOutOfBounds or SocietyClosed.
    """
    _require_seller(actor, seller.pk, society.pk)
    with constraints_mean(BOUNDS):
        item = Item.objects.create(
            society=society,
            kind=kind,
            name=name,
            description=description or None,
            unit=unit,
            size=size,
            tax_code=tax_code,
            **sort_keys(name),
        )
        offer = Offer.objects.create(
            society=society,
            seller=seller,
            item=item,
            price=price,
            currency=society.currency,
            audience=audience,
            case_size=case_size,
            listed_at=at,
        )
        StockPool.objects.create(society=society, offer=offer, on_hand=stock)
    return offer


@action(may=SELLERS, label=_("Describe an offer"), codes=("unit", "tax_code", "audience"))
def describe_offer(
    *,
    actor: Actor,
    offer: Offer,
    name: Bilingual,
    description: Bilingual | None,
    unit: str,
    size: int,
    tax_code: str,
    audience: str,
    case_size: int,
) -> Offer:
    """The offer and its item are described so; orders already placed keep what they were placed for.

    Refuses with NotYourOffer, SizeOutOfBounds or CaseOutOfBounds.
    """
    own = _own(actor, offer)
    item = own.item
    item.name, item.description, item.unit = name, description or None, unit
    item.size, item.tax_code = size, tax_code
    item.sort_en, item.sort_cy = sort_keys(name).values()
    own.audience, own.case_size = audience, case_size
    with constraints_mean(BOUNDS):
        item.save(
            update_fields=[
                "name", "description", "unit", "size", "tax_code", "sort_en", "sort_cy",
            ]
        )  # fmt: skip
        own.save(update_fields=["audience", "case_size"])
    return own


@action(may=SELLERS, label=_("Change a price"))
def reprice_offer(*, actor: Actor, offer: Offer, price: int) -> Offer:
    """The offer has this net price (minor units) from now on; orders already placed keep theirs.

    Refuses with NotYourOffer or PriceOutOfBounds.
    """
    own = _own(actor, offer)
    own.price = price
    with constraints_mean(BOUNDS):
        own.save(update_fields=["price"])
    return own


@action(may=SELLERS, label=_("Restock an offer"))
def restock_offer(*, actor: Actor, offer: Offer, stock: int | None) -> Offer:
    """So many are there in all, with those already ordered; None sells on demand.

    Refuses with NotYourOffer, StockOutOfBounds, or StockPromised when more than that are ordered.
    """
    own = _own(actor, offer)
    with constraints_mean(BOUNDS):
        StockPool.objects.filter(offer=own).update(on_hand=stock)
    return own


@action(may=SELLERS, label=_("Count the stock"))
def count_stock(*, actor: Actor, society: Society, counts: Mapping[int, int | None]) -> int:
    """So many of each offer (by id) are there in all; None sells on demand. How many figures were new.

    All of it or nothing. Refuses with NotYourOffer, StockOutOfBounds, or StockPromised when fewer are left than
    are ordered.
    """
    pools = (
        StockPool.objects.select_for_update(of=("self",))
        .select_related("offer")
        .filter(society=society, offer__in=counts)
        .order_by("offer_id")
    )
    new = [pool for pool in pools if pool.on_hand != counts[pool.offer_id]]
    for seller_id in {pool.offer.seller_id for pool in new}:
        _require_seller(actor, seller_id, society.pk)
    with constraints_mean(BOUNDS):
        for pool in new:
            pool.on_hand = counts[pool.offer_id]
            pool.save(update_fields=["on_hand"])
    return len(new)


@action(may=SELLERS, label=_("Withdraw an offer"))
def withdraw_offer(*, actor: Actor, offer: Offer, at: datetime) -> Offer:
    """The offer is no longer on sale; orders already placed stand.

    Refuses with NotYourOffer or AlreadyWithdrawn.
    """
    own = _own(actor, offer)
    if not own.is_listed:
        raise AlreadyWithdrawn
    own.state, own.withdrawn_at = Offer.State.WITHDRAWN, at
    own.save(update_fields=["state", "withdrawn_at"])
    return own


@action(may=SELLERS, label=_("Put an offer on sale again"))
def relist_offer(*, actor: Actor, offer: Offer) -> Offer:
    """The withdrawn offer is on sale again, as it was.

    Refuses with NotYourOffer, AlreadyListed or SellerHasLeft.
    """
    own = _own(actor, offer)
    if own.is_listed:
        raise AlreadyListed
    own.state, own.withdrawn_at = Offer.State.LISTED, None
    with constraints_mean(BOUNDS):
        own.save(update_fields=["state", "withdrawn_at"])
    return own


@action(may=SELLERS, label=_("Name a stall"))
def name_stall(*, actor: Actor, society: Society, seller: Party, name: str) -> Stall:
    """The seller trades under this name from now on.

    Refuses with NotYourOffer.
    """
    _require_seller(actor, seller.pk, society.pk)
    stall, _created = Stall.objects.update_or_create(
        party=seller, society=society, defaults={"name": name.strip() or seller.name}
    )
    return stall


def _own(actor: Actor, offer: Offer) -> Offer:
    """The offer, locked, when the actor may touch it."""
    own = Offer.objects.select_for_update(of=("self",)).select_related("item").get(pk=offer.pk)
    _require_seller(actor, own.seller_id, own.society_id)
    return own


def _require_seller(actor: Actor, seller_id: int, society_id: int) -> None:
    if actor.person_id is None or "coordinator" in actor.roles(society_id):
        return
    if not Party.objects.filter(pk=seller_id, person_id=actor.person_id).exists():
        raise NotYourOffer
