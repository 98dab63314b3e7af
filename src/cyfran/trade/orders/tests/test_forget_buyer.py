"""Somebody who sold and bought is erased: the trade stays, and nothing in it says who it was."""

from cyfran.kernel.actions import Actor
from cyfran.kernel.societies.actions import enter_party, erase_party
from cyfran.kernel.societies.events import PartyErased
from cyfran.kernel.time import now
from cyfran.trade.catalogue.actions.offers import name_stall
from cyfran.trade.catalogue.models import Stall
from cyfran.trade.catalogue.reactions import forget_stall
from cyfran.trade.orders.actions import put_in_basket
from cyfran.trade.orders.models import BasketLine, Order
from cyfran.trade.orders.reactions import forget_buyer
from cyfran.trade.orders.tests import cast


def erased(party) -> PartyErased:
    return PartyErased(party, party.person_id, frozenset(), now())


def test_the_notes_on_their_orders_are_gone_and_the_orders_stay(
    hub, week, leeks, sian, siân_s_account
):
    order = cast.order(hub, sian, {leeks.pk: 2})
    Order.objects.filter(pk=order.pk).update(note="Gadewch gyda Siân")
    forget_buyer(erased(siân_s_account))
    kept = Order.objects.get(pk=order.pk)
    assert (kept.note, kept.gross) == ("", order.gross)


def test_their_basket_is_gone_and_nobody_elses(hub, week, leeks, sian, elin, mair):
    for who in (sian, elin):
        put_in_basket(
            actor=Actor.person(who),
            society=hub,
            owner=f"person:{who.pk}",
            quantities={leeks.pk: 1},
            at=now(),
        )
    party = enter_party(society=hub, name="Siân", person=sian, at=now())
    erase_party(actor=Actor.person(mair), party=party, at=now())
    assert list(BasketLine.objects.values_list("owner", flat=True)) == [f"person:{elin.pk}"]


def test_the_name_they_sold_under_is_gone(hub, fferm, dai):
    name_stall(actor=Actor.person(dai), society=hub, seller=fferm, name="Fferm Tŷ Gwyn")
    forget_stall(erased(fferm))
    assert Stall.objects.get(party=fferm).name == "Dilëwyd · Erased"
