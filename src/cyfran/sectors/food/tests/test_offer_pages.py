"""A producer's pages: the list with its stock, an offer, a stall; and who may open them."""

import pytest

from cyfran.coop.membership.tests.cast import joined
from cyfran.coop.membership.tests.pages import signed_in
from cyfran.kernel.languages import Bilingual
from cyfran.sectors.food.models import FoodFacts
from cyfran.sectors.food.tests.cast import offered
from cyfran.trade.catalogue.models import Offer, StockPool
from cyfran.trade.catalogue.queries.offers import offers_of, seller_name
from cyfran.trade.catalogue.tests.test_stock import call

OFFERS = "/en/hwb-bwyd-tywi/food/"
NEW = OFFERS + "new/"


def answers(**changed):
    return {
        "name_en": "Leeks, bunch", "name_cy": "Cennin, bwnsiad", "category": "vegetables", "amount": "0.5",
        "measure": "kg", "price": "1.80", "stock": "12", "description_en": "", "description_cy": "", "certifier": "",
        "tax_code": "zero", "audience": "public", "basis": "measure", "case_size": "1", "sku": "",
    } | changed  # fmt: skip


def test_a_producer_sees_their_own_offers_and_nobody_elses(hub, fferm, gardd, dai, elin):
    offered(hub, dai)
    offered(hub, elin, name=Bilingual(en="Chard"))
    text = signed_in(dai).get(OFFERS).text
    assert "Leeks, bunch" in text
    assert "£3.60 per kg" in text
    assert "Fferm Cwm Du" in text
    assert "Chard" not in text


def test_the_coordinator_sees_everybodys_and_narrows_them(
    hub, fferm, gardd, dai, elin, coordinator, mair
):
    offered(hub, dai)
    offered(hub, elin, name=Bilingual(en="Chard"))
    client = signed_in(mair)
    assert {"Leeks, bunch", "Chard"} <= words_of(client.get(OFFERS))
    assert "Chard" not in words_of(client.get(OFFERS, {"seller": fferm.pk}))
    assert "Leeks, bunch" not in words_of(client.get(OFFERS, {"q": "char"}))
    assert "Nothing by that name" in client.get(OFFERS, {"q": "zebra"}).text


def words_of(answer) -> set[str]:
    return {name for name in ("Leeks, bunch", "Chard") if name in answer.text}


@pytest.mark.parametrize(
    "page", [OFFERS, NEW, OFFERS + "stall/", OFFERS + "import/", OFFERS + "catalogue.csv"]
)
def test_a_stranger_signs_in_and_a_customer_is_told_that_it_is_not_theirs(
    hub, mair, sian, client, page
):
    assert client.get(page).status_code == 302
    joined(hub, mair, sian, "customer")
    assert signed_in(sian).get(page).status_code == 403


