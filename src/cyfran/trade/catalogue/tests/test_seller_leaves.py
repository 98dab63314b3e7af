import pytest
from django.db import DatabaseError, transaction

from cyfran.coop.membership.actions.members import cease_membership
from cyfran.coop.membership.queries import member_for
from cyfran.coop.membership.tests.cast import AT, LATER
from cyfran.kernel.actions import Actor
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.actions import enter_party, erase_party
from cyfran.trade.catalogue.actions.offers import list_offer, relist_offer
from cyfran.trade.catalogue.models import Offer
from cyfran.trade.catalogue.refusals import SellerHasLeft
from cyfran.trade.catalogue.tests.cast import LEEKS, listed


def on_sale():
    return set(Offer.objects.filter(state="listed").values_list("pk", flat=True))


def test_what_somebody_sold_goes_off_sale_when_they_are_no_longer_a_member(
    hub, fferm, gardd, dai, elin
):
    gone, stays = listed(hub, dai), listed(hub, elin)
    cease_membership(actor=Actor.person(dai), member=member_for(hub, dai.pk), at=LATER)
    assert on_sale() == {stays.pk}
    gone.refresh_from_db()
    assert gone.withdrawn_at == LATER


def test_what_somebody_sold_goes_off_sale_when_they_are_erased(hub, coordinator, gardd, elin):
    stays = listed(hub, elin)
    nain = enter_party(society=hub, name="Nain", at=AT)
    list_offer(actor=coordinator, society=hub, seller=nain, name=LEEKS, price=180, at=AT)
    erase_party(actor=coordinator, party=nain, at=LATER)  # Mair is the secretary too
    assert on_sale() == {stays.pk}


def test_nobody_puts_it_on_sale_again_for_whoever_left(hub, coordinator, fferm, dai):
    gone = listed(hub, dai)
    cease_membership(actor=Actor.person(dai), member=member_for(hub, dai.pk), at=LATER)
    for actor in (coordinator, Actor.person(dai)):
        with pytest.raises((SellerHasLeft, NotAllowed)):
            relist_offer(actor=actor, offer=gone)
    with pytest.raises(SellerHasLeft, match="no longer a member"):
        list_offer(actor=coordinator, society=hub, seller=fferm, name=LEEKS, price=180, at=LATER)
    assert on_sale() == set()


def test_the_database_sells_nothing_of_whoever_left_or_is_erased(hub, coordinator, fferm, dai):
    nain = enter_party(society=hub, name="Nain", at=AT)
    listed(hub, dai)
    list_offer(actor=coordinator, society=hub, seller=nain, name=LEEKS, price=180, at=AT)
    cease_membership(actor=Actor.person(dai), member=member_for(hub, dai.pk), at=LATER)
    erase_party(actor=coordinator, party=nain, at=LATER)
    for seller in (fferm, nain):
        with pytest.raises(DatabaseError, match="has left"), transaction.atomic():
            Offer.objects.filter(seller=seller).update(state="listed", withdrawn_at=None)
