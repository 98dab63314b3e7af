"""Every page of signing in says nothing in Welsh that it says in English: what is left alike is nobody's language."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from cyfran.kernel.people.queries import passkeys_of
from cyfran.kernel.people.tests.device import Device
from cyfran.kernel.people.tests.test_passkeys import add_to, age

pytestmark = pytest.mark.any_server

SPOKEN = {"alt", "aria-label", "placeholder", "title"}
ALIKE = {
    "Cyfran",
    "Cymraeg",
    "English",
    "Mair",
    "mair@example.org",
    "My phone",
    ": My phone",
    "127.0.0.1",
}


class Texts(HTMLParser):
    """What a page says, apart from scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.said: set[str] = set()
        self.silent = False

    def handle_starttag(self, tag, attrs):
        self.silent = tag in ("script", "style")
        self.said |= {value for name, value in attrs if name in SPOKEN and value}

    def handle_endtag(self, tag):
        self.silent = False

    def handle_data(self, data):
        if not self.silent:
            self.said.add(" ".join(data.split()))


def said_by(answer) -> set[str]:
    texts = Texts()
    texts.feed(answer.content.decode())
    return {text for text in texts.said if any(letter.isalpha() for letter in text)}


def left_alike(client: Client, path: str, data: dict[str, str] | None = None) -> set[str]:
    english, welsh = (
        client.get(f"/{language}/account/{path}")
        if data is None
        else client.post(f"/{language}/account/{path}", data)
        for language in ("en", "cy")
    )
    assert english.status_code == welsh.status_code
    assert english.status_code in (200, 422)
    return (said_by(english) & said_by(welsh)) - ALIKE


def test_pages_for_strangers(client, db):
    assert left_alike(client, "login/") == set()
    assert left_alike(client, "login/", {"email": "no address"}) == set()
    assert left_alike(client, "inactive/") == set()
    client.post("/en/account/login/", {"email": "mair@example.org"})
    assert left_alike(client, "code/") == set()
    assert left_alike(client, "code/", {"code": "BBB-BBB"}) == set()


@pytest.mark.parametrize(
    "page", ["", "about-you/", "addresses/", "passkeys/add/", "again/", "logout/"]
)
def test_pages_of_somebody_signed_in(client, mair, sign_in, page):
    sign_in(client, mair.email)
    assert left_alike(client, page) == set()


def test_pages_of_somebody_who_asks_for_both(client, mair, sign_in):
    sign_in(client, mair.email)
    add_to(client, Device())
    assert left_alike(client, "") == set()
    client.post("/en/account/both/")
    passkey = passkeys_of(mair).get().pk
    for page in (
        "",
        "recovery-codes/",
        "recovery-codes/new/",
        f"passkeys/{passkey}/remove/",
        "again/",
    ):
        assert left_alike(client, page) == set()
    other = Client()
    sign_in(other, mair.email)
    assert left_alike(other, "second-step/") == set()
    assert left_alike(other, "second-step/", {"code": "00000000"}) == set()
    assert left_alike(other, "second-step/", {"credential": "{}"}) == set()


def test_pages_on_the_way_to_another_address(client, mair, sign_in):
    sign_in(client, mair.email)
    assert left_alike(client, "addresses/", {"email": "no", "action_add": "yes"}) == set()
    assert left_alike(client, "addresses/", {"email": mair.email, "action_add": "yes"}) == set()
    client.post("/en/account/addresses/", {"email": "m@example.org", "action_add": "yes"})
    assert left_alike(client, "addresses/code/") == set()
    assert left_alike(client, "addresses/code/", {"code": "BBB-BBB"}) == set()


def test_pages_that_ask_again(client, mair, sign_in):
    sign_in(client, mair.email)
    age(client)
    client.post("/en/account/again/code/")
    assert left_alike(client, "again/") == set()
    assert left_alike(client, "again/", {"code": "BBB-BBB"}) == set()
    assert left_alike(client, "about-you/", {"name": "", "language": "fr"}) == set()
