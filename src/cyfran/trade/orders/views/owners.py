"""Whose basket a request is about: a person's, or a guest's by a token in the session."""

import secrets

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from cyfran.trade.orders.models import Order

KEY = "basket"
_signer = Signer(salt="orders.order")


def basket_owner(request: HttpRequest, *, make: bool = False) -> str:
    """The owner of this request's basket; a guest without one has "" until `make` gives them a token."""
    if request.user.is_authenticated:
        return f"person:{request.user.pk}"
    if make and KEY not in request.session:
        request.session[KEY] = secrets.token_urlsafe(16)
    token = request.session.get(KEY)
    return f"guest:{token}" if token else ""


def order_token(order: Order) -> str:
    """What a guest's link to their own order carries."""
    return _signer.sign(f"{order.society_id}-{order.pk}")


def order_of_token(society_id: int, token: str) -> Order | None:
    """The order a link is about; None when the link is not one of ours, or of another society."""
    try:
        signed_society, order_id = _signer.unsign(token).split("-")
    except (BadSignature, ValueError):
        return None
    if int(signed_society) != society_id:
        return None
    return (
        Order.objects.filter(society=society_id, pk=int(order_id))
        .select_related("buyer", "cycle")
        .first()
    )
