"""A letter on its whole way: asked for on a page, sent by the worker, taken by a mail server."""

import re
import socket
from email import message_from_bytes
from email.message import Message
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings

from cyfran.kernel.people.tests.letters import letters


class Letterbox:
    """A mail server's handler that keeps what comes."""

    def __init__(self) -> None:
        self.kept: list[tuple[list[str], Message]] = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        self.kept.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=default)))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def letterbox():
    box = Letterbox()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        EMAIL_USE_TLS=False,
    ):
        yield box
    controller.stop()


def work() -> None:
    """The worker does what is waiting, and goes home."""
    call_command("procrastinate", "worker", "--one-shot", "--delete-jobs=successful")


def test_a_code_reaches_a_mail_server_and_signs_in(committed_db, letterbox):
    browser = Client()
    browser.post("/cy/account/login/", {"email": "siân@tŷ.example"})
    browser.post("/cy/account/login/", {"email": "sian@example.org"})
    assert letterbox.kept == []
    work()
    [(to, letter)] = letterbox.kept
    assert to == ["sian@example.org"]
    assert letter["Content-Language"] == "cy"
    assert letter["Subject"].endswith("yw eich cod ar gyfer Cyfran")
    code = re.search(r"\b[B-Z]{3}-[B-Z]{3}\b", letter.get_content())[0]
    answer = browser.post("/cy/account/code/", {"code": code})
    assert answer.headers["Location"].startswith("/cy/account/about-you/")
    assert letters() == []


def test_a_mail_server_that_is_down_keeps_nobody_waiting(committed_db, letterbox):
    with override_settings(EMAIL_PORT=1):
        answer = Client().post("/en/account/login/", {"email": "sian@example.org"})
        assert answer.headers["Location"] == "/en/account/code/"
        work()
    assert len(letters()) == 1
    assert letterbox.kept == []
    with connection.cursor() as cursor:  # the pause before the next attempt is over
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now()")
    work()
    assert [to for to, _letter in letterbox.kept] == [["sian@example.org"]]
