"""What somebody chooses who means no catalogue, or no good: a sentence, the form as it was filled in, and nothing kept."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cyfran.coop.membership.tests.pages import signed_in
from cyfran.kernel.files.models import StoredFile
from cyfran.sectors.food.tests.test_import_pages import IMPORT, hidden
from cyfran.site.testing.standing import standing
from cyfran.trade.catalogue.models import Offer

HEAD = "producer,sku,name,price\n"
WELSH = HEAD + "Fferm Cwm Du,1,Llaeth tŷ bach,1.20\n"
ACCENTS = HEAD + "Fferm Cwm Du,1,Crème fraîche,1.20\n"
SCRIPT = "<script>alert(1)</script><b>Cennin</b>"


@standing
def desk(hub, fferm, gardd, mair, coordinator):
    """A browser in which the coordinator is signed in."""
    return signed_in(mair)


def chosen(desk, body: bytes, **given: object):
    return desk.post(
        IMPORT, {"file": SimpleUploadedFile("list.csv", body), "language": "cy", **given}
    )


def rows(*rows: str) -> bytes:
    return (HEAD + "".join(f"Fferm Cwm Du,{row}\n" for row in rows)).encode()


def product(name: str, **more: object) -> dict[str, object]:
    return {"@id": name, "@type": "dfc-b:SuppliedProduct", "dfc-b:name": name, **more}


def graph(*nodes: dict[str, object]) -> bytes:
    return json.dumps({"@context": "https://www.datafoodconsortium.org", "@graph": nodes}).encode()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (WELSH.encode("utf-16-le"), "The file is not text"),
        ('{"@graph": [{"dfc-b:name": "Crème"}]}'.encode("latin-1"), "The letters in the file cannot be read"),
        (rows("1,Leeks,-1.80"), "A price cannot be below nought: -1.80"),
        (rows("1,Leeks,1e30"), "beyond any price"),
        (rows("1,Leeks," + "9" * 400), "9…” is not a number"),
        (rows("1,Leeks,1.80", "2,Kale,2", "1,Chard,3"), "The code “1” already stands in row 2"),
        (graph(product("a", **{"dfc-b:description": "x"}), product("a", **{"dfc-b:name": "y"})), "described twice"),
        (b"PK\x03\x04\x14\x00\x06\x00" + b"\x00" * 200, "The file is not text"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" * 9, "The file is not text"),
        (rows("1,Lee\x00ks,1.80"), "The file is not text"),
        (b'{"@graph":' * 5_000 + b"1" + b"}" * 5_000, "nested too deeply"),
        (HEAD.encode(), "There is no product in the file"),
    ],
)  # fmt: skip
def test_it_is_told_in_a_sentence_and_the_form_is_as_it_was_filled_in(desk, gardd, body, said):
    answer = chosen(desk, body, seller=gardd.pk, withdraw_missing="on")
    assert answer.status_code == 422
    assert said in answer.text
    assert f'<option value="{gardd.pk}" selected>' in answer.text
    assert '<option value="cy" selected>' in answer.text
    assert re.search(r'name="withdraw_missing"[^>]* checked>', answer.text)
    assert not StoredFile.objects.exists()
    assert not Offer.objects.exists()


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (WELSH.encode("utf-16"), "Llaeth tŷ bach"),
        (ACCENTS.encode("latin-1"), "Crème fraîche"),
        (ACCENTS.encode("utf-8-sig"), "Crème fraîche"),
    ],
    ids=["UTF-16 with its mark", "Latin-1", "UTF-8 with its mark"],
)
def test_letters_that_can_be_told_are_read_as_they_were_written(desk, body, name):
    looked = chosen(desk, body)
    page = desk.get(looked.url).text
    assert name in page
    desk.post(looked.url.split("?")[0], hidden(page))
    assert str(Offer.objects.get().item.name) == name


def round_and_round(name: str, other: str) -> list[dict[str, object]]:
    """A product whose every reference leads back to it, and which is a case of the other."""
    return [
        product(name, **{"dfc-b:referencedBy": f"{name}/item", "dfc-b:hasVariant": name, "dfc-b:isVariantOf": name}),
        {"@id": f"{name}/item", "@type": "dfc-b:CatalogItem", "dfc-b:references": name, "dfc-b:offeredThrough": f"{name}/offer"},
        {"@id": f"{name}/offer", "@type": "dfc-b:Offer", "dfc-b:offers": f"{name}/item", "dfc-b:hasPrice": f"{name}/price"},
        {"@id": f"{name}/price", "@type": "dfc-b:Price", "dfc-b:value": "1.80", "dfc-b:hasUnit": "dfc-m:PoundSterling"},
        {"@id": f"{name}/in", "@type": "dfc-b:AsPlannedConsumptionFlow", "dfc-b:consumes": other, "dfc-b:hasQuantity": f"{name}/in",
         "dfc-b:value": "2"},
        {"@id": f"{name}/out", "@type": "dfc-b:AsPlannedProductionFlow", "dfc-b:produces": name, "dfc-b:hasQuantity": f"{name}/out",
         "dfc-b:value": "1"},
        {"@id": f"{name}/turn", "@type": "dfc-b:AsPlannedTransformation", "dfc-b:hasIncome": f"{name}/in",
         "dfc-b:hasOutcome": [f"{name}/out", f"{name}/turn"]},
    ]  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [[("leeks", "leeks")], [("leeks", "kale"), ("kale", "leeks")]],
    ids=["alone", "in turn"],
)
def test_a_catalogue_that_goes_round_in_circles_is_read_to_its_end(desk, fferm, names):
    body = graph(*(node for pair in names for node in round_and_round(*pair)))
    looked = chosen(desk, body, seller=fferm.pk)
    assert looked.status_code == 302
    desk.post(looked.url.split("?")[0], hidden(desk.get(looked.url).text))
    assert set(Offer.objects.values_list("external_id", "price")) == {
        (name, 180) for name, _ in names
    }


def test_markup_in_names_is_words_wherever_the_offer_is_shown(desk, hub, client):
    looked = chosen(desk, rows(f"1,{SCRIPT},1.80"))
    preview = desk.get(looked.url).text
    desk.post(looked.url.split("?")[0], hidden(preview))
    offers, edit = IMPORT.replace("import/", ""), Offer.objects.get().pk
    pages = [
        preview,
        desk.get(offers).text,
        desk.get(f"{offers}{edit}/").text,
        client.get("/cy/hwb-bwyd-tywi/shop/").text,
    ]
    for page in pages:
        assert "<script>alert" not in page
        assert "&lt;b&gt;Cennin" in page
