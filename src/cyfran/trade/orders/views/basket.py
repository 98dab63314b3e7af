"""The basket: what it comes to, and the button that orders it."""

import secrets
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cyfran.coop.payments.queries.credit import credit_of
from cyfran.kernel.languages import active_language
from cyfran.kernel.money import format_money
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.societies.requests import SocietyRequest
from cyfran.kernel.ui.pages import page
from cyfran.trade.orders.actions import place_order
from cyfran.trade.orders.forms import PlaceOrderForm
from cyfran.trade.orders.links import order_address
from cyfran.trade.orders.queries import basket_of, current_cycle
from cyfran.trade.orders.views.owners import basket_owner


@require_safe
def basket(request: SocietyRequest) -> HttpResponse:
    """What is in the basket, at the prices of now."""
    return _show(request, _form(request, {"initial": {"key": secrets.token_urlsafe(12)}}))


@require_POST
def place(request: SocietyRequest) -> HttpResponse:
    """One order; a refusal keeps the basket and everything typed."""
    form = _form(request, {"data": request.POST}, looked_up=False)
    if not form.is_valid():
        return _show(request, form, status=422)
    given = form.cleaned_data
    try:
        order = place_order(
            actor=request.actor,
            society=request.society,
            owner=basket_owner(request),
            pay_by=given["pay_by"],
            key=given["key"],
            at=request.at,
            guest_name=given.get("guest_name", ""),
            guest_email=given.get("guest_email", ""),
            guest_language=active_language(),
        )
    except Refusal as refusal:
        return _show(request, form, refusal, status=422)
    return redirect(order_address(order, guest=not request.user.is_authenticated))


def _form(
    request: SocietyRequest, given: dict[str, Any], *, looked_up: bool = True
) -> PlaceOrderForm:
    guest = not request.user.is_authenticated
    text = ""
    if looked_up and not guest:
        held = _credit(request)
        text = _("Your account holds %(amount)s.") % {
            "amount": format_money(held, request.society.currency)
        }
        given.setdefault("initial", {})["pay_by"] = "credit" if held > 0 else "transfer"
    return PlaceOrderForm(**given, guest=guest, credit_text=text)


def _credit(request: SocietyRequest) -> int:
    party = party_of(request.society, request.actor.person_id)
    return credit_of(party) if party else 0


def _show(
    request: SocietyRequest, form: PlaceOrderForm, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    society = request.society
    owner = basket_owner(request)
    member = "member" in request.actor.roles(society)
    context = {
        "basket": basket_of(society, owner, for_members=member) if owner else None,
        "cycle": current_cycle(society),
        "form": form,
        "refusal": refusal,
    }
    return page(request, "orders/basket.html", context, status=status)
