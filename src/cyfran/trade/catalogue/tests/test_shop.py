"""What a shop page prints: ready in two queries, in the reader's language, with the tax in the price."""

import pytest
from django.utils import translation

from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import Bilingual
from cyfran.trade.catalogue import facts
from cyfran.trade.catalogue.actions.offers import name_stall, withdraw_offer
from cyfran.trade.catalogue.facts import OfferFacts
from cyfran.trade.catalogue.queries.shop import shelves_of, shopfront
from cyfran.trade.catalogue.tests.cast import listed
from cyfran.trade.catalogue.tests.test_stock import call


@pytest.fixture(autouse=True)
def no_sector(monkeypatch):
    """As if no sector had anything to say, whichever are installed."""
    monkeypatch.setattr(facts, "_sources", [])


def test_an_offer_comes_ready_to_print(hub, fferm, dai):
    name_stall(actor=Actor.person(dai), society=hub, seller=fferm, name="Fferm Cwm Du")
    offer = listed(hub, dai, price=1_250_00)
    call("reserve", hub.pk, (offer.pk, 8))
    (shown,) = shopfront(hub, for_members=False)
    assert (shown.offer_id, shown.name, shown.seller) == (offer.pk, "Leeks, bunch", "Fferm Cwm Du")
    assert (shown.price_text, shown.net_price, shown.left) == ("£1,250.00", 125000, 4)
    assert (shown.language, shown.sold_out, shown.measure) == ("", False, "")


def test_the_price_shown_has_the_tax_in_it(hub, fferm, dai):
    listed(hub, dai, price=100, tax_code="standard")
    (shown,) = shopfront(hub, for_members=False)
    assert (shown.price_text, shown.net_price, shown.tax_code) == ("£1.20", 100, "standard")


def test_names_are_in_the_readers_language_or_marked_with_their_own(hub, fferm, dai):
    listed(hub, dai)
    listed(hub, dai, name=Bilingual(en="Samphire"))
    with translation.override("cy"):
        shown = shopfront(hub, for_members=False)
    assert [(offer.name, offer.language) for offer in shown] == [
        ("Cennin, bwnsiad", ""),
        ("Samphire", "en"),
    ]


def test_names_stand_in_the_order_of_the_readers_dictionary(hub, fferm, dai):
    for name in ("Llysiau", "Lemwn", "Chwyn", "Cwstard"):
        listed(hub, dai, name=Bilingual(cy=name, en=name, source="cy"))
    with translation.override("cy"):
        welsh = [offer.name for offer in shopfront(hub, for_members=False)]
    assert welsh == ["Cwstard", "Chwyn", "Lemwn", "Llysiau"]
    assert [offer.name for offer in shopfront(hub, for_members=False)] == sorted(welsh)


def test_members_see_what_is_for_members_and_guests_do_not(hub, fferm, dai):
    listed(hub, dai, audience="member")
    assert shopfront(hub, for_members=False) == []
    assert [offer.for_members for offer in shopfront(hub, for_members=True)] == [True]


def test_what_is_withdrawn_is_not_in_the_shop_and_what_is_sold_out_is(hub, fferm, dai):
    gone, sold = listed(hub, dai), listed(hub, dai, stock=0)
    withdraw_offer(actor=Actor.person(dai), offer=gone, at=gone.listed_at)
    (shown,) = shopfront(hub, for_members=False)
    assert (shown.offer_id, shown.sold_out) == (sold.pk, True)


def test_only_some_offers_can_be_asked_for(hub, fferm, dai):
    one, _other = listed(hub, dai), listed(hub, dai)
    assert [o.offer_id for o in shopfront(hub, for_members=True, offers=[one.pk])] == [one.pk]
    assert shopfront(hub, for_members=True, offers=[]) == []


def test_a_sector_tells_its_shelves_and_measures(hub, fferm, dai, monkeypatch):
    def source(society_id, offers):
        assert society_id == hub.pk
        return {
            offer.offer_id: OfferFacts(f"{offer.size} {offer.unit}", "veg", "Vegetables")
            for offer in offers
        }

    monkeypatch.setattr(facts, "_sources", [source])
    listed(hub, dai)
    listed(hub, dai)
    shown = shopfront(hub, for_members=False)
    assert [(offer.measure, offer.shelf_name) for offer in shown] == [("500 g", "Vegetables")] * 2
    assert shelves_of(shown) == [("veg", "Vegetables", 2)]


def test_the_queries_of_a_shopfront_do_not_grow_with_its_offers(
    hub, fferm, dai, django_assert_num_queries
):
    for _ in range(3):
        listed(hub, dai)
    with django_assert_num_queries(1):
        assert len(shopfront(hub, for_members=True)) == 3
    for _ in range(5):
        listed(hub, dai)
    with django_assert_num_queries(1):
        assert len(shopfront(hub, for_members=True)) == 8
