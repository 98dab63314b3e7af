from cyfran.coop.membership.actions.members import cease_membership
from cyfran.coop.membership.queries import member_for
from cyfran.coop.membership.tests.cast import AT, LATER
from cyfran.kernel.actions import Actor
from cyfran.kernel.societies.actions import enter_party, erase_party
from cyfran.trade.catalogue.actions.offers import list_offer
from cyfran.trade.catalogue.models import Offer
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
