"""The shop of a co-op that is a year old, in a browser: what no page without a script could do."""

import pytest
from playwright.sync_api import expect

from cyfran.site.testing.browser import Visit

pytestmark = pytest.mark.browser

HUB = "/hwb-bwyd-tywi/"


@pytest.mark.parametrize(
    ("language", "more", "fewer"), [("en", "One more: ", "One fewer: "), ("cy", "Un arall: ", "Un yn llai: ")]
)  # fmt: skip
def test_each_button_beside_a_number_names_what_it_counts(
    visit: Visit, language: str, more: str, fewer: str
) -> None:
    page = visit(f"/{language}{HUB}shop/", width=375)
    tile = page.locator(".tile", has=page.locator("input:enabled")).first
    name = tile.locator(".tile-title").inner_text()
    before = page.locator("#basket-total").inner_text()
    tile.get_by_role("button", name=more + name, exact=True).click()
    expect(tile.locator("input")).to_have_value("1")
    expect(page.locator("#basket-total")).not_to_have_text(before)
    tile.get_by_role("button", name=fewer + name, exact=True).click()
    expect(tile.locator("input")).to_have_value("0")
    expect(page.locator("#basket-total")).to_have_text(before)
