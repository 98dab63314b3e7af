"""Place an order, change it until the cycle closes, or take it back."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cyfran.kernel.actions import Actor, action, anyone, nobody
from cyfran.kernel.events import announce
from cyfran.kernel.people.models import Person
from cyfran.kernel.refusals import AtTheSameTime, constraints_mean
from cyfran.kernel.societies.actions import enter_party
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.rulebook import rules
from cyfran.kernel.societies.states import require_registered
from cyfran.trade.orders import ordering, paying
from cyfran.trade.orders.events import OrderPlaced
from cyfran.trade.orders.models import Order
from cyfran.trade.orders.refusals import (
    BasketEmpty,
    CycleNotReady,
    MembersOnly,
    NameAndAddressNeeded,
    NotEnoughCredit,
    NotYourOrder,
    OrderingClosed,
)
from cyfran.trade.orders.rules import changed_quantities

BREACHES = {
    "ordering_is_open": OrderingClosed,
    "balance_at_or_below_ceiling": NotEnoughCredit,
    "one_order_a_buyer_a_cycle": AtTheSameTime,
    "order_key_once": AtTheSameTime,
}


@action(
    may=anyone,
    label=_("Place an order"),
    codes=("pay_by",),
    unrecorded=("owner", "key", "guest_language"),
    helped="order",
)
def place_order(
    *,
    actor: Actor,
    society: Society,
    owner: str,
    pay_by: str,
    key: str,
    at: datetime,
    guest_name: str = "",
    guest_email: str = "",
    guest_language: str = "",
) -> Order:
    """What was in the basket is ordered, reserved and in the books, and the basket is empty.

    Somebody who has an order in this cycle has these lines added to it. The same `key` answers with the
    order it made. Refuses with BasketEmpty, OrderingClosed, NotEnoughLeft, NotEnoughCredit, MembersOnly,
    NameAndAddressNeeded or NotRegisteredYet; the basket is then as it was.
    """
    require_registered(society)
    standing, wanted = ordering.take_basket(society, actor, owner, key)
    if not wanted:
        return _placed_before(society, key)
    if standing.cycle_id is None:
        raise OrderingClosed
    governed = rules(society, "orders.commission_bp", "orders.guests_may_order")
    members_only = not governed["orders.guests_may_order"].value or any(
        line.for_members for line in wanted
    )
    if members_only and not standing.is_member:
        raise MembersOnly
    if standing.order_id is not None:
        return _add_to(standing.order_id, wanted, actor, at)
    buyer_id = standing.party_id
    if buyer_id is None:
        buyer_id = _enter_buyer(society, actor, guest_name, guest_email, guest_language, at).pk
    with constraints_mean(BREACHES, ends_action=True):
        order = ordering.place(
            society=society,
            cycle_id=standing.cycle_id,
            buyer_id=buyer_id,
            wanted=wanted,
            commission=governed["orders.commission_bp"],
            pay_by=pay_by,
            key=key,
            actor=actor,
            at=at,
        )
        paying.follow(order, actor, at)
    announce(OrderPlaced(order, at))
    return order


@action(may=anyone, label=_("Change an order"), helped="order")
def change_order(*, actor: Actor, order: Order, quantities: dict[int, int], at: datetime) -> Order:
    """The order holds these quantities of these offers (others stay); the changes are rows of their own.

    Additions are at the price of now, reductions at the price that was paid. Refuses with NotYourOrder,
    CycleNotReady, OrderingClosed, NotEnoughLeft or NotEnoughCredit.
    """
    locked = Order.objects.select_for_update().get(pk=order.pk)
    _theirs(locked, actor)
    return _change(locked, quantities, actor, at)


@action(may=anyone, label=_("Take back an order"), helped="order")
def cancel_order(*, actor: Actor, order: Order, at: datetime) -> Order:
    """The order is taken back: its goods are free for others, its money is returned to the account.

    Refuses with NotYourOrder, CycleNotReady or OrderingClosed.
    """
    locked = Order.objects.select_for_update().get(pk=order.pk)
    _theirs(locked, actor)
    cancelled = _change(locked, dict.fromkeys(ordering.held(locked), 0), actor, at)
    cancelled.order_state = Order.OrderState.CANCELLED
    cancelled.save(update_fields=["order_state"])
    return cancelled


@action(may=nobody, label=_("Note that an order is paid"), scheduled=True)
def mark_order_paid(*, actor: Actor, order: Order, at: datetime) -> Order:
    """The transfer for the order has come in full."""
    order.payment_state = Order.PaymentState.PAID
    order.save(update_fields=["payment_state"])
    return order


def _theirs(order: Order, actor: Actor) -> None:
    """The buyer's own, or the coordinator's business; a guest comes by the signed link of the order."""
    own = (
        actor.person_id is not None
        and Party.objects.filter(pk=order.buyer_id, person_id=actor.person_id).exists()
    )
    by_link = actor.kind == "guest" and actor.name == f"order:{order.pk}"
    if not (own or by_link or "coordinator" in actor.roles(order.society_id)):
        raise NotYourOrder
    if order.order_state != Order.OrderState.PLACED:
        raise CycleNotReady(state=order.get_order_state_display())


def _placed_before(society: Society, key: str) -> Order:
    """The order that this key made: the same form was sent twice."""
    before = Order.objects.filter(society=society, key=key).first()
    if before is None:
        raise BasketEmpty
    return before


def _add_to(order_id: int, wanted: Sequence[ordering.Wanted], actor: Actor, at: datetime) -> Order:
    order = Order.objects.select_for_update().get(pk=order_id)
    held = ordering.held(order)
    return _change(
        order,
        {line.offer_id: held.get(line.offer_id, 0) + line.quantity for line in wanted},
        actor,
        at,
    )


def _change(order: Order, wanted: Mapping[int, int], actor: Actor, at: datetime) -> Order:
    society = order.society
    changes = changed_quantities(ordering.held(order), wanted)
    if not changes:
        return order
    commission = rules(society, "orders.commission_bp")["orders.commission_bp"]
    with constraints_mean(BREACHES, ends_action=True):
        more = ordering.write_changes(society, order, changes, commission, at)
        order.net, order.tax = order.net + more.net, order.tax + more.tax
        order.commission += more.commission
        order.changed_at = at
        order.save(update_fields=["net", "tax", "commission", "changed_at"])
        number = ordering.latest_amendment(order)
        ordering.post_change(order, more.gross, society, actor, at, amendment=number)
        paying.follow(order, actor, at)
    announce(OrderPlaced(order, at))
    return order


def _enter_buyer(
    society: Society, actor: Actor, name: str, email: str, language: str, at: datetime
) -> Party:
    """The society knows the buyer from now on; a guest gives a name and an address for the receipt."""
    if actor.person_id is not None:
        person = Person.objects.get(pk=actor.person_id)
        return enter_party(society=society, name=person.name or person.email, person=person, at=at)
    if not (name.strip() and "@" in email):
        raise NameAndAddressNeeded
    address = email.strip().lower()
    return enter_party(society=society, name=name.strip(), email=address, language=language, at=at)
