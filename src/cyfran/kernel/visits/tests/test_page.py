"""What members see of it."""

from datetime import timedelta

from django.test import Client

from cyfran.kernel.consent.tests.conftest import founded
from cyfran.kernel.database import society_transaction
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Society
from cyfran.kernel.time import now, society_day
from cyfran.kernel.visits.actions import add_counts
from cyfran.kernel.visits.tally import Counted
from cyfran.kernel.visits.tests.test_count import job

PAGE = "/en/hub/visits/"


def count(hub: Society, *counts: tuple[str, str, int, int]) -> None:
    day = society_day(hub, now())
    given = [
        Counted(hub.pk, day - timedelta(weeks=weeks), kind, name, times, 0, times * 40)
        for kind, name, times, weeks in counts
    ]
    with society_transaction(hub):
        add_counts(actor=job(hub), society=hub, counted=given)


def test_a_stranger_does_not_see_the_counts(hub: Society, client: Client) -> None:
    assert client.get(PAGE).status_code == 302


def test_before_anything_is_counted_the_page_says_so(
    hub: Society, client: Client, mair: Person
) -> None:
    client.force_login(mair)
    assert "Nobody has been counted yet" in client.get(PAGE).content.decode()


def test_members_see_weeks_sources_pages_and_what_is_slow(
    hub: Society, client: Client, mair: Person
) -> None:
    count(hub, ("visit", "cymru.example", 7, 0), ("visit", "", 12, 1), ("page", "/shop/", 30, 0))
    count(hub, ("speed", "/shop/", 30, 0))
    client.force_login(mair)
    text = client.get(PAGE).content.decode()
    for told in ("cymru.example", "Directly, or not told", "/shop/", "0.04 s"):
        assert told in text


def test_small_numbers_are_not_shown(hub: Society, client: Client, mair: Person) -> None:
    count(hub, ("visit", "neighbour.example", 4, 0), ("visit", "many.example", 9, 2))
    count(hub, ("page", "/rules/", 3, 0), ("speed", "/rules/", 3, 0))
    client.force_login(mair)
    text = client.get(PAGE).content.decode()
    assert "neighbour.example" not in text
    assert "/rules/</th>" not in text
    assert "fewer than 5" in text
    assert "many.example" in text


def test_the_counts_of_another_co_op_are_not_seen(
    hub: Society, client: Client, mair: Person
) -> None:
    count(founded("other"), ("visit", "elsewhere.example", 50, 0))
    client.force_login(mair)
    assert "elsewhere.example" not in client.get(PAGE).content.decode()
