"""Whoever looks around a demonstration is told on every page whom they are being, and finds the way back."""

import pytest
from django.urls import reverse

from cyfran.coop.membership.tests import cast
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.addresses import society_url
from cyfran.site.demo.people import PERSONAS

HOME, GUIDE = "/en/hwb-bwyd-tywi/", "/en/demo/"


@pytest.fixture
def hub(committed_db):
    mair = PERSONAS["founder"]
    return cast.registered_hub(Person.objects.create_user(mair.email, name=mair.name))


def become(client, who: str, then: str = "") -> str:
    """Where the visitor is led."""
    return str(client.post(reverse("site:become", kwargs={"who": who}), {"then": then}).url)


def test_the_strip_names_the_person_and_leads_back(hub, client):
    assert 'class="strip"' not in client.get(HOME).text
    assert become(client, "founder") == HOME
    page = client.get(HOME).text
    assert "Demonstration: you are <strong>Mair Evans</strong>" in page
    assert f'href="{GUIDE}"' in page
    become(client, "stranger")
    assert "Demonstration: you are a stranger" in client.get(HOME).text


def test_each_step_opens_its_own_screen(hub, client):
    shop = society_url(hub, "orders:shop")
    assert f'<input type="hidden" name="then" value="{shop}">' in client.get(GUIDE).text
    assert become(client, "founder", shop) == shop


@pytest.mark.parametrize("elsewhere", ["//elsewhere.example/", "https://elsewhere.example/", "javascript:alert(1)"])  # fmt: skip
def test_nobody_is_led_elsewhere(hub, client, elsewhere):
    assert become(client, "founder", elsewhere) == HOME


def test_a_letter_is_read_with_its_day_in_words(hub, client, settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    (tmp_path / "1.log").write_bytes(
        b"Content-Type: text/plain\nSubject: Post\nFrom: hub@tywi.example\nTo: mair@tywi.example\n"
        b"Date: Tue, 24 Nov 2026 10:56:04 -0000\n\nBore da\n" + b"-" * 79 + b"\n"
    )
    assert "mair@tywi.example · Tuesday 24 November, 10:56" in client.get("/en/dev/mail/").text
    assert "dydd Mawrth 24 Tachwedd" in client.get("/cy/dev/mail/").text
