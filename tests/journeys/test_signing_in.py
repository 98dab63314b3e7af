"""Somebody begins, comes back with a passkey, and keeps strangers out."""

import pytest

from cyfran.kernel.people.tests.letters import latest_code
from cyfran.site.testing.browser import barriers

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_device(page):
    """The window's machine can hold passkeys; returns how to speak with it, and its name."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session, made["authenticatorId"]


def begin(page, email: str, name: str) -> None:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(latest_code())
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Keep it so").click()


def add_passkey(page, name: str) -> None:
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What to call it").fill(name)
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_text("Your passkey is ready to use.").wait_for()


def sign_out(page) -> None:
    page.get_by_label("Your account").click()
    page.get_by_role("button", name="Sign out", exact=True).click()


def test_somebody_begins_adds_a_passkey_and_comes_back_with_it(visit, live_site):
    page = visit("/en/account/login/?next=/en/people/co-ops/", width=375)
    with_device(page)
    begin(page, "mair@example.org", "Mair Evans")
    assert page.url == f"{live_site}/en/people/co-ops/"
    page.goto(f"{live_site}/en/account/")
    add_passkey(page, "Fy ffôn")
    assert page.get_by_text("Fy ffôn", exact=True).is_visible()
    sign_out(page)
    page.goto(f"{live_site}/en/account/login/?next=/en/account/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{live_site}/en/account/")
    assert page.get_by_role("heading", name="Signing in", exact=True).is_visible()


def test_who_asks_for_both_gives_the_passkey_after_the_code(visit, live_site):
    page = visit("/en/account/login/?next=/en/account/")
    with_device(page)
    begin(page, "gwen@example.org", "Gwen")
    add_passkey(page, "Laptop")
    page.get_by_role("button", name="Ask me for both").click()
    assert page.locator(".recovery-codes li").count() == 10
    sign_out(page)
    page.goto(f"{live_site}/en/account/login/?next=/en/account/")
    page.get_by_label("E-mail address").fill("gwen@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(latest_code())
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url(f"{live_site}/en/account/")


def test_a_device_that_gives_no_passkey_leaves_the_code_to_go_on_with(visit):
    page = visit("/en/account/login/")
    session, device = with_device(page)
    session.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("No passkey was given.").wait_for()
    assert page.get_by_label("E-mail address").is_editable()


def test_without_scripts_the_code_is_enough_and_no_passkey_is_offered(visit, live_site):
    page = visit("/en/account/login/?next=/en/account/", java_script_enabled=False)
    assert not page.get_by_text("Sign in with a passkey").is_visible()
    begin(page, "sian@example.org", "Siân")
    assert page.url == f"{live_site}/en/account/"
    page.get_by_role("link", name="Add a passkey").click()
    assert page.get_by_text("This browser cannot make one").is_visible()


@pytest.mark.parametrize("reading", ["light.", "dark."])
def test_no_page_of_signing_in_has_a_barrier(visit, live_site, reading):
    page = visit("/en/account/login/?next=/en/account/", reading=reading, bypass_csp=True)
    with_device(page)
    page.reload()
    found = barriers(page)
    page.get_by_label("E-mail address").fill("mair@example.org")
    page.get_by_role("button", name="Send me a code").click()
    found += barriers(page)
    page.get_by_label("Code").fill("BBB-BBB")
    page.get_by_role("button", name="Go on").click()
    found += barriers(page)
    page.get_by_label("Code").fill(latest_code())
    page.get_by_role("button", name="Go on").click()
    found += barriers(page)
    page.get_by_label("Your name").fill("Mair")
    page.get_by_role("button", name="Keep it so").click()
    add_passkey(page, "Fy ffôn")
    page.get_by_role("button", name="Ask me for both").click()
    found += barriers(page)
    for path in ("", "addresses/", "passkeys/add/", "again/", "recovery-codes/new/", "logout/"):
        page.goto(f"{live_site}/en/account/{path}")
        found += barriers(page)
    assert found == []
