"""Three neighbours found a co-op that was not there, and a fourth joins it: on phones and at a desk, in both languages."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from cyfran.coop.membership.models import ClassCode, Founding
from cyfran.coop.membership.rulebook import JOINING_SHARE
from cyfran.kernel.people.tests.letters import latest_code, letters
from cyfran.kernel.societies.models import ModelRules
from cyfran.kernel.time import now
from cyfran.site.testing.reader import Reader

pytestmark = pytest.mark.browser

ADDRESS = "2 Heol y Farchnad, Llandeilo"
Arrive = Callable[..., Reader]


def sign_in(reader: Reader, email: str, name: str) -> None:
    reader.fill("E-mail address", email)
    reader.press("Send me a code")
    reader.fill("Code", latest_code())
    reader.press("Go on")
    reader.fill("Your name", name)
    reader.press("Keep it so")


def letter_link(email: str) -> str:
    """The address that the latest letter to them leads to."""
    told = next(letter["body"] for letter in reversed(letters()) if letter["to"] == email)
    return urlsplit(re.search(r"https?://\S+", told)[0]).path


def found(founder: Reader) -> None:
    """From the first page to the last question, with a break after the second."""
    founder.press("Found a co-op")
    founder.press("Go on by e-mail")
    sign_in(founder, "mair@example.org", "Mair Evans")
    founder.fill("English", "Valley Bread Limited")
    founder.fill("Cymraeg", "Bara'r Cwm Cyfyngedig")
    founder.press("Begin")
    founder.fill("English", "Bread for the valley, baked in it.")
    founder.fill("Cymraeg", "Bara i'r cwm, wedi'i bobi yno.")
    founder.press("Save and go on")
    founder.goes_to(f"/{founder.page.locator('html').get_attribute('lang')}/")
    founder.press(founder.page.locator(".co-ops a").inner_text())
    founder.press("Go on")
    founder.press("Go on")
    founder.choose(ModelRules.MULTI.label)
    founder.press("Save and go on")
    founder.choose(Founding.Trade.FOOD.label)
    founder.press("Save and go on")
    founder.choose(ClassCode.PRODUCER.label)
    founder.choose(ClassCode.CUSTOMER.label)
    founder.press("Save and go on")
    founder.fill(JOINING_SHARE.label, "15")
    founder.press("Save and go on")


def invite(founder: Reader, name: str, email: str, language: str) -> None:
    founder.fill("Their name", name)
    founder.fill("Their e-mail address", email)
    founder.choose(language)
    founder.press("Send the invitation")
    founder.reads("The invitation is on its way.")


def accept(guest: Reader, email: str, name: str) -> None:
    guest.press("Sign in")
    sign_in(guest, email, name)
    guest.press("Accept: I will be a founder")
    guest.press("Go to the founding meeting")


def adopt(founder: Reader, name: str, kind: str) -> None:
    founder.fill("Your full name", name)
    founder.fill("Your postal address", ADDRESS)
    founder.choose(kind)
    founder.press("I adopt this rulebook")


def appoint(founder: Reader) -> None:
    founder.press("Close the founding meeting")
    founder.select("Chair", "Dai Rees")
    founder.select("Secretary", "Mair Evans")
    founder.select("Treasurer", "Gwen Pritchard")
    founder.press("Appoint them")


def register(secretary: Reader) -> None:
    secretary.fill("Registration number", "9214")
    today = now().date()
    for part, number in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        secretary.fill(part, str(number))
    secretary.press("Record the registration")
    secretary.reads("Your co-op is registered")


def name_coordinator(secretary: Reader) -> None:
    secretary.press("Name somebody")
    secretary.select("Member", "Nest Prys")
    secretary.press("Name them")
    secretary.reads("%(name)s coordinates the trade from now on.", name="Nest Prys")


def open_account(treasurer: Reader) -> None:
    treasurer.press("Say where")
    treasurer.fill("Name on the account", "Bara'r Cwm")
    treasurer.fill("Sort code", "12-34-56")
    treasurer.fill("Account number", "12345678")
    treasurer.press("Save this account")


def apply(neighbour: Reader, kind: str) -> None:
    neighbour.press("Join")
    neighbour.press("Go on by e-mail")
    sign_in(neighbour, "nest@example.org", "Nest Prys")
    neighbour.choose(kind)
    neighbour.fill("Your postal address", ADDRESS)
    neighbour.choose(neighbour.words("I am at least %(age)s years old") % {"age": 16})
    neighbour.press("Send my application")
    neighbour.reads("Your application is with the board")


@pytest.mark.parametrize(
    ("language", "width", "keyboard", "kinds"),
    [
        ("cy", 375, False, ("Cynhyrchwyr", "Cwsmeriaid")),
        ("en", 1280, True, ("Producers", "Customers")),
    ],
    ids=["in-welsh-on-a-phone", "in-english-with-the-keyboard-alone"],
)
def test_a_group_founds_a_co_op_and_a_neighbour_joins_it(
    arrive: Arrive, language: str, width: int, keyboard: bool, kinds: tuple[str, str]
) -> None:
    window = {"width": width, "keyboard": keyboard}
    mair = arrive(f"/{language}/", **window)
    found(mair)
    invite(mair, "Dai Rees", "dai@example.org", "Cymraeg" if language == "cy" else "English")
    invite(mair, "Gwen Pritchard", "gwen@example.org", "Cymraeg" if language == "cy" else "English")
    mair.press("Go on")
    mair.press("Go to the founding meeting")
    adopt(mair, "Mair Evans", kinds[1])
    dai = arrive(letter_link("dai@example.org"), **window)
    accept(dai, "dai@example.org", "Dai")
    adopt(dai, "Dai Rees", kinds[0])
    gwen = arrive(letter_link("gwen@example.org"), **window)
    accept(gwen, "gwen@example.org", "Gwen")
    adopt(gwen, "Gwen Pritchard", kinds[1])
    appoint(gwen)
    home = "/".join(urlsplit(mair.page.url).path.split("/")[:3]) + "/"
    mair.goes_to(home)
    mair.press("Go on")
    mair.press("Go on")
    register(mair)
    gwen.goes_to(home)
    open_account(gwen)
    other = "en" if language == "cy" else "cy"
    nest = arrive(home.replace(language, other, 1), width=1655 - width)
    apply(nest, {"en": "Customers", "cy": "Cwsmeriaid"}[other])
    mair.goes_to(home)
    asking = mair.counted("%(count)s person asks to join", "%(count)s people ask to join", 1)
    mair.press("Decide", about=asking)
    mair.press("Admit", about="Nest Prys")
    nest.goes_to(letter_link("nest@example.org"))
    nest.reads("You are admitted")
    reference = nest.page.locator(".figure.tabular").inner_text()
    gwen.goes_to(home)
    gwen.press("Money in")
    gwen.press("Record one payment")
    gwen.fill("Reference", reference)
    gwen.fill("Amount", "15.00")
    gwen.press("Record the payment")
    nest.goes_to(letter_link("nest@example.org"))
    nest.reads("number %(number)s", number=1)
    nest.reads("paid in full, at par")
    expect(nest.page.locator(".figure").first).to_have_text("£15.00")
    mair.goes_to(home)
    name_coordinator(mair)
    mair.goes_to(home)
    mair.press("Register of members")
    expect(mair.page.locator("main")).to_contain_text("Nest Prys")
