"""The log of breaches: nobody can change it, and the clock of 72 hours runs from when it was noticed."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.people.models import Person
from cyfran.kernel.privacy.actions import add_to_breach, log_breach
from cyfran.kernel.privacy.models import Breach, Step
from cyfran.kernel.privacy.queries import clocks_running
from cyfran.kernel.privacy.refusals import BreachClosed, CommissionerNotTold, NoticedLater
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.models import Society
from cyfran.kernel.time import now

PAGE = "/en/hub/privacy/"


def logged(hub: Society, who: Person, noticed_at: datetime | None = None) -> Breach:
    return log_breach(
        actor=Actor.person(who), society=hub, what="A list was sent to the wrong list.", happened="Today",
        sorts="Names", people=12, noticed_at=noticed_at or now(), at=now(),
    )  # fmt: skip


def step(breach: Breach, who: Person, kind: str) -> Step:
    return add_to_breach(actor=Actor.person(who), breach=breach, kind=kind, words="So.", at=now())


def test_the_clock_runs_until_the_commissioner_is_told_or_need_not_be(hub, mair):
    with society_transaction(hub):
        first, second = logged(hub, mair), logged(hub, mair)
        assert (first.number, second.number) == (1, 2)
        assert first.tell_by == first.noticed_at + timedelta(hours=72)
        step(first, mair, "measure")
        assert list(clocks_running(hub)) == [first, second]
        step(first, mair, "commissioner")
        step(second, mair, "no_risk")
        assert list(clocks_running(hub)) == []


def test_it_is_over_only_when_it_is_settled_and_then_nothing_is_added(hub, mair):
    with society_transaction(hub):
        breach = logged(hub, mair)
        with pytest.raises(CommissionerNotTold):
            step(breach, mair, "closed")
        step(breach, mair, "no_risk")
        step(breach, mair, "closed")
        with pytest.raises(BreachClosed):
            step(breach, mair, "measure")


def test_nobody_logs_what_they_will_notice_tomorrow(hub, mair):
    with pytest.raises(NoticedLater):
        logged(hub, mair, now() + timedelta(days=1))


def test_a_stranger_neither_logs_nor_reads(hub):
    dai = Person.objects.create_user("dai@example.cymru", "Dai")
    with pytest.raises(NotAllowed):
        logged(hub, dai)
    client = Client()
    client.force_login(dai)
    assert client.get(f"{PAGE}breaches/1/").status_code in (403, 404)


def test_the_database_takes_nothing_back(hub, mair):
    with society_transaction(hub):
        breach = logged(hub, mair)
        added = step(breach, mair, "measure")
        for change in (
            lambda: Breach.objects.filter(pk=breach.pk).update(what="Nothing"),
            lambda: Step.objects.filter(pk=added.pk).delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_pages_log_it_show_the_hours_and_add_to_it(hub, mair, language):
    officer = Client()
    officer.force_login(mair)
    page = f"/{language}/hub/privacy/"
    assert officer.post(f"{page}breaches/new/", {"what": ""}).status_code == 422
    with society_transaction(hub):
        logged(hub, mair, now() - timedelta(hours=70))
        logged(hub, mair, now() - timedelta(hours=80))
    home = officer.get(page).text
    assert f"{page}breaches/1/" in home
    for number, word in ((1, {"en": "1 hour is left", "cy": "Mae 1 awr ar ôl"}), (2, {"en": "The 72 hours are over", "cy": "72 awr ar ben"})):  # fmt: skip
        assert word[language] in officer.get(f"{page}breaches/{number}/").text
    added = {"kind": "commissioner", "words": "By telephone."}
    assert officer.post(f"{page}breaches/1/", added).status_code == 302
    assert "By telephone." in officer.get(f"{page}breaches/1/").text
    assert officer.get(f"{page}breaches/9/").status_code == 404


def test_the_form_logs_one(hub, mair):
    officer = Client()
    officer.force_login(mair)
    sent = {
        "what": "A laptop was left on the train.", "happened": "This morning", "sorts": "Names", "people": "",
        "noticed_at_day": "2", "noticed_at_month": "11", "noticed_at_year": "2025", "noticed_at_time": "09:00",
    }  # fmt: skip
    answer = officer.post(f"{PAGE}breaches/new/", sent)
    assert answer.status_code == 302, answer.text
    assert answer["Location"].endswith("/privacy/breaches/1/")
