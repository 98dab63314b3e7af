"""The coordinator's way with a file: choose, look, confirm; and the catalogue on its way out."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cyfran.coop.membership.tests.pages import signed_in
from cyfran.kernel.files.models import StoredFile
from cyfran.kernel.languages import Bilingual
from cyfran.sectors.food.readers.either import read_catalogue
from cyfran.sectors.food.tests.cast import FILES, offered
from cyfran.site.testing.standing import standing
from cyfran.trade.catalogue.models import Offer

IMPORT = "/en/hwb-bwyd-tywi/food/import/"
JSON = (FILES / "valley.json").read_bytes()
CSV = b"producer,sku,name,price,on_hand\nFferm Cwm Du,LEEK,Leeks,1.80,12\nElin,CHARD,Chard,2.00,3\n"


@standing
def desk(hub, fferm, gardd, mair, coordinator):
    """A browser in which the coordinator is signed in."""
    return signed_in(mair)


def chosen(desk, body: bytes, name: str = "catalogue.csv", **given: object):
    file = SimpleUploadedFile(name, body)
    return desk.post(IMPORT, {"file": file, "language": "en"} | given)


def hidden(page: str) -> dict[str, str]:
    """What the form that confirms would send."""
    import re

    form = page[page.index('name="fingerprint"') - 200 :]
    form = form[: form.index("</form>")]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def test_a_file_is_chosen_looked_at_and_confirmed(desk, hub):
    looked = chosen(desk, CSV)
    assert looked.status_code == 302
    page = desk.get(looked.url).text
    assert "What would be new" in page
    assert not Offer.objects.exists()
    done = desk.post(looked.url.split("?")[0], hidden(page), follow=True)
    assert "2 offers are new. 0 changed." in done.text
    assert set(Offer.objects.values_list("external_id", flat=True)) == {"LEEK", "CHARD"}


def test_what_changes_is_shown_before_and_after(desk, hub):
    looked = chosen(desk, CSV)
    desk.post(looked.url.split("?")[0], hidden(desk.get(looked.url).text))
    page = desk.get(chosen(desk, CSV.replace(b"1.80", b"2.10").replace(b",12", b",")).url).text
    for words in ("What would change", "£1.80", "£2.10"):
        assert words in page
    assert "What would be new" not in page


def test_the_same_file_again_has_nothing_to_confirm(desk, hub):
    looked = chosen(desk, CSV)
    desk.post(looked.url.split("?")[0], hidden(desk.get(looked.url).text))
    page = desk.get(chosen(desk, CSV).url).text
    assert "Nothing to import" in page
    assert "Import all of this" not in page


def test_a_file_of_an_unknown_producer_is_given_to_one_on_the_same_page(desk, hub, gardd):
    looked = chosen(desk, CSV.replace(b"Fferm Cwm Du", b"User Enterprise"))
    page = desk.get(looked.url)
    assert "“User Enterprise” does not sell here" in page.text
    assert "Import all of this" not in page.text
    again = desk.get(looked.url.split("?")[0], {"seller": gardd.pk, "language": "en"})
    assert "Import all of this" in again.text
    desk.post(looked.url.split("?")[0], hidden(again.text))
    assert set(Offer.objects.values_list("seller", flat=True)) == {gardd.pk}


def test_a_catalogue_of_another_platform_comes_in(desk, hub, fferm):
    looked = chosen(desk, JSON, "catalogue.json", seller=fferm.pk)
    page = desk.get(looked.url).text
    assert "£3.60 per kg" in page
    desk.post(looked.url.split("?")[0], hidden(page))
    assert Offer.objects.count() == 2


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "The file is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "The file is not text"),
        (b'{"@graph": [', "broken at line"),
        (b"[" * 2_000 + b"]" * 2_000, "nested too deeply"),
        (b"name,price\nLeeks,free\n", "“free” is not a number"),
        (b"name,price\n<script>alert(1)</script>,-1\n", "A price cannot be below nought"),
        (b'name,price\n"Leeks,1\n', "never closed"),
        (b"x" * (8 * 1024 * 1024 + 2), "larger than 8 MB"),
    ],
)
def test_a_file_with_something_wrong_is_told_in_plain_words_and_not_kept(desk, body, said):
    answer = chosen(desk, body)
    assert answer.status_code == 422
    assert said in answer.text
    assert "<script>alert" not in answer.text
    assert not StoredFile.objects.exists()
    assert not Offer.objects.exists()


def test_the_sentences_are_in_the_readers_language(desk):
    file = SimpleUploadedFile("catalogue.csv", b"name,price\nLeeks,free\n")
    answer = desk.post(IMPORT.replace("/en/", "/cy/"), {"file": file, "language": "cy"})
    assert "Nid rhif yw “free”" in answer.text


def test_markup_in_a_file_is_shown_as_text(desk):
    body = b'producer,name,price\nElin,"<img src=x onerror=alert(1)>",1\n'
    page = desk.get(chosen(desk, body).url).text
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "<img src=x" not in page


def test_no_file_at_all_is_asked_for(desk):
    answer = desk.post(IMPORT, {"language": "en"})
    assert answer.status_code == 422
    assert "Choose a file." in answer.text


def test_what_was_not_looked_at_is_not_written(desk, hub):
    looked = chosen(desk, CSV)
    sent = hidden(desk.get(looked.url).text) | {"fingerprint": "another"}
    answer = desk.post(looked.url.split("?")[0], sent)
    assert answer.status_code == 422
    assert "The catalogue has changed since this preview" in answer.text
    assert not Offer.objects.exists()


def test_a_kept_file_is_for_the_coordinator_of_its_society_alone(desk, hub, dai):
    looked = chosen(desk, CSV)
    assert signed_in(dai).get(looked.url).status_code == 403
    assert desk.get(f"{IMPORT}999999/").status_code == 404


def test_a_nonsense_address_is_still_a_page(desk, hub):
    looked = chosen(desk, CSV)
    assert desk.get(looked.url.split("?")[0], {"language": "xx", "seller": "0"}).status_code == 200


def test_a_producer_takes_their_own_list_and_the_coordinator_everybodys(desk, hub, dai, elin):
    offered(hub, dai)
    offered(hub, elin, name=Bilingual(en="Chard"))
    own = signed_in(dai).get(IMPORT.replace("import/", "catalogue.csv"))
    assert own["Content-Disposition"] == 'attachment; filename="hwb-bwyd-tywi.csv"'
    assert [row.name.en for row in read_catalogue(own.content).rows] == ["Leeks, bunch"]
    everybodys = desk.get(IMPORT.replace("import/", "catalogue.csv"))
    assert len(read_catalogue(everybodys.content).rows) == 2


def test_anybody_reads_what_is_on_sale_to_everybody_as_open_data(client, hub, fferm, dai):
    offered(hub, dai)
    offered(hub, dai, name=Bilingual(en="For members"), audience="member")
    answer = client.get(IMPORT.replace("import/", "catalogue.jsonld"))
    assert answer["Content-Type"] == "application/ld+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    names = [node.get("dfc-b:name") for node in json.loads(answer.content)["@graph"]]
    assert "Leeks, bunch" in names
    assert "For members" not in names
    assert "http://testserver/en/hwb-bwyd-tywi/food/catalogue.jsonld#product-" in answer.text
