"""Counting: whole pages that people opened, by source and page and time; nothing of the visitor, and no statement."""

import threading
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cyfran.kernel.actions import Actor
from cyfran.kernel.consent.tests.conftest import founded
from cyfran.kernel.consent.tests.test_choose import choose
from cyfran.kernel.database import society_transaction
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.queries import job_mandate
from cyfran.kernel.time import now, society_day
from cyfran.kernel.visits.actions import add_counts, coarsen_counts
from cyfran.kernel.visits.models import Count
from cyfran.kernel.visits.tally import MOST, Counted, Tally
from cyfran.kernel.visits.writing import TALLY, write_down
from cyfran.site.testing.races import at_once

DAY = date(2026, 11, 24)
FROM = {"headers": {"referer": "https://cymru.example/hybiau?q=cennin"}}


def counted() -> dict[tuple[str, str], int]:
    return {(each.kind, each.name): each.times for each in TALLY.take()}


def job(society: Society) -> Actor:
    return Actor.mandate(job_mandate(society, "visits.test"))


def test_a_visit_is_counted_by_where_it_came_from_and_what_was_opened(
    hub: Society, visitor: Client
) -> None:
    visitor.get("/en/hub/rules/", **FROM)
    assert counted() == {
        ("visit", "cymru.example"): 1,
        ("page", "/rules/"): 1,
        ("speed", "/rules/"): 1,
    }


def test_going_on_within_the_site_is_the_same_visit(hub: Society, visitor: Client) -> None:
    visitor.get("/en/hub/rules/", headers={"referer": "http://testserver/en/hub/"})
    visitor.get("/en/hub/rules/", headers={"sec-fetch-site": "same-origin"})
    assert {kind for kind, _name in counted()} == {"page", "speed"}


def test_which_order_or_rule_was_looked_at_is_not_kept(hub: Society, visitor: Client) -> None:
    visitor.get("/en/hub/rules/orders.commission_bp/")
    assert ("page", "/rules/…/") in counted()


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "ExampleBot/1.0 (+https://bot.example)"},
        {"user-agent": ""},
        {"hx-request": "true"},
        {"sec-purpose": "prefetch"},
    ],
)
def test_what_no_person_opened_is_not_counted(
    hub: Society, visitor: Client, headers: dict[str, str]
) -> None:
    visitor.get("/en/hub/rules/", headers=headers)
    assert not counted()


def test_pages_of_no_co_op_forms_and_failures_are_not_counted(
    hub: Society, visitor: Client
) -> None:
    visitor.get("/en/")
    visitor.get("/en/hub/no/such/page/")
    visitor.post("/en/hub/consent/", {}, headers={"origin": "http://testserver"})
    assert not counted()


def test_whoever_objects_is_not_counted(hub: Society, visitor: Client) -> None:
    choose(visitor, "reject")
    TALLY.take()
    visitor.get("/en/hub/rules/")
    assert not counted()


def test_one_can_object_to_being_counted_and_not_to_being_timed(
    hub: Society, visitor: Client
) -> None:
    choose(visitor, "choose", allow=["visits.timing"])
    TALLY.take()
    visitor.get("/en/hub/rules/")
    assert counted().keys() == {("speed", "/rules/")}


def test_whose_browser_asks_for_privacy_is_not_counted_whatever_they_chose(
    hub: Society, visitor: Client
) -> None:
    choose(visitor, "accept")
    TALLY.take()
    visitor.get("/en/hub/rules/", headers={"sec-gpc": "1"})
    assert not counted()


def test_counting_asks_the_database_nothing(hub: Society, visitor: Client, client: Client) -> None:
    with CaptureQueriesContext(connection) as uncounted:
        client.get("/en/hub/rules/")  # it does not say what it is
    assert not counted()
    with CaptureQueriesContext(connection) as also_counted:
        visitor.get("/en/hub/rules/")
    assert counted()
    assert len(also_counted) == len(uncounted)


