import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from cyfran.coop.membership.tests.cast import joined
from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.record.models import RecordEntry
from cyfran.kernel.refusals import NotAllowed
from cyfran.sectors.food.actions import Described, revise_food
from cyfran.sectors.food.models import FoodFacts
from cyfran.sectors.food.tests.cast import offered
from cyfran.trade.catalogue.models import Offer
from cyfran.trade.catalogue.queries.shop import shelves_of, shopfront
from cyfran.trade.catalogue.refusals import NotYourOffer, StockPromised
from cyfran.trade.catalogue.tests.cast import LEEKS
from cyfran.trade.catalogue.tests.test_stock import call


def revised(who, offer, **given):
    given = {
        "name": LEEKS,
        "description": None,
        "unit": "g",
        "size": 500,
        "price": 180,
        "tax_code": "zero",
        "audience": "public",
        "stock": 12,
        "case_size": 1,
        "food": Described("vegetables"),
    } | given
    return revise_food(actor=Actor.person(who), offer=offer, **given)


def verbs() -> list[str]:
    return list(RecordEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_food_is_offered_with_what_is_known_of_it(hub, fferm, dai):
    offer = offered(
        hub, dai, food=Described("dairy", True, "GB-ORG-05", ("milk",), "measure", "CAERPH")
    )
    facts = FoodFacts.objects.get(item=offer.item)
    assert (facts.category, facts.organic, facts.certifier) == ("dairy", True, "GB-ORG-05")
    assert (facts.allergens, facts.sku) == (["milk"], "CAERPH")


def test_a_customer_offers_nothing(hub, mair, sian):
    joined(hub, mair, sian, "customer")
    with pytest.raises(NotAllowed):
        offered(hub, sian)
    assert not FoodFacts.objects.exists()


def test_an_offer_is_revised_and_the_record_names_only_what_was_done(hub, fferm, dai):
    offer = offered(hub, dai)
    before = len(verbs())
    revised(dai, offer, price=195, food=Described("vegetables", allergens=()))
    assert Offer.objects.get(pk=offer.pk).price == 195
    assert FoodFacts.objects.get(item=offer.item).allergens == []
    assert verbs()[before:] == [
        "catalogue.describe_offer",
        "catalogue.reprice_offer",
        "food.revise_food",
    ]


def test_a_revision_that_is_refused_changes_nothing(hub, fferm, dai):
    offer = offered(hub, dai)
    call("reserve", hub.pk, (offer.pk, 5))
    with pytest.raises(StockPromised):
        revised(dai, offer, price=999, stock=4, food=Described("fruit"))
    assert Offer.objects.get(pk=offer.pk).price == 180
    assert FoodFacts.objects.get(item=offer.item).category == "vegetables"


def test_nobody_revises_the_food_of_another_grower(hub, fferm, gardd, dai, elin):
    offer = offered(hub, dai)
    with pytest.raises(NotYourOffer):
        revised(elin, offer)


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE food_foodfacts SET category = 'magic'", "food_category_is_known"),
        ("UPDATE food_foodfacts SET basis = 'guess'", "food_basis_is_known"),
        ("UPDATE food_foodfacts SET allergens = '{moonlight}'", "food_allergens_are_known"),
    ],
)
def test_the_database_keeps_it_without_the_actions(hub, fferm, dai, statement, constraint):
    offered(hub, dai)
    with (
        pytest.raises(IntegrityError, match=constraint),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_shop_shows_the_price_per_kilogram_the_shelf_and_organic(hub, fferm, dai):
    offered(hub, dai, food=Described("vegetables", organic=True))
    (shown,) = shopfront(hub, for_members=False)
    assert (shown.measure, shown.shelf_name, shown.marks) == (
        "£3.60 per kg",
        "Vegetables",
        ("Organic",),
    )
    assert shelves_of([shown]) == [("vegetables", "Vegetables", 1)]


def test_the_shop_says_it_in_welsh(hub, fferm, dai):
    offered(hub, dai)
    with translation.override("cy"):
        (shown,) = shopfront(hub, for_members=False)
    assert (shown.name, shown.measure, shown.shelf_name) == (
        "Cennin, bwnsiad",
        "£3.60 y kg",
        "Llysiau",
    )


@pytest.mark.parametrize(
    ("given", "measure"),
    [
        ({"unit": "each", "size": 6, "price": 230}, "38p each"),
        ({"unit": "each", "size": 1}, ""),
        ({"unit": "ml", "size": 750, "price": 1000, "tax_code": "standard"}, "£16.00 per litre"),
        ({"food": Described("vegetables", basis="none")}, ""),
        ({"food": Described("vegetables", basis="piece")}, ""),
    ],
)
def test_the_unit_price_follows_size_tax_and_basis(hub, fferm, dai, given, measure):
    offered(hub, dai, **given)
    (shown,) = shopfront(hub, for_members=False)
    assert shown.measure == measure


def test_the_queries_of_a_food_shop_do_not_grow_with_its_offers(
    hub, fferm, dai, django_assert_num_queries
):
    for count in (2, 6):
        for number in range(count):
            offered(hub, dai, name=Bilingual(en=f"Leeks {number}"))
        with django_assert_num_queries(2):
            shopfront(hub, for_members=True)
