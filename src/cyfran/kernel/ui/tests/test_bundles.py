import gzip

import pytest

from cyfran.kernel.ui import bundles
from cyfran.kernel.ui.accents import accent_of


@pytest.fixture(autouse=True)
def afresh():
    bundles.stylesheet.cache_clear()
    bundles.script.cache_clear()


def test_the_stylesheet_names_its_layers_first():
    assert bundles.stylesheet().plain.startswith(b"@layer reset, tokens, base,")


def test_addresses_within_are_absolute():
    text = bundles.stylesheet().plain.decode()
    assert 'url("/static/ui/fonts/figtree-latin.woff2")' in text
    assert "../" not in text


def test_every_font_it_asks_for_is_there():
    from django.contrib.staticfiles import finders

    text = bundles.stylesheet().plain.decode()
    asked = {part.split('")')[0] for part in text.split('url("/static/')[1:]}
    assert asked
    assert all(finders.find(path) for path in asked)


def test_what_a_first_visit_loads_is_light():
    from pathlib import Path

    fonts = Path(bundles.__file__).parent / "static" / "ui" / "fonts"
    first = sum(
        (fonts / f"{face}-{cut}.woff2").stat().st_size
        for face in ("figtree", "bricolage-grotesque")
        for cut in ("latin", "cymraeg")
    )
    assert first + len(bundles.stylesheet().packed) + len(bundles.script().packed) < 65_000


def test_one_behaviours_names_are_unknown_to_the_next():
    text = bundles.script().plain.decode()
    assert text.count("{\n//") == text.count("\n}\n{") + 1
    assert "import " not in text
    assert "eval" not in text


def test_the_address_that_holds_is_kept_for_a_year(client):
    digest = bundles.stylesheet().digest
    answer = client.get(f"/ui/{digest}/cyfran.css")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Content-Type"] == "text/css; charset=utf-8"


def test_an_old_address_answers_with_the_newest_and_is_not_kept(client):
    answer = client.get("/ui/0123456789ab/cyfran.js")
    assert answer.content == bundles.script().plain
    assert answer["Cache-Control"] == "no-cache"


def test_it_is_sent_packed_to_those_who_can_unpack(client):
    answer = client.get("/ui/x/cyfran.css", headers={"accept-encoding": "br, gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content) == bundles.stylesheet().plain


def test_a_co_ops_accent_is_a_stylesheet(client):
    answer = client.get("/ui/accent/1f4e8c.css")
    assert f"--leek-700:{accent_of('#1f4e8c').dark['700']}" in answer.content.decode()


@pytest.mark.parametrize("colour", ["f2b81f", "nonsense", "1d5f40%7D"])
def test_an_accent_that_cannot_be_read_is_not_there(client, colour):
    assert client.get(f"/ui/accent/{colour}.css").status_code == 404
