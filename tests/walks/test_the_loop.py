"""The whole loop in a browser: join, order, decide, share, check, in both languages, on a phone and on a desk."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

import cyfran.verify
from cyfran.site.testing.browser import Visit

pytestmark = pytest.mark.browser

HUB = "/hwb-bwyd-tywi/"


def test_a_member_orders_on_a_phone_in_welsh_and_changes_it(visit: Visit, valley: str) -> None:
    page = visit(f"/cy{HUB}shop/", who="customer", width=375)
    box = page.locator("input.quantity-input").first
    box.fill("2")
    page.get_by_role("button", name="Rhoi yn y fasged").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Eich basged")
    page.locator("input[name=pay_by][value=transfer]").check(force=True)
    page.get_by_role("button", name="Gwneud fy archeb").click()
    expect(page).to_have_url(re.compile(r"/shop/orders/\d+/$"))
    page.locator("input.quantity-input").first.fill("1")
    page.get_by_role("button", name="Newid fy archeb").click()
    expect(page.get_by_role("status").first).to_contain_text("Newidiwyd eich archeb")


def test_a_stranger_orders_as_a_guest_with_the_keyboard_alone(visit: Visit, valley: str) -> None:
    page = visit(f"/en{HUB}shop/?shelf=bakery", width=1280)
    page.locator("input.quantity-input").first.focus()
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your basket")
    page.locator("#id_guest_name").focus()
    page.keyboard.type("Nest Prys")
    page.keyboard.press("Tab")
    page.keyboard.type("nest@tywi.example")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/by-link/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Order")


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


def test_a_vote_changes_what_the_software_does(visit: Visit, valley: str) -> None:
    page = visit(f"/en{HUB}decide/2/", who="customer")
    expect(page.get_by_role("heading", level=1)).to_contain_text("12% to 10%")
    page.locator("input[value=for]").check(force=True)
    page.get_by_role("button", name=re.compile("vote", re.IGNORECASE)).first.click()
    for _day in range(8):
        page.goto(f"{valley}/en/demo/")
        page.get_by_role("button", name="Let a day pass").first.click()
    page.goto(f"{valley}/en{HUB}rules/orders.commission_bp/")
    expect(page.locator("main")).to_contain_text("10%")
    page.goto(f"{valley}/en{HUB}decide/2/")
    expect(page.locator("main")).to_contain_text("carried", ignore_case=True)


def test_each_penny_of_a_dividend_is_explained_in_welsh(visit: Visit, valley: str) -> None:
    page = visit(f"/cy{HUB}", who="customer", width=375)
    page.get_by_role("link", name=re.compile("^Pam £")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Eich difidend")
    expect(page.locator("main")).to_contain_text("Eich masnach")


def test_anybody_can_check_the_bundle_and_find_one_changed_letter(
    visit: Visit, valley: str, tmp_path: Path
) -> None:
    page = visit(f"/en{HUB}check/")
    link = page.get_by_role("link", name="Download the bundle").get_attribute("href")
    answer = page.context.request.get(f"{valley}{link}")
    assert answer.status == 200
    bundle = tmp_path / "hub.zip"
    bundle.write_bytes(answer.body())
    command = [sys.executable, cyfran.verify.__file__, str(bundle)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    changed = bytearray(bundle.read_bytes())
    changed[len(changed) // 2] ^= 1
    bundle.write_bytes(changed)
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1
