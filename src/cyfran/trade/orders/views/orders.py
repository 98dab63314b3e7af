"""A buyer's orders: what is in each, what it comes to, and changing it while the cycle is open."""

import re
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cyfran.coop.payments.queries.accounts import pay_to
from cyfran.kernel.actions import Actor
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.requests import OwnSocietyRequest, SocietyRequest
from cyfran.kernel.ui.pages import page
from cyfran.trade.orders.actions import cancel_order, change_order
from cyfran.trade.orders.links import order_of_token, order_token
from cyfran.trade.orders.models import Order
from cyfran.trade.orders.paying import awaited_for
from cyfran.trade.orders.queries import held_in, may_see, orders_of
from cyfran.trade.orders.views.shop import FIELD


@login_required
@require_safe
def own_orders(request: OwnSocietyRequest) -> HttpResponse:
    """Every order of the person who is signed in."""
    return page(
        request,
        "orders/own_orders.html",
        {"orders": orders_of(request.society, request.actor.own_person_id)[:60]},
    )


@login_required
@require_http_methods(["GET", "POST"])
def order(request: OwnSocietyRequest, order_id: int) -> HttpResponse:
    """One order; posting changes its quantities."""
    found = (
        Order.objects.filter(society=request.society, pk=order_id)
        .select_related("buyer", "cycle")
        .first()
    )
    if found is None or not may_see(request.actor, found):
        raise Http404(_("There is no such order."))
    return _answer(
        request,
        found,
        request.actor,
        society_url(request.society, "orders:order", order_id=order_id),
    )


@require_http_methods(["GET", "POST"])
def by_link(request: SocietyRequest, token: str) -> HttpResponse:
    """A guest's order, by the link that they were given."""
    found = order_of_token(request.society.pk, token)
    if found is None:
        raise Http404(_("There is no such order."))
    actor = Actor.guest(f"order:{found.pk}")
    return _answer(
        request, found, actor, society_url(request.society, "orders:by_link", token=token)
    )


@require_http_methods(["GET", "POST"])
def take_back(request: SocietyRequest, order_id: int) -> HttpResponse:
    """Asks, and then takes the order back."""
    token = request.GET.get("link", "")
    found = order_of_token(request.society.pk, token) if token else None
    actor = Actor.guest(f"order:{found.pk}") if found else request.actor
    found = (
        found
        or Order.objects.filter(society=request.society, pk=order_id)
        .select_related("buyer")
        .first()
    )
    if found is None or found.pk != order_id or not (token or may_see(actor, found)):
        raise Http404(_("There is no such order."))
    address = (
        society_url(request.society, "orders:by_link", token=token)
        if token
        else society_url(request.society, "orders:order", order_id=order_id)
    )
    if request.method == "GET":
        return page(request, "orders/take_back.html", {"order": found, "back_url": address})
    done = _try(request, lambda: cancel_order(actor=actor, order=found, at=request.at))
    if done is None:
        messages.success(request, _("Your order is taken back."))
        return redirect(address)
    return page(
        request,
        "orders/take_back.html",
        {"order": found, "back_url": address, "refusal": done},
        status=422,
    )


def _answer(request: SocietyRequest, found: Order, actor: Actor, address: str) -> HttpResponse:
    refusal = None
    if request.method == "POST":
        typed = {name: str(value).strip() for name, value in request.POST.items()}
        quantities = {
            int(match[1]): int(value) if re.fullmatch(r"[0-9]{1,4}", value) else 0
            for name, value in typed.items()
            if (match := FIELD.fullmatch(name))
        }
        refusal = _try(
            request,
            lambda: change_order(actor=actor, order=found, quantities=quantities, at=request.at),
        )
        if refusal is None:
            messages.success(request, _("Your order is changed."))
            return redirect(address)
    return _show(request, found, address, refusal)


def _try(request: SocietyRequest, act: Callable[[], object]) -> Refusal | None:
    try:
        act()
    except Refusal as refusal:
        return refusal
    return None


def _show(
    request: SocietyRequest, found: Order, address: str, refusal: Refusal | None
) -> HttpResponse:
    changeable = (
        found.order_state == "placed"
        and found.cycle.state == "open"
        and found.cycle.closes_at > request.at
    )
    awaited = awaited_for(found) if found.pay_by == "transfer" else None
    context = {
        "order": found,
        "lines": held_in(request.society, [found])[found.pk],
        "changeable": changeable,
        "awaited": awaited,
        "pay_to": pay_to(request.society) if awaited else None,
        "refusal": refusal,
        "token": "" if request.user.is_authenticated else order_token(found),
        "address": address,
    }
    return page(request, "orders/order.html", context, status=422 if refusal else 200)