def test_what_was_counted_is_written_down_and_added_up(hub: Society, visitor: Client) -> None:
    for _visit in range(3):
        visitor.get("/en/hub/rules/", **FROM)
        write_down()
    with society_transaction(hub):
        assert Count.objects.get(kind="visit").times == 3
        assert Count.objects.get(kind="speed").times == 3


def test_nothing_about_a_visitor_is_in_the_table(
    hub: Society, visitor: Client, mair: Person
) -> None:
    visitor.force_login(mair)
    visitor.get("/en/hub/rules/", headers={"referer": "https://mair:secret@x.example/?me=mair"})
    write_down()
    with society_transaction(hub), connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(visits_count::text, ' ') FROM visits_count")
        text = cursor.fetchone()[0]
    for mark in ("127.0.0.1", "mair", "secret", "Firefox"):
        assert mark not in text
    assert "x.example" in text


def test_several_processes_add_to_the_same_day_and_nothing_is_lost(committed_db: str) -> None:
    hub = founded()
    day = society_day(hub, now())

    def process(number: int):
        def run() -> None:
            tally = Tally()
            for name in ("a.example", "b.example", f"{number}.example"):
                tally.add(*[Counted(hub.pk, day, "visit", name)] * 50)
            write_down(tally)

        return run

    results = at_once(*(process(number) for number in range(4)))
    assert results == [None] * 4
    with society_transaction(hub):
        counts = dict(Count.objects.values_list("name", "times"))
    assert counts["a.example"] == counts["b.example"] == 200
    assert sum(counts.values()) == 600


def test_threads_of_one_process_lose_nothing() -> None:
    tally = Tally()

    def count_often() -> None:
        for _once in range(500):
            tally.add(Counted(1, DAY, "page", "/"))

    threads = [threading.Thread(target=count_often) for _thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.times for each in tally.take()] == [2_000]


def test_made_up_sources_cannot_fill_the_table() -> None:
    tally = Tally()
    tally.add(*(Counted(1, DAY, "visit", f"{n}.example") for n in range(MOST + 500)))
    taken = tally.take()
    assert len(taken) == MOST + 1
    assert sum(each.times for each in taken) == MOST + 500


def test_of_days_that_are_over_no_small_source_is_named(hub: Society) -> None:
    today = society_day(hub, now())
    yesterday = today - timedelta(days=1)
    given = [
        Counted(hub.pk, day, "visit", name, times)
        for day in (yesterday, today)
        for name, times in (("few.example", 4), ("rare.example", 2), ("many.example", 5), ("", 1))
    ]
    with society_transaction(hub):
        add_counts(actor=job(hub), society=hub, counted=given)
        for _again in range(2):
            coarsen_counts(actor=job(hub), society=hub, today=today)
        over = dict(Count.objects.filter(day=yesterday).values_list("name", "times"))
        assert over == {"*": 6, "many.example": 5, "": 1}
        assert Count.objects.filter(day=today).count() == 4


def test_after_thirteen_months_the_numbers_are_gone(hub: Society) -> None:
    today = society_day(hub, now())
    given = [
        Counted(hub.pk, today - timedelta(days=days), "page", "/shop/") for days in (404, 402, 0)
    ]
    with society_transaction(hub):
        add_counts(actor=job(hub), society=hub, counted=given)
        coarsen_counts(actor=job(hub), society=hub, today=today)
        assert Count.objects.count() == 2


def test_the_database_keeps_one_count_of_each_kind_a_day(hub: Society) -> None:
    day = society_day(hub, now())
    with society_transaction(hub):
        Count.objects.create(society=hub, day=day, kind="page", name="/", times=1)
        for broken in ({"times": 1}, {"times": 0, "name": "/x"}, {"times": 1, "kind": "person"}):
            row = {"society": hub, "day": day, "kind": "page", "name": "/", **broken}
            with pytest.raises(DatabaseError), transaction.atomic():
                Count.objects.create(**row)
