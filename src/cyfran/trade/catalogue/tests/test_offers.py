import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from cyfran.coop.membership.tests.cast import AT, LATER, forming_hub, joined
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.record.models import RecordEntry
from cyfran.kernel.refusals import NotAllowed
from cyfran.trade.catalogue.actions.offers import (
    describe_offer,
    list_offer,
    name_stall,
    relist_offer,
    reprice_offer,
    restock_offer,
    withdraw_offer,
)
from cyfran.trade.catalogue.models import Offer, StockPool
from cyfran.trade.catalogue.queries.offers import offers_of, seller_name, sellers_of
from cyfran.trade.catalogue.refusals import (
    AlreadyListed,
    AlreadyWithdrawn,
    CaseOutOfBounds,
    NotYourOffer,
    PriceOutOfBounds,
    SizeOutOfBounds,
    StockOutOfBounds,
    StockPromised,
)
from cyfran.trade.catalogue.tests.cast import LEEKS, listed, party
from cyfran.trade.catalogue.tests.cast import coordinator as coordinator_of


def described(offer: Offer, **given: object) -> dict[str, object]:
    return {
        "offer": offer,
        "name": LEEKS,
        "description": None,
        "unit": "g",
        "size": 500,
        "tax_code": "zero",
        "audience": "public",
        "case_size": 1,
    } | given


def promise(offer: Offer, quantity: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT catalogue_reserve(%s, jsonb_build_array(jsonb_build_object('offer', %s, 'quantity', %s)))",
            [offer.society_id, offer.pk, quantity],
        )


def test_a_producer_lists_what_they_grow(hub, fferm, dai):
    offer = listed(hub, dai)
    assert (offer.seller, offer.price, offer.currency) == (fferm, 180, "GBP")
    assert (offer.item.unit, offer.item.size, offer.stock.on_hand) == ("g", 500, 12)
    assert RecordEntry.objects.filter(verb="catalogue.list_offer", subject_id=offer.pk).exists()


def test_the_coordinator_lists_for_a_producer(hub, fferm, coordinator):
    offer = list_offer(
        actor=coordinator, society=hub, seller=fferm, name=LEEKS, price=180, at=AT, stock=None
    )
    assert offer.seller == fferm
    assert offer.stock.on_hand is None


def test_a_producer_does_not_list_for_another(hub, fferm, gardd, dai):
    with pytest.raises(NotYourOffer):
        list_offer(actor=Actor.person(dai), society=hub, seller=gardd, name=LEEKS, price=180, at=AT)


def test_a_customer_lists_nothing(hub, mair, sian):
    joined(hub, mair, sian, "customer")
    with pytest.raises(NotAllowed):
        listed(hub, sian)


def test_offers_are_prepared_while_the_society_is_forming(mair):
    society = forming_hub(mair, "hwb-arall")
    with society_transaction(society):
        offer = list_offer(
            actor=coordinator_of(society, mair),
            society=society,
            seller=party(society, mair),
            name=LEEKS,
            price=180,
            at=AT,
        )
        assert offer.is_listed


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"price": -1}, PriceOutOfBounds),
        ({"price": 100_000_01}, PriceOutOfBounds),
        ({"size": 0}, SizeOutOfBounds),
        ({"case_size": 0}, CaseOutOfBounds),
        ({"stock": -1}, StockOutOfBounds),
        ({"stock": 1_000_001}, StockOutOfBounds),
    ],
)
def test_figures_beyond_sense_are_refused_and_leave_nothing(hub, fferm, dai, given, refusal):
    with pytest.raises(refusal):
        listed(hub, dai, **given)
    assert not Offer.objects.filter(society=hub).exists()


def test_an_offer_is_described_anew(hub, fferm, dai):
    offer = listed(hub, dai)
    name = Bilingual(en="Leeks, large bunch", cy="Cennin, bwnsiad mawr", source="cy")
    describe_offer(
        actor=Actor.person(dai),
        **described(offer, name=name, size=750, audience="member", case_size=6),
    )
    offer = Offer.objects.select_related("item").get(pk=offer.pk)
    assert (offer.item.name, offer.item.size) == (name, 750)
    assert (offer.audience, offer.case_size) == ("member", 6)


@pytest.mark.parametrize(
    ("given", "refusal"), [({"size": 0}, SizeOutOfBounds), ({"case_size": 0}, CaseOutOfBounds)]
)
def test_a_description_beyond_sense_is_refused(hub, fferm, dai, given, refusal):
    offer = listed(hub, dai)
    with pytest.raises(refusal):
        describe_offer(actor=Actor.person(dai), **described(offer, **given))


def test_a_price_changes_from_now_on(hub, fferm, dai):
    offer = listed(hub, dai)
    assert reprice_offer(actor=Actor.person(dai), offer=offer, price=195).price == 195
    with pytest.raises(PriceOutOfBounds):
        reprice_offer(actor=Actor.person(dai), offer=offer, price=-5)
    assert Offer.objects.get(pk=offer.pk).price == 195


