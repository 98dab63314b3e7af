"""What browsers are told of every answer, and what another site cannot have a reader's browser do."""

import os
import subprocess
import sys

import pytest
from django.test import Client

from cyfran.kernel.consent.tests.conftest import hub, mair
from cyfran.kernel.database import society_transaction
from cyfran.kernel.feedback.models import Feedback

__all__ = ["hub", "mair"]
PAGES = ("/en/", "/cy/hub/", "/en/account/login/", "/en/nowhere/")
SAID_OVER_HTTPS = (
    "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_says_what_a_browser_may_do_with_it(hub, mair, page):
    client = Client()
    client.force_login(mair)
    answer = client.get(page)
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"].startswith(("no-store", "max-age=0"))
    assert "Access-Control-Allow-Origin" not in answer
    assert answer["Content-Type"] == "text/html; charset=utf-8"


def test_the_session_s_cookie_is_no_script_s_and_no_other_site_s(hub, mair):
    client = Client()
    client.get("/en/account/login/")
    client.post("/en/account/login/", {"email": mair.email})
    cookie = client.cookies["session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["domain"]
    assert client.cookies["csrf"]["httponly"]
    assert client.cookies["csrf"]["samesite"] == "Lax"


def test_over_https_cookies_are_the_host_s_alone_and_browsers_stay_with_https():
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            f"from cyfran.site import settings; print([getattr(settings, name) for name in {SAID_OVER_HTTPS}])",
        ],
        env={**os.environ, "CYFRAN_ADDRESS": "https://cyfran.example", "CYFRAN_BEHIND_PROXY": ""},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.strip() == "['__Host-session', '__Host-csrf', True, True, True, 31536000, True]"


def test_a_form_of_another_site_is_refused(hub, mair):
    client = Client(enforce_csrf_checks=True)
    client.force_login(mair)
    sent = {"words": "From elsewhere.", "email": ""}
    answer = client.post("/en/hub/feedback/", sent, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    with society_transaction(hub):
        assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "page",
    ["/en/hub/helping/stop/", "/en/hub/feedback/heard/1/erase/", "/en/account/both/", "/en/hub/check/everything.zip"],
)  # fmt: skip
def test_what_changes_something_is_not_done_by_following_a_link(hub, mair, page):
    client = Client()
    client.force_login(mair)
    assert client.get(page).status_code in (302, 405)
