from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from cyfran.kernel.languages import Bilingual
from cyfran.kernel.ui.pages import page
from cyfran.kernel.ui.reading import Reading

CODES = ["400", "403", "403_csrf", "404", "429", "500", "503"]


def framed(rf, **context):
    return render_to_string("ui/page.html", context, rf.get("/en/style/"))


def test_the_frame_names_the_society_its_places_and_its_owners(rf):
    society = SimpleNamespace(
        name=Bilingual(en="Tywi Food Hub", cy="Hwb Bwyd Tywi"), accent="#1f4e8c"
    )
    text = framed(
        rf, society=society, places=[("Shop", "/shop", True)], owners=214, books_url="/books"
    )
    assert "<span>Tywi Food Hub</span>" in text
    assert text.count('<a href="/shop" aria-current="page">Shop</a>') == 2
    assert "owned by its 214 members" in text
    assert '<a href="/books">Check the books</a>' in text
    assert 'href="/ui/accent/1f4e8c.css"' in text


def test_the_frame_leads_to_the_same_page_in_the_other_language(rf):
    text = framed(
        rf, other_language="cy", other_language_name="Cymraeg", other_language_url="/cy/style/"
    )
    assert (
        '<a class="language" href="/cy/style/" lang="cy" hreflang="cy" rel="alternate">Cymraeg</a>'
        in text
    )
    assert '<link rel="alternate" hreflang="cy" href="/cy/style/">' in text


@pytest.mark.parametrize(
    ("owners", "said"), [(1, "1 aelod"), (2, "2 aelod"), (214, "214 o aelodau")]
)
def test_in_welsh_members_are_counted_as_welsh_counts(rf, owners, said):
    society = SimpleNamespace(name=Bilingual(cy="Hwb", source="cy"))
    with translation.override("cy"):
        assert f"eiddo i {said}" in framed(rf, society=society, owners=owners)


def test_nothing_is_inline(client):
    for path in ("/en/style/", "/en/reading/"):
        text = client.get(path).content.decode()
        assert "style=" not in text
        assert "<style" not in text
        assert "onclick" not in text
        assert text.count("<script") == 1


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_failure_page_stands_without_a_request(code, language):
    with translation.override(language):
        text = render_to_string(f"{code}.html")
    assert text.count("<h1>") == 1
    assert ("Mynd i’r dudalen gyntaf" if language == "cy" else "Go to the first page") in text


def test_a_page_that_is_not_there_is_a_designed_page(client):
    answer = client.get("/en/nowhere/at/all/")
    assert answer.status_code == 404
    assert "That page is not here" in answer.content.decode()


def test_only_the_fragment_is_sent_to_a_script_that_asks_for_it(rf):
    context = {"items": []}
    whole = page(rf.get("/"), "ui/reading.html", context, fragment="ui/components/_waiting.html")
    part = page(
        rf.get("/", headers={"hx-request": "true"}),
        "ui/reading.html",
        context,
        status=422,
        fragment="ui/components/_waiting.html",
    )
    assert b"<html" in whole.content
    assert b"<html" not in part.content
    assert part.status_code == 422
    assert whole["Vary"] == part["Vary"] == "HX-Request"


def test_the_readers_choice_is_kept_and_dresses_the_page(client):
    answer = client.post("/en/reading/", {"theme": "dark", "type": "legible", "back": "/en/style/"})
    assert answer["Location"] == "/en/style/"
    assert answer.cookies["reading"].value == "dark.legible"
    assert answer.cookies["reading"]["httponly"]
    assert (
        '<html lang="en" data-theme="dark" data-type="legible">'
        in client.get("/en/style/").content.decode()
    )


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""]
)
def test_the_reader_is_not_sent_elsewhere(client, back):
    answer = client.post("/en/reading/", {"theme": "", "type": "", "back": back})
    assert answer["Location"] == "/en/reading/"


@pytest.mark.parametrize("kept", ["purple.comic", '"><script>', ".", "", "dark"])
def test_a_cookie_that_makes_no_sense_is_the_usual_page(rf, kept):
    request = rf.get("/")
    request.COOKIES["reading"] = kept
    assert Reading.of(request) in (Reading(), Reading("dark"))


def test_a_choice_that_is_none_is_refused(client):
    assert client.post("/en/reading/", {"theme": "purple"}).status_code == 422
