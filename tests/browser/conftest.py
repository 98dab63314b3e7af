"""A server of the pages that need no database, and a browser to look at them."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.test import override_settings

from cyfran.kernel.ui.tests.alone import alone

PROGRAM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@pytest.fixture(scope="package", autouse=True)
def own_addresses() -> Iterator[None]:
    """The design system stands without the apps that use it."""
    with override_settings(**alone()):
        yield


@pytest.fixture(scope="package")
def address(own_addresses: None) -> Iterator[str]:
    """Where the pages are served."""
    from django.core.wsgi import get_wsgi_application

    server = make_server("127.0.0.1", 0, get_wsgi_application(), Threaded, Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="package")
def chromium():
    """A browser for all of these tests."""
    from playwright.sync_api import sync_playwright

    if not Path(PROGRAM).exists():
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        yield browser
        browser.close()


def complaint_in(said) -> list[str]:
    """What the browser's console complains of; 422 is how a form that did not pass is answered."""
    return [said.text] if said.type == "error" and " 422 " not in said.text else []


@pytest.fixture
def visit(chromium, address):
    """Opens a page of the site in a window as asked; a complaint of the browser fails the test."""
    contexts, complaints = [], []

    def opened(path: str, *, width: int = 1280, height: int = 900, reading: str = "", **more):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **more
        )
        contexts.append(context)
        if reading:
            context.add_cookies([{"name": "reading", "value": reading, "url": address}])
        page = context.new_page()
        page.on("console", lambda said: complaints.extend(complaint_in(said)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
