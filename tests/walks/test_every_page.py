"""Every page of the valley, as each of its people, in both languages: whole, accessible, and never too wide."""

import re

import pytest
from playwright.sync_api import Page, Route

from cyfran.kernel.consent.tests.declaring import kept_choice
from cyfran.kernel.disclosures import keeper_of
from cyfran.site.testing.browser import Visit, barriers
from cyfran.site.testing.walked import PAGES, SENT, SHOP

pytestmark = pytest.mark.browser

NUMBER = r"(\d+|[A-Z0-9]{8})/"  # of a member, an order …; or a payment's reference


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("who", PAGES, ids=lambda who: who or "stranger")
def test_every_page_is_whole_accessible_and_fits(
    visit: Visit, valley: str, who: str, language: str
) -> None:
    found: list[str] = []
    linked: list[str] = []
    page = visit(who=who, bypass_csp=True)
    for path, written in SENT.get(who, ()):
        _send(page, f"{valley}/{language}{path}", written)
    for number, path in enumerate(PAGES[who]):
        _in_state(page, valley, number + 2 * (language == "cy"))
        found += _faults(page, _numbered(f"{valley}/{language}{path}", linked), language)
        linked += page.locator("main a").evaluate_all("all => all.map(each => each.href)")
    assert not found


def _send(page: Page, address: str, written: dict[str, str]) -> None:
    page.goto(address)
    for name, text in written.items():
        page.locator(f"main [name={name}]").fill(text)
    page.locator("main form[method=post] button[type=submit]").first.click()


def _numbered(address: str, linked: list[str]) -> str:
    """The address with the first number for its `*` that a page before it linked."""
    before, star, after = address.partition("*")
    numbers = (re.match(re.escape(before) + NUMBER, link) for link in linked)
    return before + next(found[1] for found in numbers if found) + after if star else address


def _in_state(page: Page, valley: str, number: int) -> None:
    """One of eight: no choice yet, everything, nothing, or the privacy signal; in the light or in the dark.

    Pages take turns, so that each person and each language meets each of them.
    """
    choice, signal = (("", "0"), ("everything", "0"), ("nothing", "0"), ("everything", "1"))[
        number % 4
    ]
    page.emulate_media(color_scheme="dark" if number // 4 % 2 else "light")
    page.unroute_all()
    if signal == "1":
        page.route("**/*", _with_signal)
    page.context.clear_cookies(name="consent")
    if choice:
        kept = kept_choice(lambda _each: choice == "everything")
        page.context.add_cookies([{"name": "consent", "value": kept, "url": valley}])


def _with_signal(route: Route) -> None:
    """The page is asked for as a browser with the signal asks: Chromium has no such setting and sends none."""
    if route.request.resource_type != "document":
        route.continue_()
        return
    headers = route.request.headers | {"sec-gpc": "1"}
    route.fulfill(response=route.fetch(headers=headers))


def _undeclared(page: Page) -> list[str]:
    """What stands in the browser that nobody declared."""
    cookies = [str(cookie["name"]) for cookie in page.context.cookies()]
    storage = page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage)]")
    found = [name for name in cookies if keeper_of(name) is None]
    for where, names in zip(("local storage", "session storage"), storage, strict=True):
        found += [name for name in names if keeper_of(name, where) is None]
    return [f"keeps {name}, which nobody declared" for name in found]


def _faults(page: Page, address: str, language: str) -> list[str]:
    answer = page.goto(address)
    assert answer is not None
    faults = [] if answer.status == 200 else [f"{address} answered {answer.status}"]
    if "/account/login/" in page.url and "/account/" not in address:
        faults.append(f"{address} is not open to this person")
    if page.locator("html").get_attribute("lang") != language:
        faults.append(f"{address} is in another language")
    return faults + [f"{address} {fault}" for fault in _undeclared(page)] + barriers(page)


def test_a_page_that_is_not_there_says_so_in_the_reader_s_language(
    visit: Visit, valley: str
) -> None:
    page = visit()
    for language in ("en", "cy"):
        answer = page.goto(f"{valley}/{language}/no-such-co-op/")
        assert answer is not None
        assert answer.status == 404
        assert page.locator("html").get_attribute("lang") == language


def test_the_switch_of_language_keeps_the_page(visit: Visit, valley: str) -> None:
    page = visit(f"/en{SHOP}?shelf=bakery", who="customer", width=375)
    page.click("a.language")
    assert page.url == f"{valley}/cy{SHOP}?shelf=bakery"
