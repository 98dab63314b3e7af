"""Who has not voted is told once that the vote closes soon; who has voted is left in peace."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from cyfran.coop.governance.actions.notice import remind_electors
from cyfran.coop.governance.models import Elector, Reminder, Resolution
from cyfran.coop.governance.tasks import remind_members
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.membership.actions.members import cease_membership
from cyfran.coop.membership.queries import member_for
from cyfran.kernel.actions import Actor
from cyfran.kernel.refusals import NotAllowed, constraint_of
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Party
from cyfran.kernel.societies.queries import job_mandate
from cyfran.kernel.time import now


def _sweep(hub: Hub) -> None:
    mandate = job_mandate(hub.society, "governance.reminders")
    remind_members(hub.society, Actor.mandate(mandate), now())


def _mails() -> dict[str, str]:
    jobs = ProcrastinateJob.objects.filter(task_name="mail.send").order_by("pk")
    return {job.args["to"]: job.args["subject"] for job in jobs if "/decide/" in job.args["body"]}


def _closing(hub: Hub) -> Resolution:
    """Two days are left of a vote that Dai and Siân have had their say in."""
    opened = hub.opened(hub.draft())
    hub.vote(opened, dai="for", sian="abstain")
    assert opened.closes_at is not None
    hub.clock.to(opened.closes_at - timedelta(hours=48))
    return opened


def test_only_who_has_not_voted_is_told_and_once(hub: Hub) -> None:
    Party.objects.filter(person=hub.people["elin"]).update(language="en")
    Party.objects.filter(person=hub.people["gwyn"]).update(email="")
    nest = member_for(hub.society, hub.people["nest"].pk)
    assert nest is not None
    _closing(hub)
    cease_membership(actor=hub.actor("nest"), member=nest, at=now())
    _sweep(hub)
    _sweep(hub)
    assert set(_mails()) == {"mair@example.org", "elin@example.org"}
    assert Reminder.objects.count() == 2
    assert _mails()["elin@example.org"] == (
        "Voting closes soon on resolution 1: Should supporters be fewer?"
    )
    assert "A ddylid cael llai o gefnogwyr?" in _mails()["mair@example.org"]


def test_nobody_is_told_before_the_last_two_days_or_after_the_close(hub: Hub) -> None:
    opened = hub.opened(hub.draft())
    assert opened.closes_at is not None
    hub.clock.to(opened.closes_at - timedelta(hours=48, minutes=1))
    _sweep(hub)
    hub.clock.to(opened.closes_at)
    _sweep(hub)
    assert not Reminder.objects.exists()


def test_only_the_job_reminds(hub: Hub) -> None:
    opened = _closing(hub)
    with pytest.raises(NotAllowed):
        remind_electors(actor=hub.actor("mair"), resolution=opened, at=now())


@pytest.mark.parametrize(
    ("name", "early", "rule"),
    [
        ("dai", False, "reminded_who_has_not_voted"),
        ("elin", True, "reminded_before_the_close"),
        ("elin", False, "reminded_once"),
    ],
)
def test_the_database_lets_nobody_be_told_twice_early_or_in_vain(
    hub: Hub, name: str, early: bool, rule: str
) -> None:
    if early:
        opened = hub.opened(hub.draft())
    else:
        opened = _closing(hub)
        _sweep(hub)
    elector = Elector.objects.get(resolution=opened, member__party__person=hub.people[name])
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Reminder.objects.create(
            society=hub.society, resolution=opened, elector=elector, sent_at=now()
        )
    assert constraint_of(refused.value) == rule


def test_what_waits_for_a_member_says_that_it_closes_soon(hub: Hub) -> None:
    _closing(hub)
    home = society_url(hub.society, "society:home")
    for name, shown in (("elin", True), ("dai", False)):
        client = Client(headers={"accept-language": "en"})
        client.force_login(hub.people[name])
        page = client.get(home.replace("/cy/", "/en/")).content.decode()
        assert ("closes soon" in page) is shown
