"""The shop: everything on sale, with how many of each are in the basket."""

import re
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page
from cyfran.trade.catalogue.queries.shop import ShopOffer, shelves_of, shopfront
from cyfran.trade.orders.actions import put_in_basket
from cyfran.trade.orders.queries import basket_of, cycle_and_basket
from cyfran.trade.orders.tiles import tiles_of
from cyfran.trade.orders.views.owners import basket_owner

FIELD = re.compile(r"q([0-9]{1,18})")


@require_http_methods(["GET", "POST"])
def shop(request: SocietyRequest) -> HttpResponse:
    """What is on sale this week; posting puts the quantities on the page into the basket."""
    if request.method == "POST":
        return _fill(request)
    return _show(request)


def _show(request: SocietyRequest, refusal: Refusal | None = None) -> HttpResponse:
    society = request.society
    member = "member" in request.actor.roles(society)
    everything = shopfront(society, for_members=member)
    shelf, words = request.GET.get("shelf", ""), request.GET.get("q", "").strip()[:100]
    shown = _shown(everything, shelf, words)
    cycle, quantities = cycle_and_basket(society, basket_owner(request))
    context = {
        "cycle": cycle,
        "is_open": cycle is not None and cycle.state == "open",
        "tiles": tiles_of(shown, quantities),
        "shelves": shelves_of(everything),
        "shelf": shelf,
        "words": words,
        "count": sum(quantities.values()),
        "total": sum(
            offer.net_price * quantities[offer.offer_id]
            for offer in everything
            if offer.offer_id in quantities
        ),
        "refusal": refusal,
        "coordinates": "coordinator" in request.actor.roles(society),
        "nothing_listed": not everything,
    }
    return page(request, "orders/shop.html", context, status=422 if refusal else 200)


def _shown(everything: Sequence[ShopOffer], shelf: str, words: str) -> Sequence[ShopOffer]:
    if not (shelf or words):
        return everything
    return [
        offer
        for offer in everything
        if (not shelf or offer.shelf == shelf) and _matches(offer.name, offer.seller, words)
    ]


def _matches(name: str, seller: str, words: str) -> bool:
    return not words or all(
        word in f"{name} {seller}".casefold() for word in words.casefold().split()
    )


def _fill(request: SocietyRequest) -> HttpResponse:
    society = request.society
    try:
        quantities = _quantities(request)
        owner = basket_owner(request, make=True)
        put_in_basket(
            actor=request.actor, society=society, owner=owner, quantities=quantities, at=request.at
        )
    except Refusal as refusal:
        return _show(request, refusal)
    if request.headers.get("HX-Request") == "true":
        return _show(request)
    if "basket" in request.POST:
        return redirect(society_url(society, "orders:basket"))
    basket = basket_of(society, owner, for_members=True)
    messages.success(
        request,
        _("Your basket holds what you chose.") if basket.rows else _("Your basket is empty."),
    )
    return redirect(request.get_full_path())


def _quantities(request: SocietyRequest) -> dict[int, int]:
    """The quantities that were posted; blank is nought, nonsense is refused by the action as 10,000."""
    found: dict[int, int] = {}
    for name, value in request.POST.items():
        match = FIELD.fullmatch(name)
        if match:
            text = str(value).strip()
            found[int(match[1])] = int(text or 0) if re.fullmatch(r"[0-9]{0,4}", text) else 10_000
    return found
