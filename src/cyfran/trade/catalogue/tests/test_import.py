from dataclasses import replace

import pytest
from django.db import connection

from cyfran.coop.membership.tests.cast import AT
from cyfran.kernel.actions import Actor
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.record.models import RecordEntry
from cyfran.kernel.refusals import NotAllowed
from cyfran.trade.catalogue.actions.imports import Imported, import_catalogue
from cyfran.trade.catalogue.actions.offers import name_stall, reprice_offer
from cyfran.trade.catalogue.models import Item, Offer, StockPool
from cyfran.trade.catalogue.queries.imports import plan_of
from cyfran.trade.catalogue.refusals import (
    CatalogueMoved,
    FileHasProblems,
    NothingToImport,
    StockPromised,
)
from cyfran.trade.catalogue.rules.plans import fingerprint
from cyfran.trade.catalogue.rules.rows import OfferRow, Words
from cyfran.trade.catalogue.tests.cast import listed
from cyfran.trade.catalogue.tests.test_stock import call

LEEKS = OfferRow(
    row=2,
    external_id="LEEK",
    name=Words(en="Leeks"),
    description=Words(en="Tied by hand"),
    seller_name="Fferm Cwm Du",
    unit="g",
    size=500,
    price=180,
    currency="GBP",
    tax_code="zero",
    stock=12,
    case_size=1,
)
EGGS = replace(
    LEEKS,
    row=3,
    external_id="EGG6",
    name=Words(en="Eggs", cy="Wyau"),
    unit="each",
    size=6,
    price=230,
    stock=None,
    case_size=1,
)
FILE = (LEEKS, EGGS)


@pytest.fixture(autouse=True)
def stall(hub, fferm, dai):
    name_stall(actor=Actor.person(dai), society=hub, seller=fferm, name="Fferm Cwm Du")


def bring_in(actor, society, *rows: OfferRow, previewed: str = "", **given: object) -> Imported:
    """Look at what the rows would do, then confirm it."""
    gone = "dfc" if given.get("withdraw_missing") else ""
    plan = plan_of(society, rows, all_from=given.get("all_from"), withdraw_missing_of=gone)
    return import_catalogue(
        actor=actor,
        society=society,
        rows=rows,
        source="dfc",
        file_digest="ab" * 32,
        previewed=previewed or fingerprint(plan),
        at=AT,
        **given,
    )


def offer(external_id: str) -> Offer:
    return Offer.objects.select_related("item", "stock").get(external_id=external_id)


def test_a_file_becomes_offers_with_items_and_stock(hub, fferm, coordinator):
    done = bring_in(coordinator, hub, *FILE)
    eggs = offer("EGG6")
    assert (done.created, done.changed, done.unchanged, done.withdrawn) == (2, 0, 0, 0)
    assert (eggs.seller, eggs.price, eggs.source, eggs.stock.on_hand) == (fferm, 230, "dfc", None)
    assert eggs.item.name == Bilingual(en="Eggs", cy="Wyau", source="en")
    assert done.item_of_row == {2: offer("LEEK").item_id, 3: eggs.item_id}


def test_the_same_file_again_does_nothing(hub, coordinator):
    bring_in(coordinator, hub, *FILE)
    with pytest.raises(NothingToImport):
        bring_in(coordinator, hub, *FILE)
    assert Offer.objects.filter(society=hub).count() == 2


def test_a_changed_file_changes_only_what_it_says(hub, coordinator):
    bring_in(coordinator, hub, *FILE)
    dearer = replace(LEEKS, price=210, stock=30, name=Words(cy="Cennin"), description=Words())
    done = bring_in(coordinator, hub, dearer, EGGS)
    leeks = offer("LEEK")
    assert (done.created, done.changed, done.unchanged) == (0, 1, 1)
    assert (leeks.price, leeks.stock.on_hand) == (210, 30)
    assert leeks.item.name == Bilingual(en="Leeks", cy="Cennin", source="en")
    assert leeks.item.description == Bilingual(en="Tied by hand")


def test_a_change_by_file_keeps_the_language_a_name_was_written_in(hub, dai, coordinator):
    by_hand = listed(hub, dai)
    bring_in(coordinator, hub, replace(LEEKS, external_id=f"cyfran:{by_hand.pk}"))
    item = Item.objects.get(pk=by_hand.item_id)
    assert item.name == Bilingual(en="Leeks", cy="Cennin, bwnsiad", source="cy")
    assert item.description == Bilingual(en="Tied by hand", source="en")


