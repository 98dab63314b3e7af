"""Consent binds in a real browser: another host is asked only with a resolution, a yes, and no signal against it."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg
import pytest

from cyfran.kernel.consent.tests.conftest import founded
from cyfran.kernel.consent.tests.declaring import (
    ANALYTICS,
    FUNCTIONAL,
    TRACKER,
    declaring,
    define_rule,
    let_in,
)

pytestmark = pytest.mark.browser
Asked = list[str]
SETS_A_COOKIE = b"document.cookie = '_ga_1=x; path=/'; localStorage.setItem('map_zoom', '3')"


@pytest.fixture
def tracker() -> Iterator[tuple[str, Asked]]:
    """Another host, and what it was asked for."""
    asked: Asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript")
            self.send_header("Cross-Origin-Resource-Policy", "cross-origin")
            self.end_headers()
            self.wfile.write(SETS_A_COOKIE)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_another_host_is_asked_only_by_resolution_consent_and_no_signal(
    browser,
    live_site: str,
    tracker: tuple[str, Asked],
    owner_connection: "psycopg.Connection[tuple[object, ...]]",
    settings,
) -> None:
    host, asked = tracker
    settings.ROOT_URLCONF = "cyfran.kernel.consent.tests.embedding"
    define_rule(owner_connection, TRACKER.rule)
    hub = founded()
    processor = replace(TRACKER, hosts={"script-src": (host,)})
    with declaring(replace(ANALYTICS, processor=processor), FUNCTIONAL):
        page = browser.new_page()

        def visit() -> Asked:
            asked.clear()
            page.goto(f"{live_site}/en/hub/embed/")
            return sorted(asked)

        def choose(way: str) -> None:
            page.goto(f"{live_site}/en/hub/consent/")
            page.click(f"button[value={way}]")
            page.wait_for_url("**?kept*")

        assert visit() == []
        choose("accept")
        assert visit() == []  # nobody resolved on it

        let_in(owner_connection, hub)
        assert visit() == []  # what was allowed before was not allowed to it
        choose("accept")
        assert visit() == ["/by-the-tag.js", "/past-the-tag.js"]
        assert {"_ga_1"} <= {each["name"] for each in page.context.cookies()}

        page.route("**/*", with_signal)
        assert visit() == []
        page.unroute_all()

        visit()
        choose("reject")
        assert visit() == []
        assert "_ga_1" not in {each["name"] for each in page.context.cookies()}
        page.goto(f"{live_site}/en/hub/")
        assert page.evaluate("localStorage.getItem('map_zoom')") is None

        choose("accept")
        let_in(owner_connection, hub, 0)
        assert visit() == []  # the members put it out again
        page.context.close()


def with_signal(route) -> None:
    """The page is asked for as a browser with the signal asks: Chromium has no such setting and sends none."""
    if route.request.resource_type != "document":
        route.continue_()
        return
    headers = route.request.headers | {"sec-gpc": "1"}
    route.fulfill(response=route.fetch(headers=headers))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_visitor_objects_in_the_band_and_changes_their_mind_from_the_foot_of_the_page(
    browser, live_site: str, scripts: bool
) -> None:
    founded()
    context = browser.new_context(
        java_script_enabled=scripts, viewport={"width": 375, "height": 800}
    )
    page = context.new_page()
    page.goto(f"{live_site}/en/hub/")
    assert context.cookies() == []
    page.get_by_role("button", name="Do not count me").click()
    page.wait_for_url(f"{live_site}/en/hub/")
    assert page.locator(".consent-band").count() == 0
    assert [each["name"] for each in context.cookies()] == ["consent"]

    page.get_by_role("link", name="Consent preferences").click()
    box = page.get_by_role("checkbox", name="Counting visits")
    box.wait_for()
    assert page.url.endswith("/en/hub/") is scripts  # a panel over the page, or a page
    assert not box.is_checked()
    box.check()
    page.get_by_role("button", name="Keep what I ticked").click()
    page.wait_for_url(f"{live_site}/en/hub/")
    page.goto(f"{live_site}/en/hub/consent/")
    assert page.get_by_role("checkbox", name="Counting visits").is_checked()
    context.close()
