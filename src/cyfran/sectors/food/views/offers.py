"""A producer's offers (and, for the coordinator, everybody's): the list with its stock, one offer, a stall's name."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.access import for_roles
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Party
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page
from cyfran.sectors.food.actions import offer_food, revise_food
from cyfran.sectors.food.forms import OfferForm, StallForm, StockForm, initial_of
from cyfran.sectors.food.models import FoodFacts
from cyfran.sectors.food.queries import measures_of
from cyfran.sectors.food.wording import size_words
from cyfran.trade.catalogue.actions.offers import (
    count_stock,
    name_stall,
    relist_offer,
    withdraw_offer,
)
from cyfran.trade.catalogue.models import Offer
from cyfran.trade.catalogue.queries.offers import (
    may_sell_for_all,
    offers_of,
    own_stall,
    seller_name,
    sellers_of,
)

SELLERS = ("producer", "coordinator")
A_PAGE = 50


@for_roles(*SELLERS)
@require_http_methods(["GET", "POST"])
def my_offers(request: SocietyRequest) -> HttpResponse:
    """What the reader has on offer, with the stock of each to count; posting counts it."""
    offers = _found(request)
    shown = Paginator(offers, A_PAGE).get_page(request.GET.get("page"))
    rows = list(shown.object_list)
    form = StockForm(request.POST or None, offers=[offer for offer in rows if offer.is_listed])
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            counted = count_stock(
                actor=request.actor, society=request.society, counts=form.counts()
            )
        except Refusal as no:
            refusal = no
        else:
            messages.success(
                request, _("The stock is as you counted it.") if counted else _("Nothing changed.")
            )
            return redirect(request.get_full_path())
    status = 422 if refusal or form.errors else 200
    context = {"form": form, "refusal": refusal, "page_obj": shown, **_list(request, rows, form)}
    return page(request, "food/offers.html", context, status=status)


def _found(request: SocietyRequest) -> QuerySet[Offer]:
    """The offers the reader may touch, narrowed to the producer and the words asked for."""
    society = request.society
    everybody = may_sell_for_all(request.actor, society)
    seller = request.GET.get("seller", "")
    own = None if everybody else _own(request)
    if everybody and seller.isdecimal() and len(seller) < 18:
        offers = offers_of(society, int(seller))
    else:
        offers = offers_of(society, own)
    words = request.GET.get("q", "").strip()[:100]
    if words:
        offers = offers.filter(
            Q(item__name__en__icontains=words) | Q(item__name__cy__icontains=words)
        )
    return offers


def _list(request: SocietyRequest, rows: list[Offer], form: StockForm) -> dict[str, Any]:
    measures = measures_of(request.society, rows)
    everybody = may_sell_for_all(request.actor, request.society)
    lines = [
        {
            "offer": offer,
            "seller": seller_name(offer),
            "size": size_words(offer.item.unit, offer.item.size),
            "measure": measures.get(offer.pk, ""),
            "field": form[f"stock{offer.pk}"] if offer.is_listed else None,
        }
        for offer in rows
    ]
    return {
        "listed": [line for line in lines if line["field"] is not None],
        "withdrawn": [line for line in lines if line["field"] is None],
        "everybody": everybody,
        "stall": own_stall(request.actor, request.society),
        "sellers": sellers_of(request.society) if everybody else [],
        "seller": request.GET.get("seller", ""),
        "words": request.GET.get("q", ""),
    }


@for_roles(*SELLERS)
@require_http_methods(["GET", "POST"])
def new_offer(request: SocietyRequest) -> HttpResponse:
    """Something new on offer; a producer's own, or for the coordinator anybody's."""
    society = request.society
    sellers = sellers_of(society) if may_sell_for_all(request.actor, society) else []
    form = OfferForm(request.POST or None, sellers=sellers)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        seller_id = form.cleaned_data.get("seller")
        seller = Party.objects.get(pk=seller_id) if seller_id else _own(request)
        try:
            offer_food(
                actor=request.actor,
                society=society,
                seller=seller,
                at=request.at,
                **form.offered(),
            )
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, _("It is on offer."))
            return redirect(society_url(society, "food:offers"))
    status = 422 if refusal or form.errors else 200
    return page(
        request,
        "food/new.html",
        {"form": form, "refusal": refusal, "groups": form.groups()},
        status=status,
    )


@for_roles(*SELLERS)
@require_http_methods(["GET", "POST"])
def edit_offer(request: SocietyRequest, offer_id: int) -> HttpResponse:
    """One offer: what it is, its price, how many there are; on sale or withdrawn."""
    offer = _one(request, offer_id)
    facts = FoodFacts.objects.filter(item=offer.item_id).first()
    form = OfferForm(request.POST or None, initial=initial_of(offer, facts))
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            revise_food(actor=request.actor, offer=offer, **form.offered())
        except Refusal as no:
            refusal = no
        else:
            messages.success(
                request, _("The offer is changed. Orders already placed keep their price.")
            )
            return redirect(society_url(request.society, "food:offers"))
    status = 422 if refusal or form.errors else 200
    context = {
        "form": form, "refusal": refusal, "groups": form.groups(), "offer": offer, "seller": seller_name(offer)
    }  # fmt: skip
    return page(request, "food/edit.html", context, status=status)


@for_roles(*SELLERS)
@require_http_methods(["GET", "POST"])
def withdraw(request: SocietyRequest, offer_id: int) -> HttpResponse:
    """Ask, then take the offer off sale."""
    offer = _one(request, offer_id)
    if request.method == "GET":
        return page(request, "food/withdraw.html", {"offer": offer})
    try:
        withdraw_offer(actor=request.actor, offer=offer, at=request.at)
        messages.success(request, _("It is withdrawn. Orders already placed stand."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(society_url(request.society, "food:edit", offer_id=offer.pk))


@for_roles(*SELLERS)
@require_http_methods(["POST"])
def list_again(request: SocietyRequest, offer_id: int) -> HttpResponse:
    """Put the offer on sale again."""
    offer = _one(request, offer_id)
    try:
        relist_offer(actor=request.actor, offer=offer)
        messages.success(request, _("It is on sale again."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(society_url(request.society, "food:edit", offer_id=offer.pk))


@for_roles("producer")
@require_http_methods(["GET", "POST"])
def stall(request: SocietyRequest) -> HttpResponse:
    """The name that a producer trades under."""
    own = _own(request)
    form = StallForm(
        request.POST or None, initial={"name": getattr(own, "stall", None) or own.name}
    )
    if request.method == "POST" and form.is_valid():
        name_stall(
            actor=request.actor, society=request.society, seller=own, name=form.cleaned_data["name"]
        )
        messages.success(request, _("Buyers see you under that name."))
        return redirect(society_url(request.society, "food:offers"))
    return page(request, "food/stall.html", {"form": form}, status=422 if form.errors else 200)


def _own(request: SocietyRequest) -> Party:
    """The party the reader sells as."""
    own = own_stall(request.actor, request.society)
    if own is None:
        raise PermissionDenied(_("Only a producer sells as themselves."))
    return own


def _one(request: SocietyRequest, offer_id: int) -> Offer:
    """The offer, when the reader may touch it; else it is not there."""
    own = None if may_sell_for_all(request.actor, request.society) else _own(request)
    offer = offers_of(request.society, own).filter(pk=offer_id).first()
    if offer is None:
        raise Http404(_("There is no such offer."))
    return offer
