"""Every page of the valley, as each of its people, in both languages: whole, accessible, and never too wide."""

import pytest
from playwright.sync_api import Page, Route

from cyfran.kernel.consent.tests.declaring import kept_choice
from cyfran.kernel.disclosures import keeper_of
from cyfran.site.testing.browser import Visit, barriers

pytestmark = pytest.mark.browser

HUB = "/hwb-bwyd-tywi/"

SHOP, DECIDE, MONEY, FOOD, MEMBERS = (
    HUB + place for place in ("shop/", "decide/", "money/", "food/", "members/")
)
PAGES = {
    "": [
        "/", "/found/", "/demo/", "/account/login/", HUB, SHOP, SHOP + "basket/", DECIDE, DECIDE + "1/", DECIDE + "2/",
        DECIDE + "register/", DECIDE + "elections/2/receipts/", HUB + "check/", HUB + "check/record/", HUB + "check/permissions/", HUB + "check/registration/", HUB + "rules/", HUB + "rules/orders.commission_bp/",
        HUB + "share/", HUB + "books/", MEMBERS + "join/", "/gofal-teifi/", "/ynni-cwm/",
    ],
    "customer": [
        HUB, SHOP, SHOP + "orders/", MEMBERS + "share/", MONEY, MONEY + "account/", DECIDE + "2/", DECIDE + "propose/",
        DECIDE + "elections/", DECIDE + "elections/1/", DECIDE + "elections/2/", DECIDE + "elections/2/vote/",
        HUB + "talk/", HUB + "talk/new/", HUB + "talk/about/rule:orders.commission_bp/", "/people/co-ops/", "/people/held/", "/dev/mail/",
    ],
    "founder": [
        HUB, MEMBERS, MEMBERS + "register/", MEMBERS + "applications/", SHOP + "cycles/", SHOP + "cycles/1/",
        SHOP + "cycles/1/packing/", SHOP + "cycles/plan/", FOOD, FOOD + "new/", FOOD + "import/", DECIDE + "meetings/",
        DECIDE + "meetings/call/", DECIDE + "elections/call/", HUB + "books/",
    ],
    "producer": [FOOD, FOOD + "stall/", FOOD + "new/"],
    "treasurer": [
        MONEY + "in/", MONEY + "in/record/", MONEY + "in/statement/", MONEY + "out/", MONEY + "bank/", HUB + "books/",
        HUB + "share/close/",
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("who", PAGES, ids=lambda who: who or "stranger")
def test_every_page_is_whole_accessible_and_fits(
    visit: Visit, valley: str, who: str, language: str
) -> None:
    found: list[str] = []
    page = visit(who=who, bypass_csp=True)
    for number, path in enumerate(PAGES[who]):
        _in_state(page, valley, number + 2 * (language == "cy"))
        found += _faults(page, f"{valley}/{language}{path}", language)
    assert not found


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
