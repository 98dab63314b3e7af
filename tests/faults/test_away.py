"""The database is stopped and stays away for a while: visitors are told so, and afterwards everything goes on by itself."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

import pytest
from pytest_django.plugin import DjangoDbBlocker

from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Society
from cyfran.site.postgres.home import APP
from cyfran.site.testing import databases
from cyfran.site.testing.running import Running, eventually
from cyfran.site.testing.visitors import Answer, Visitor

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("run")]

FOUND = "/en/found/"
NAMES = {"name_en": "Llanast Collective", "name_cy": "Cydweithfa Llanast"}


def test_while_the_database_is_away_visitors_are_told_and_afterwards_nothing_is_lost(
    running: Running, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock(), databases.connected_to_url(running.url(APP)):
        mair = Visitor(running.address, Person.objects.create_user("llanast@example.cymru", "Mair"))
        before = Society.objects.count()
    assert mair.get(FOUND).status == 200
    servers = running.of_kind("granian")
    with database_away(running):
        assert not running.answers()
        seen, sent = mair.get("/cy/found/"), mair.post(FOUND, NAMES)
        assert (seen.status, sent.status) == (503, 503)
        assert "Ar gau am ennyd" in seen.text
    eventually(running.answers)

    founded = mair.post(FOUND, kept_in(sent))
    assert founded.status == 302
    assert mair.get(founded.location).status == 200
    with django_db_blocker.unblock(), databases.connected_to_url(running.url(APP)):
        assert Society.objects.count() == before + 1
    assert running.of_kind("granian") == servers  # none of them had to be started again


@contextmanager
def database_away(running: Running) -> Iterator[None]:
    """The server is shut down in order, and cannot start while its configuration is not where it should be."""
    configuration = running.state / "postgres/data/postgresql.conf"
    elsewhere = configuration.with_name("away.conf")
    configuration.rename(elsewhere)
    try:
        for pid in running.of_kind("postgres -D"):
            os.kill(pid, signal.SIGINT)
        eventually(lambda: not running.of_kind("postgres: "))
        yield
    finally:
        elsewhere.rename(configuration)


def kept_in(answer: Answer) -> dict[str, object]:
    """What the page would send again."""
    kept = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', answer.text)
    return {name: unescape(value) for name, value in kept}
