import gzip
import re
from pathlib import Path

import pytest

from cyfran.kernel.ui import bundles
from cyfran.kernel.ui.accents import accent_of

SOURCES = Path(bundles.__file__).parents[2]
CLASS = re.compile(r"\.([a-z][a-z0-9-]*)(?=[^{}]*\{)")
WORN = re.compile(r'class="([^"]*)"')


@pytest.fixture(autouse=True)
def afresh():
    bundles.bundle.cache_clear()


def style(name=bundles.EVERYDAY):
    return bundles.bundle(name, "css")


def behaviours(name=bundles.EVERYDAY):
    return bundles.bundle(name, "js")


def test_the_stylesheet_names_its_layers_first():
    assert style().plain.startswith(b"@layer reset, tokens, base,")


def test_addresses_within_are_absolute():
    text = style().plain.decode()
    assert 'url("/static/ui/fonts/figtree-latin.woff2")' in text
    assert "../" not in text


def test_every_font_it_asks_for_is_there():
    from django.contrib.staticfiles import finders

    text = style().plain.decode()
    asked = {part.split('")')[0] for part in text.split('url("/static/')[1:]}
    assert asked
    assert all(finders.find(path) for path in asked)


def test_one_behaviours_names_are_unknown_to_the_next():
    text = behaviours().plain.decode()
    assert text.count("{\n//") == text.count("\n}\n{") + 1
    assert "import " not in text
    assert "eval" not in text


def test_the_address_that_holds_is_kept_for_a_year(client):
    digest = style().digest
    answer = client.get(f"/ui/{digest}/cyfran.css")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Content-Type"] == "text/css; charset=utf-8"


def test_an_old_address_answers_with_the_newest_and_is_not_kept(client):
    answer = client.get("/ui/0123456789ab/cyfran.js")
    assert answer.content == behaviours().plain
    assert answer["Cache-Control"] == "no-cache"


def test_it_is_sent_packed_to_those_who_can_unpack(client):
    answer = client.get("/ui/x/cyfran.css", headers={"accept-encoding": "br, gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content) == style().plain


def test_a_co_ops_accent_is_a_stylesheet(client):
    answer = client.get("/ui/accent/1f4e8c.css")
    assert f"--leek-700:{accent_of('#1f4e8c').dark['700']}" in answer.content.decode()


@pytest.mark.parametrize("colour", ["f2b81f", "nonsense", "1d5f40%7D"])
def test_an_accent_that_cannot_be_read_is_not_there(client, colour):
    assert client.get(f"/ui/accent/{colour}.css").status_code == 404


def test_an_apps_own_dress_is_on_its_pages_and_on_no_others(client):
    own = f"/ui/{style('ui').digest}/ui.css"
    assert client.get(own).content == style("ui").plain
    page = client.get("/en/style/").content.decode()
    assert f'<link rel="stylesheet" href="{own}">' in page
    assert "people" not in page.partition("<body")[0]
    assert b"passkey" in behaviours("people").plain
    assert b"passkey" not in behaviours().plain


@pytest.mark.parametrize("address", ["cyfran.png", "orders.js", "nobody.css", "contenttypes.js"])
def test_what_no_app_has_of_its_own_is_not_there(client, address):
    assert client.get(f"/ui/x/{address}").status_code == 404


def test_no_app_leans_on_the_dress_of_anothers_own_pages():
    for sheet in sorted(SOURCES.glob("**/static/*/own/*.css")):
        label, app = sheet.parents[1].name, sheet.parents[3]
        classes = CLASS.findall(sheet.read_text(encoding="utf-8"))
        strangers = {
            (name, str(page.relative_to(SOURCES)))
            for page in SOURCES.glob("**/templates/**/*.html")
            if app not in page.parents
            for worn in WORN.findall(page.read_text(encoding="utf-8"))
            for name in set(classes) & set(worn.split()) - dressed_for(page)
        }
        assert not strangers, label


def dressed_for(page):
    """The classes that every page has, and those of its own app's."""
    label = page.relative_to(next(p for p in page.parents if p.name == "templates")).parts[0]
    own = style(label).plain.decode() if style(label) else ""
    return set(CLASS.findall(style().plain.decode() + own))