def test_a_change_by_file_keeps_the_place_in_the_dictionary_true(hub, coordinator):
    bring_in(coordinator, hub, *FILE)
    bring_in(coordinator, hub, replace(LEEKS, name=Words(en="Aubergines")), EGGS)
    assert offer("LEEK").item.sort_en == "aubergines"


def test_what_the_file_no_longer_names_is_withdrawn_when_asked(hub, coordinator):
    bring_in(coordinator, hub, *FILE)
    done = bring_in(coordinator, hub, LEEKS, withdraw_missing=True)
    assert (done.withdrawn, offer("EGG6").state) == (1, "withdrawn")
    again = bring_in(coordinator, hub, *FILE)
    assert (again.changed, offer("EGG6").state) == (1, "listed")


def test_all_rows_can_be_given_to_one_seller(hub, gardd, coordinator):
    rows = [replace(row, seller_name="User Enterprise") for row in FILE]
    bring_in(coordinator, hub, *rows, all_from=gardd)
    assert set(Offer.objects.values_list("seller", flat=True)) == {gardd.pk}


def test_one_wrong_row_and_nothing_is_written(hub, coordinator):
    with pytest.raises(FileHasProblems):
        bring_in(coordinator, hub, LEEKS, replace(EGGS, seller_name="Nobody"))
    assert not Item.objects.filter(society=hub).exists()


def test_what_was_not_looked_at_is_not_written(hub, dai, coordinator):
    bring_in(coordinator, hub, *FILE)
    looked_at = fingerprint(plan_of(hub, [replace(LEEKS, price=210), EGGS]))
    reprice_offer(actor=Actor.person(dai), offer=offer("LEEK"), price=185)
    with pytest.raises(CatalogueMoved):
        bring_in(coordinator, hub, replace(LEEKS, price=210), EGGS, previewed=looked_at)
    assert offer("LEEK").price == 185


def test_stock_below_what_is_ordered_stops_the_file(hub, coordinator):
    bring_in(coordinator, hub, *FILE)
    call("reserve", hub.pk, (offer("LEEK").pk, 5))
    plan = plan_of(hub, [replace(LEEKS, stock=4)])
    assert [problem.code for problem in plan.problems] == ["stock_promised"]
    with pytest.raises(FileHasProblems):
        bring_in(coordinator, hub, replace(LEEKS, stock=4))


def test_an_order_between_the_look_and_the_writing_is_refused_by_the_database(
    hub, coordinator, monkeypatch
):
    bring_in(coordinator, hub, *FILE)
    fewer = [replace(LEEKS, stock=4)]
    before = plan_of(hub, fewer)
    call("reserve", hub.pk, (offer("LEEK").pk, 5))
    monkeypatch.setattr(
        "cyfran.trade.catalogue.actions.imports.plan_of", lambda *args, **kwargs: before
    )
    with pytest.raises(StockPromised):
        bring_in(coordinator, hub, *fewer, previewed=fingerprint(before))
    assert StockPool.objects.get(offer=offer("LEEK")).on_hand == 12


def test_a_file_that_names_what_was_listed_by_hand_changes_it(hub, dai, coordinator):
    by_hand = listed(hub, dai)
    done = bring_in(coordinator, hub, replace(LEEKS, external_id=f"cyfran:{by_hand.pk}", price=99))
    assert (done.created, done.changed) == (0, 1)
    assert Offer.objects.get(pk=by_hand.pk).price == 99


def test_only_the_coordinator_imports(hub, dai):
    with pytest.raises(NotAllowed):
        bring_in(Actor.person(dai), hub, *FILE)


def test_the_record_keeps_the_digest_of_the_file_and_none_of_its_words(hub, coordinator):
    bring_in(coordinator, hub, *FILE)
    entry = RecordEntry.objects.get(verb="catalogue.import_catalogue")
    assert "ab" * 32 in entry.facts
    assert "Leeks" not in entry.facts


def test_the_statements_of_an_import_do_not_grow_with_its_rows(
    hub, coordinator, django_assert_max_num_queries
):
    rows = [replace(LEEKS, row=n + 2, external_id=f"L{n}") for n in range(400)]
    with django_assert_max_num_queries(26):
        bring_in(coordinator, hub, *rows)
    with django_assert_max_num_queries(26):
        bring_in(coordinator, hub, *[replace(row, price=200) for row in rows])


def test_a_thousand_rows_are_whole(hub, coordinator):
    rows = [replace(LEEKS, row=n + 2, external_id=f"L{n}", price=n) for n in range(2_500)]
    bring_in(coordinator, hub, *rows)
    bring_in(coordinator, hub, *[replace(row, price=row.price + 1) for row in rows])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), sum(price) FROM catalogue_offer")
        assert cursor.fetchone() == (2_500, sum(range(1, 2_501)))
