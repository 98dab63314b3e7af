"""Whoever signs in on a device that others use too is signed out by themselves after half an hour."""

import time
from datetime import UTC, datetime, timedelta

from django.contrib.sessions.models import Session
from django.test import Client

from cyfran.kernel.people.shared import LASTS
from cyfran.kernel.people.tests.letters import latest_code


def signed_in(client: Client, email: str, **said: str) -> None:
    client.post("/en/account/login/", {"email": email, **said})
    assert client.post("/en/account/code/", {"code": latest_code()}).status_code == 302


def here_and_now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)


def ends(client: Client) -> timedelta:
    return Session.objects.get(pk=client.session.session_key).expire_date - here_and_now()


def test_it_ends_half_an_hour_after_signing_in_whatever_is_done_meanwhile(client, mair):
    signed_in(client, mair.email, is_shared="on")
    assert LASTS - timedelta(minutes=1) < ends(client) <= LASTS
    assert int(client.cookies["session"]["max-age"]) <= LASTS.total_seconds()
    first = ends(client)
    session = client.session
    session["something"] = "else"
    session.save()
    assert ends(client) <= first
    Session.objects.update(expire_date=here_and_now() - timedelta(days=1))
    assert client.get("/en/account/").status_code == 302


def test_every_page_says_when_in_both_languages(client, mair):
    signed_in(client, mair.email, is_shared="on")
    assert "Shared device: you are signed out at" in client.get("/en/").text
    assert "Dyfais a rennir" in client.get("/cy/").text


def test_ones_own_device_stays_signed_in_and_says_nothing(client, mair):
    signed_in(client, mair.email)
    assert ends(client) > timedelta(days=13)
    assert "Shared device" not in client.get("/en/").text


def test_what_was_said_of_a_device_is_forgotten_with_the_next_sign_in(client, mair):
    client.post("/en/account/login/", {"email": mair.email, "is_shared": "on"})
    signed_in(client, mair.email)
    assert ends(client) > timedelta(days=13)