def test_a_producer_adds_an_offer(hub, fferm, dai):
    client = signed_in(dai)
    assert "Put it on offer" in client.get(NEW).text
    answer = client.post(NEW, answers(allergens=["celery"], organic="on", certifier="GB-ORG-05"))
    assert (answer.status_code, answer.url) == (302, OFFERS)
    offer = Offer.objects.select_related("item", "stock").get()
    assert (offer.price, offer.item.unit, offer.item.size, offer.stock.on_hand) == (
        180,
        "g",
        500,
        12,
    )
    facts = FoodFacts.objects.get(item=offer.item)
    assert (facts.organic, facts.allergens, facts.certifier) == (True, ["celery"], "GB-ORG-05")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name_en": "", "name_cy": ""}, "What it is"),
        ({"price": "-1"}, "Price of one"),
        ({"price": "2,50"}, "Write the amount in pounds and pence"),
        ({"amount": "0.0001"}, "How much is in one"),
        ({"amount": "0.5", "measure": "each"}, "Write whole grams"),
        ({"stock": "-3"}, "How many you have"),
        ({"no_allergens": "on", "allergens": ["milk"]}, "not both"),
        ({"case_size": "0"}, "Retail units in one"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(hub, fferm, dai, changed, said):
    answer = signed_in(dai).post(NEW, answers(**changed, description_en="<script>x</script>"))
    assert answer.status_code == 422
    assert said in answer.text
    assert "&lt;script&gt;x&lt;/script&gt;" in answer.text
    assert not Offer.objects.exists()


def test_the_coordinator_adds_an_offer_for_a_producer(hub, fferm, mair, coordinator):
    client = signed_in(mair)
    assert "Fferm Cwm Du" in client.get(NEW).text
    assert client.post(NEW, answers(seller=fferm.pk)).status_code == 302
    assert Offer.objects.get().seller == fferm


def test_an_offer_is_shown_as_it_is_and_changed(hub, fferm, dai):
    offer = offered(hub, dai, size=1500, name=Bilingual(en="Leeks, bunch"))
    client = signed_in(dai)
    page = client.get(f"{OFFERS}{offer.pk}/").text
    assert 'value="1.5"' in page
    assert 'value="1.80"' in page
    assert client.post(f"{OFFERS}{offer.pk}/", answers(price="2.10", stock="")).status_code == 302
    offer = Offer.objects.select_related("stock").get()
    assert (offer.price, offer.stock.on_hand) == (210, None)


def test_a_refusal_is_told_on_the_page(hub, fferm, dai):
    offer = offered(hub, dai)
    call("reserve", hub.pk, (offer.pk, 5))
    answer = signed_in(dai).post(f"{OFFERS}{offer.pk}/", answers(stock="4"))
    assert answer.status_code == 422
    assert "Some of these are already ordered" in answer.text


def test_the_offer_of_another_is_not_there(hub, fferm, gardd, dai, elin):
    offer = offered(hub, dai)
    client = signed_in(elin)
    for address in ("", "withdraw/"):
        assert client.get(f"{OFFERS}{offer.pk}/{address}").status_code == 404
    assert client.post(f"{OFFERS}{offer.pk}/", answers()).status_code == 404
    assert client.post(f"{OFFERS}{offer.pk}/withdraw/").status_code == 404
    assert client.post(f"{OFFERS}{offer.pk}/list-again/").status_code == 404
    assert Offer.objects.get().is_listed


def test_the_stock_of_the_whole_list_is_counted_at_once(hub, fferm, dai):
    leeks, chard = offered(hub, dai), offered(hub, dai, name=Bilingual(en="Chard"))
    client = signed_in(dai)
    client.post(OFFERS, {f"stock{leeks.pk}": "40", f"stock{chard.pk}": ""})
    assert dict(StockPool.objects.values_list("offer", "on_hand")) == {leeks.pk: 40, chard.pk: None}


def test_one_impossible_count_and_none_is_kept(hub, fferm, dai):
    leeks, chard = offered(hub, dai), offered(hub, dai, name=Bilingual(en="Chard"))
    call("reserve", hub.pk, (leeks.pk, 5))
    client = signed_in(dai)
    answer = client.post(OFFERS, {f"stock{leeks.pk}": "4", f"stock{chard.pk}": "9"})
    assert answer.status_code == 422
    assert "Some of these are already ordered" in answer.text
    assert client.post(OFFERS, {f"stock{leeks.pk}": "many"}).status_code == 422
    assert set(StockPool.objects.values_list("on_hand", flat=True)) == {12}


def test_an_offer_is_withdrawn_after_a_question_and_listed_again(hub, fferm, dai):
    offer = offered(hub, dai)
    client = signed_in(dai)
    assert "Withdraw this offer?" in client.get(f"{OFFERS}{offer.pk}/withdraw/").text
    client.post(f"{OFFERS}{offer.pk}/withdraw/")
    assert not Offer.objects.get().is_listed
    assert "already withdrawn" in client.post(f"{OFFERS}{offer.pk}/withdraw/", follow=True).text
    assert "Withdrawn" in client.get(OFFERS).text
    client.post(f"{OFFERS}{offer.pk}/list-again/")
    assert Offer.objects.get().is_listed


def test_a_producer_names_their_stall(hub, fferm, dai):
    offered(hub, dai)
    client = signed_in(dai)
    assert 'value="Fferm Cwm Du"' in client.get(OFFERS + "stall/").text
    assert client.post(OFFERS + "stall/", {"name": ""}).status_code == 422
    client.post(OFFERS + "stall/", {"name": "Fferm Nant"})
    assert seller_name(offers_of(hub, fferm).get()) == "Fferm Nant"


def test_the_queries_of_the_list_do_not_grow_with_its_rows(
    hub, fferm, dai, django_assert_max_num_queries
):
    client = signed_in(dai)
    for count in (2, 20):
        for number in range(count):
            offered(hub, dai, name=Bilingual(en=f"Leeks {number}"))
        with django_assert_max_num_queries(16):
            client.get(OFFERS)
