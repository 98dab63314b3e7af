"""What a visitor sees: nothing asked where nothing is asked for, and three ways of the same size where something is."""

import re

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory

from cyfran.kernel.consent.cookie import KeptChoice
from cyfran.kernel.consent.preferences import Preferences
from cyfran.kernel.consent.tests.declaring import ADVERTISEMENT, ALL_FOUR, FUNCTIONAL, declaring
from cyfran.kernel.consent.tests.test_choose import choose
from cyfran.kernel.societies.models import Society

GPC = {"headers": {"sec-gpc": "1"}}


def page(client: Client, address: str = "/en/hub/consent/", **more) -> str:
    return client.get(address, **more).content.decode()


def test_an_empty_category_says_so_and_asks_nothing(hub: Society, client: Client) -> None:
    text = page(client)
    for category in ("Necessary", "Functional", "Analytics", "Performance", "Advertisement"):
        assert f"<h2>{category}</h2>" in text
    assert "nothing declared" in text
    assert "always active" in text
    with declaring(ADVERTISEMENT):
        assert page(client).count("nothing declared") == text.count("nothing declared") - 1


def test_where_nothing_is_asked_the_first_visit_says_so(hub: Society, client: Client) -> None:
    text = page(client, "/en/hub/")
    assert "It asks you for nothing else." in text
    assert "Accept" not in text


def test_where_something_is_asked_the_first_visit_names_it(hub: Society, client: Client) -> None:
    with declaring(FUNCTIONAL):
        text = page(client, "/en/hub/")
    assert "Shows where the hub is." in text
    assert "Nothing else runs unless you say so." in text


@pytest.mark.parametrize("address", ["/en/hub/", "/cy/hub/", "/en/hub/consent/", "/cy/consent/"])
def test_the_three_ways_are_the_same_size_in_the_same_place(
    hub: Society, client: Client, address: str
) -> None:
    with declaring(FUNCTIONAL):
        text = page(client, address)
    ways = re.search(r'class="three-ways".*?</(?:form|div)>', text, re.DOTALL)
    assert ways is not None
    classes = re.findall(r'<(?:button|a) class="([^"]*)"', ways[0])
    assert classes == ["button"] * 3


def test_nothing_that_needs_consent_is_ticked_beforehand(hub: Society, client: Client) -> None:
    with declaring(*ALL_FOUR):
        text = page(client)
    for key in ("test.functional", "test.advertisement"):
        box = re.search(rf'<input[^>]*value="{key}"[^>]*>', text)
        assert box is not None
        assert "checked" not in box[0]


def test_the_signal_is_honoured_and_said(hub: Society, client: Client) -> None:
    with declaring(*ALL_FOUR):
        text = page(client, **GPC)
    assert "Your browser sends Global Privacy Control" in text
    box = re.search(r'<input[^>]*value="test.functional"[^>]*>', text)
    assert box is not None
    assert "disabled" in box[0]


def test_this_site_says_that_it_honours_the_signal(client: Client, db: None) -> None:
    assert client.get("/.well-known/gpc.json").json()["gpc"] is True


@pytest.mark.parametrize("address", ["/en/", "/cy/hub/", "/en/hub/shop/", "/en/account/login/"])
def test_the_choice_can_be_changed_from_every_page(
    hub: Society, client: Client, address: str
) -> None:
    choose(client)
    assert re.search(r'<a href="[^"]*/consent/\?back=[^"]*" data-panel>', page(client, address))


def test_a_script_gets_the_panel_alone(hub: Society, client: Client) -> None:
    text = page(client, headers={"hx-request": "true"})
    assert "<html" not in text
    assert "consent-panel" in text


def test_the_tag_shows_what_was_allowed_and_nothing_else(hub: Society) -> None:
    template = Template(
        '{% consented "test.functional" %}<script src="/map.js"></script>{% endconsented %}'
    )
    request = RequestFactory().get("/en/")
    request.resolver_match = None
    with declaring(FUNCTIONAL):
        text = template.render(Context({"request": request}))
        assert "<script" not in text
        assert "Switched off: Maps." in text
        preferences = Preferences.of(request)
        preferences.choice = KeptChoice("0" * 32, frozenset([preferences.digest(FUNCTIONAL)]))
        assert "<script" in template.render(Context({"request": request}))


def test_the_band_leads_back_to_each_page_and_nothing_in_an_address_is_markup(
    hub: Society, client: Client
) -> None:
    for query in ("?a=1", "?shelf=%22%3E%3Cscript%3E", '?"><script>alert(1)</script>'):
        text = page(client, f"/en/hub/{query}")
        assert "<script>" not in text
        assert 'name="back" value="/en/hub/?' in text
        assert "\0" not in text
    assert 'name="back" value="/en/hub/shop/"' in page(client, "/en/hub/shop/")
