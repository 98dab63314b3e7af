"""The address of an order: a guest's carries its signature, which opens it on any device."""

from django.core.signing import BadSignature, Signer

from cyfran.kernel.societies.addresses import society_url
from cyfran.trade.orders.models import Order

_signer = Signer(salt="orders.order")


def order_address(order: Order, *, guest: bool) -> str:
    """The page of the order in the active language; anybody else signs in to see theirs."""
    if guest:
        return society_url(order.society, "orders:by_link", token=order_token(order))
    return society_url(order.society, "orders:order", order_id=order.pk)


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