def test_stock_is_counted_anew_or_without_limit(hub, fferm, dai):
    offer = listed(hub, dai)
    restock_offer(actor=Actor.person(dai), offer=offer, stock=40)
    assert StockPool.objects.get(offer=offer).left == 40
    restock_offer(actor=Actor.person(dai), offer=offer, stock=None)
    assert StockPool.objects.get(offer=offer).left is None


def test_stock_cannot_be_less_than_what_is_ordered(hub, fferm, dai):
    offer = listed(hub, dai)
    promise(offer, 5)
    with pytest.raises(StockPromised):
        restock_offer(actor=Actor.person(dai), offer=offer, stock=4)
    restock_offer(actor=Actor.person(dai), offer=offer, stock=5)
    with pytest.raises(StockOutOfBounds):
        restock_offer(actor=Actor.person(dai), offer=offer, stock=-1)


def test_an_offer_is_withdrawn_once_and_put_on_sale_again_once(hub, fferm, dai):
    offer = listed(hub, dai)
    withdrawn = withdraw_offer(actor=Actor.person(dai), offer=offer, at=LATER)
    assert (withdrawn.state, withdrawn.withdrawn_at) == ("withdrawn", LATER)
    with pytest.raises(AlreadyWithdrawn):
        withdraw_offer(actor=Actor.person(dai), offer=offer, at=LATER)
    assert relist_offer(actor=Actor.person(dai), offer=offer).is_listed
    with pytest.raises(AlreadyListed):
        relist_offer(actor=Actor.person(dai), offer=offer)


@pytest.mark.parametrize(
    "touch",
    [
        lambda actor, offer: reprice_offer(actor=actor, offer=offer, price=1),
        lambda actor, offer: restock_offer(actor=actor, offer=offer, stock=1),
        lambda actor, offer: withdraw_offer(actor=actor, offer=offer, at=LATER),
        lambda actor, offer: relist_offer(actor=actor, offer=offer),
        lambda actor, offer: describe_offer(actor=actor, **described(offer)),
        lambda actor, offer: name_stall(
            actor=actor, society=offer.society, seller=offer.seller, name="Mine now"
        ),
    ],
)
def test_nobody_touches_the_offer_of_another_grower(hub, fferm, gardd, dai, elin, touch):
    offer = listed(hub, dai)
    with pytest.raises(NotYourOffer):
        touch(Actor.person(elin), offer)


def test_a_seller_trades_under_a_name(hub, fferm, gardd, dai):
    name_stall(actor=Actor.person(dai), society=hub, seller=fferm, name="Fferm Cwm Du")
    offer = listed(hub, dai)
    assert seller_name(offers_of(hub, fferm).get()) == "Fferm Cwm Du"
    assert [(s.party_id, s.name) for s in sellers_of(hub)] == [
        (fferm.pk, "Fferm Cwm Du"),
        (gardd.pk, "Elin"),
    ]
    assert str(offer.seller) == "Dai"


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE catalogue_offer SET price = -1", "offer_price_sensible"),
        ("UPDATE catalogue_offer SET audience = 'friends'", "offer_audience_is_known"),
        ("UPDATE catalogue_offer SET case_size = 0", "offer_case_sensible"),
        ("UPDATE catalogue_offer SET state = 'withdrawn'", "offer_withdrawn_at_a_moment"),
        ("UPDATE catalogue_item SET kind = 'magic'", "item_kind_is_known"),
        ("UPDATE catalogue_item SET unit = 'stone'", "item_unit_is_known"),
        ("UPDATE catalogue_item SET tax_code = 'none'", "item_tax_code_is_known"),
        ("UPDATE catalogue_item SET size = 0", "item_size_sensible"),
        ("UPDATE catalogue_stockpool SET on_hand = -1", "stock_count_sensible"),
        ("UPDATE catalogue_stall SET name = ''", "stall_has_a_name"),
    ],
)
def test_the_database_keeps_it_without_the_actions(hub, fferm, dai, statement, constraint):
    listed(hub, dai)
    name_stall(actor=Actor.person(dai), society=hub, seller=fferm, name="Fferm Cwm Du")
    with (
        pytest.raises(IntegrityError, match=constraint),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE catalogue_stockpool SET reserved = 0",
        "UPDATE catalogue_offer SET seller_id = seller_id",
        "UPDATE catalogue_offer SET currency = 'EUR'",
        "DELETE FROM catalogue_offer",
        "DELETE FROM catalogue_stockpool",
    ],
)
def test_the_web_cannot_move_promises_sellers_or_currencies(hub, fferm, dai, statement):
    listed(hub, dai)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_an_offer_cannot_be_of_the_item_of_another_society(elsewhere, hub, fferm, dai):
    offer = listed(hub, dai)
    with pytest.raises(IntegrityError, match="same_society"), transaction.atomic():
        Offer.objects.create(
            society=hub,
            seller=offer.seller,
            item_id=elsewhere,
            price=1,
            currency="GBP",
            listed_at=AT,
        )
