import csv
import io
import json
from dataclasses import replace

import pytest

from cyfran.coop.membership.tests.cast import AT, give_office
from cyfran.kernel.actions import Actor
from cyfran.kernel.files.actions import erase_file
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import NotAllowed
from cyfran.sectors.food.actions import Described, import_food
from cyfran.sectors.food.models import FoodFacts
from cyfran.sectors.food.queries import exported_offers, food_differences, recognised
from cyfran.sectors.food.readers.either import read_catalogue
from cyfran.sectors.food.refusals import FileGone
from cyfran.sectors.food.tests.cast import FILES, kept, offered
from cyfran.sectors.food.writers.dfc import catalogue_document
from cyfran.sectors.food.writers.product_list import product_list
from cyfran.site.testing.standing import standing
from cyfran.trade.catalogue.actions.imports import Imported
from cyfran.trade.catalogue.models import Offer
from cyfran.trade.catalogue.queries.imports import plan_of
from cyfran.trade.catalogue.refusals import FileHasProblems, NothingToImport
from cyfran.trade.catalogue.rules.plans import fingerprint
from cyfran.trade.catalogue.rules.rows import Words
from cyfran.trade.catalogue.tests.cast import party

LEEKS = "https://fferm.example/products/leeks"


def bring_in(actor, society, body: bytes, seller=None, name="catalogue.json", **given) -> Imported:
    """Keep the file, look at what it would do, confirm."""
    file = kept(actor, society, body, name)
    reading = read_catalogue(body)
    plan = plan_of(
        society,
        reading.rows,
        all_from=seller,
        also=food_differences(society),
        withdraw_missing_of=reading.source if given.get("withdraw_missing") else "",
    )
    return import_food(
        actor=actor,
        society=society,
        file=file,
        all_from=seller,
        previewed=fingerprint(plan),
        at=AT,
        **given,
    )


def valley(**changed: object) -> bytes:
    document = json.loads((FILES / "valley.json").read_text(encoding="utf-8"))
    next(n for n in document["@graph"] if n["@id"] == LEEKS).update(changed)
    return json.dumps(document).encode()


def facts_of(external_id: str) -> FoodFacts:
    return FoodFacts.objects.get(item__offers__external_id=external_id)


def test_a_published_catalogue_becomes_food_on_offer(hub, fferm, coordinator):
    done = bring_in(coordinator, hub, valley(), fferm)
    leeks = Offer.objects.select_related("item").get(external_id=LEEKS)
    assert (done.created, leeks.price, leeks.seller, leeks.source) == (2, 180, fferm, "dfc")
    assert (facts_of(LEEKS).organic, facts_of(LEEKS).category) == (True, "vegetables")
    assert facts_of(LEEKS).sku == "LEEK"


def test_the_same_file_again_is_nothing_to_import(hub, fferm, coordinator):
    bring_in(coordinator, hub, valley(), fferm)
    with pytest.raises(NothingToImport):
        bring_in(coordinator, hub, valley(), fferm)


def test_a_file_that_changes_only_what_food_knows_is_imported(hub, fferm, coordinator):
    bring_in(coordinator, hub, valley(), fferm)
    done = bring_in(coordinator, hub, valley(**{"dfc-b:hasType": "dfc-pt:fruit"}), fferm)
    assert (done.created, done.changed, done.unchanged) == (0, 1, 1)
    assert facts_of(LEEKS).category == "fruit"


def test_what_a_grower_said_stays_where_the_file_is_silent(hub, fferm, coordinator):
    bring_in(coordinator, hub, valley(), fferm)
    FoodFacts.objects.update(allergens=["celery"], certifier="GB-ORG-05")
    silent = valley(**{"dfc-b:hasCertification": [], "dfc-b:name": "Leeks, large bunch"})
    bring_in(coordinator, hub, silent, fferm)
    facts = facts_of(LEEKS)
    assert (facts.organic, facts.allergens, facts.certifier) == (True, ["celery"], "GB-ORG-05")


def test_a_file_with_something_wrong_writes_nothing(hub, fferm, coordinator):
    file = kept(coordinator, hub, valley(**{"dfc-b:name": ""}))
    with pytest.raises(FileHasProblems):
        import_food(actor=coordinator, society=hub, file=file, all_from=fferm, previewed="", at=AT)
    assert not Offer.objects.exists()


def test_only_the_coordinator_imports(hub, fferm, dai, coordinator):
    file = kept(coordinator, hub, valley())
    with pytest.raises(NotAllowed):
        import_food(actor=Actor.person(dai), society=hub, file=file, previewed="", at=AT)


def test_a_file_that_was_erased_is_not_imported(hub, fferm, mair, coordinator):
    file = kept(coordinator, hub, valley())
    file = erase_file(actor=Actor.person(mair), file=file, at=AT)
    with pytest.raises(FileGone):
        import_food(actor=coordinator, society=hub, file=file, previewed="", at=AT)


def sold(society):
    """What is on offer, as files tell it, without what is ours alone."""
    return [replace(offer, offer_id=0) for offer in exported_offers(society)]


