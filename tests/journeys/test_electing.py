"""A secret ballot in a real browser: the paper signed unseen, the order by keyboard, the receipt from another device."""

import pytest
from playwright.sync_api import Page, expect

from cyfran.coop.elections.models import Election, Leaf, Opening, Paper
from cyfran.coop.elections.tests import cast
from cyfran.coop.governance.tests import cast as deciding
from cyfran.coop.governance.tests.cast import Hub
from cyfran.kernel.database import society_transaction
from cyfran.site.testing.clock import Clock
from cyfran.site.testing.visitors import session_of

pytestmark = pytest.mark.browser


@pytest.fixture
def hub(live_site: str, clock: Clock) -> Hub:
    hub = deciding.founded_hub(clock)
    with society_transaction(hub.society):
        deciding.let_members_join(hub)
        cast.opened(hub)
    return hub


def ballot(visit, hub: Hub, name: str, language: str = "en", **how) -> Page:
    path = f"/{language}/hwb-bwyd-tywi/decide/elections/1/vote/"
    return visit(path, session=session_of(hub.people[name]), **how)


def test_a_member_votes_by_keyboard_and_another_device_finds_the_receipt(
    visit, live_site, hub: Hub
):
    page = ballot(visit, hub, "gwyn")
    sent: list[dict[str, str]] = []
    page.on("request", lambda asked: sent.append({"url": asked.url, **asked.all_headers()}))
    expect(page.get_by_role("button", name="Cast my ballot")).to_be_hidden()
    page.get_by_role("button", name="Collect my voting paper").press("Enter")
    expect(page.get_by_role("heading", name="Your voting paper is in this browser")).to_be_visible()
    page.get_by_role("button", name="Higher: Sian").press("Enter")
    page.get_by_role("button", name="Higher: Elin").press("Enter")
    page.get_by_role("button", name="Higher: Elin").press("Enter")
    expect(page.locator("[data-announce]")).to_have_text("Elin is now choice 1")
    page.get_by_role("button", name="Cast my ballot").press("Enter")
    expect(page.get_by_role("heading", name="Your ballot is cast")).to_be_visible()
    receipt = page.locator("[data-receipt]").inner_text()
    door = next(one for one in sent if one["url"].endswith("/1/ballot/"))
    assert "cookie" not in door
    assert "referer" not in door
    assert "cookie" in next(one for one in sent if one["url"].endswith("/1/paper/"))

    other = visit("/cy/hwb-bwyd-tywi/decide/elections/1/receipts/", width=375)
    other.get_by_label("Derbynneb").fill(receipt)
    other.get_by_role("button", name="Chwilio amdani").click()
    expect(other.locator("main")).to_contain_text("yn aros yn y blwch")
    with society_transaction(hub.society):
        done = cast.declared(hub, Election.objects.get())
        assert Leaf.objects.get().hash == receipt
        assert Paper.objects.get().way == "blind"
        assert done.ballots == 1
        assert not Opening.objects.exists()


def test_the_code_brings_the_paper_to_another_browser(visit, live_site, hub: Hub):
    page = ballot(visit, hub, "nest", language="cy", width=375)
    page.get_by_role("button", name="Casglu fy mhapur pleidleisio").click()
    page.get_by_text("Dangos fy nghod pleidleisio").click()
    code = page.locator("[data-code]").inner_text()
    assert len(code) == 39
    other = ballot(visit, hub, "nest", language="cy", width=375)
    expect(
        other.get_by_role("heading", name="Mae eich papur pleidleisio mewn porwr arall")
    ).to_be_visible()
    box = other.get_by_label("Cod pleidleisio")
    box.fill(code[:-1] + ("0" if code[-1] != "0" else "1"))
    other.get_by_role("button", name="Defnyddio’r cod hwn").click()
    expect(other.locator("[data-error=code]")).to_contain_text("Nid dyna god")
    box.fill(code.lower().replace("-", " "))
    other.get_by_role("button", name="Defnyddio’r cod hwn").click()
    other.locator("select").first.select_option("1")
    other.get_by_role("button", name="Bwrw fy mhleidlais").click()
    expect(other.get_by_role("heading", name="Bwriwyd eich pleidlais")).to_be_visible()
    # The first browser still has the paper; the second ballot is refused, and nothing is lost.
    page.locator("select").nth(1).select_option("1")
    page.get_by_role("button", name="Bwrw fy mhleidlais").click()
    expect(page.locator("[data-error=vote]")).to_contain_text("eisoes")
    with society_transaction(hub.society):
        assert cast.declared(hub, Election.objects.get()).ballots == 1


def test_the_browser_signs_to_the_letter_of_the_rfc(visit, live_site, hub: Hub):
    from cyfran.coop.elections.tests import rfc9474

    page = visit(f"/en/{hub.society.slug}/decide/elections/1/receipts/")
    given = {
        "n": f"{rfc9474.P * rfc9474.Q:x}",
        "prepared": (rfc9474.PREFIX + rfc9474.MESSAGE).hex(),
        "salt": rfc9474.SALT.hex(),
        "r": f"{pow(rfc9474.INVERSE, -1, rfc9474.P * rfc9474.Q):x}",
        "signed": rfc9474.BLIND_SIGNATURE.hex(),
    }
    found = page.evaluate(
        """async (given) => {
          const { blind, bytesOf, finalize, hex } = blindRSA;
          const n = BigInt("0x" + given.n);
          const prepared = bytesOf(given.prepared);
          const { blinded, unblind } = await blind(prepared, n, bytesOf(given.salt), BigInt("0x" + given.r));
          const signature = await finalize(prepared, bytesOf(given.signed), unblind, n);
          const wrong = await finalize(bytesOf(given.salt), bytesOf(given.signed), unblind, n).then(() => false, () => true);
          return [hex(blinded), unblind.toString(16), hex(signature), wrong];
        }""",
        given,
    )
    assert found == [
        rfc9474.BLINDED.hex(),
        f"{rfc9474.INVERSE:x}",
        rfc9474.SIGNATURE.hex(),
        True,
    ]