@standing
def stocked(hub, fferm, gardd, dai, elin):
    """Offers with everything that files can tell, and much that can break them."""
    offered(
        hub, dai, name=Bilingual(en="Leeks, “big” bunch; muddy", cy="Cennin ŵ ŷ", source="cy"),
        description=Bilingual(en="Tied,\nand washed", cy="Wedi’u clymu"),
        food=Described("vegetables", True, "GB-ORG-05", ("celery", "mustard"), sku="LEEK"),
    )  # fmt: skip
    offered(hub, dai, name=Bilingual(en="=cmd|' /C calc'!A0"), stock=None, case_size=12)
    offered(hub, elin, name=Bilingual(cy="<b>Jam</b>", source="cy"), unit="each", size=6, price=9)
    offered(
        hub, elin, name=Bilingual(en="Cider"), unit="ml", size=750, tax_code="standard", price=1234,
        food=Described("drinks", allergens=()),
    )  # fmt: skip


def test_our_own_product_list_read_again_changes_nothing(hub, stocked, coordinator):
    data = "".join(product_list(exported_offers(hub))).encode()
    reading = read_catalogue(data)
    plan = plan_of(hub, reading.rows, also=food_differences(hub))
    assert (reading.problems, reading.remarks, plan.problems) == ([], [], ())
    assert (len(plan.unchanged), plan.does_something) == (4, False)


def test_our_own_product_list_with_a_new_price_changes_that_price(hub, stocked, coordinator):
    text = "".join(product_list(exported_offers(hub))).lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    next(row for row in rows if row["name"] == "Cider")["price"] = "11.50"
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    done = bring_in(coordinator, hub, out.getvalue().encode(), name="edited.csv")
    assert (done.created, done.changed, done.unchanged) == (0, 1, 3)
    assert Offer.objects.filter(price=1150).count() == 1


def test_no_cell_of_our_product_list_is_a_formula(hub, stocked):
    text = "".join(product_list(exported_offers(hub))).lstrip("\ufeff")
    cells = [cell for record in csv.reader(io.StringIO(text)) for cell in record]
    assert "'=cmd|' /C calc'!A0" in cells
    assert not any(cell[:1] in ("=", "+", "-", "@") for cell in cells)


def test_our_open_catalogue_is_read_as_it_was_written(hub, stocked):
    document = catalogue_document(
        exported_offers(hub), base="https://cyfran.example/en/hwb/food/catalogue.jsonld",
        society_name="Hwb",
    )  # fmt: skip
    reading = read_catalogue(json.dumps(document).encode())
    assert (reading.problems, reading.remarks) == ([], [])
    told = {str(offer.name): offer for offer in exported_offers(hub)}
    assert len(reading.rows) == len(told) == 4
    for row in reading.rows:
        offer = told[str(row.name)]
        assert (row.price, row.tax_code) == (offer.price, offer.tax_code)
        assert (row.unit, row.size, row.stock) == (offer.unit, offer.size, offer.left)
        assert (row.name, row.seller_name) == (offer.name, offer.seller_name)
        assert row.organic or not offer.organic
        assert (row.allergens or ()) == (offer.allergens or ())
    assert Words(en="Leeks, “big” bunch; muddy", cy="Cennin ŵ ŷ") in [r.name for r in reading.rows]


def test_our_open_catalogue_gives_every_price_and_quantity_a_blank_node_of_its_own(hub, stocked):
    document = catalogue_document(
        exported_offers(hub), base="https://x.example/c", society_name="Hwb"
    )
    graph = document["@graph"]
    prices = [node["@id"] for node in graph if node["@type"] == "dfc-b:Price"]
    sizes = [node["@id"] for node in graph if node["@type"] == "dfc-b:QuantitativeValue"]
    uses = [node["dfc-b:hasPrice"]["@id"] for node in graph if "dfc-b:hasPrice" in node]
    assert len(set(prices)) == len(set(sizes)) == 4
    assert sorted(uses) == sorted(prices)
    assert all(identity.startswith("_:b") for identity in prices + sizes)


def test_our_open_catalogue_read_again_changes_nothing_but_knows_every_offer(
    hub, stocked, fferm, coordinator
):
    bring_in(coordinator, hub, valley(), fferm)
    base = "https://cyfran.example/cy/hwb-bwyd-tywi/food/catalogue.jsonld"
    document = catalogue_document(exported_offers(hub), base=base, society_name="Hwb")
    rows = recognised(hub, read_catalogue(json.dumps(document).encode()).rows)
    plan = plan_of(hub, rows, also=food_differences(hub))
    assert (plan.problems, plan.does_something, len(plan.unchanged)) == ((), False, 6)


def test_a_product_that_came_from_elsewhere_keeps_its_address(hub, fferm, coordinator):
    bring_in(coordinator, hub, valley(), fferm)
    document = catalogue_document(
        exported_offers(hub), base="https://x.example/c", society_name="Hwb"
    )
    assert LEEKS in [node["@id"] for node in document["@graph"]]
    plan = plan_of(
        hub, read_catalogue(json.dumps(document).encode()).rows, also=food_differences(hub)
    )
    assert not plan.created


def test_the_coordinator_may_be_somebody_else_than_the_secretary(hub, fferm, sian, mair):
    from cyfran.coop.membership.tests.cast import joined

    joined(hub, mair, sian, "customer")
    give_office(party(hub, sian), "coordinator")
    assert bring_in(Actor.person(sian), hub, valley(), fferm).created == 2
