"""Everybody who may vote is told, once, in their language; who cannot be mailed is on a list for the secretary."""

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from cyfran.coop.governance.actions.notice import serve_notice
from cyfran.coop.governance.queries import served_by_way
from cyfran.coop.governance.tasks import tell_members
from cyfran.coop.governance.tests.cast import Hub
from cyfran.kernel.actions import Actor
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Party
from cyfran.kernel.societies.queries import job_mandate
from cyfran.kernel.time import now


def _sweep(hub: Hub) -> None:
    tell_members(hub.society, Actor.mandate(job_mandate(hub.society, "governance.notices")), now())


def _mails() -> list[dict[str, str]]:
    jobs = ProcrastinateJob.objects.filter(task_name="mail.send").order_by("pk")
    return [job.args for job in jobs if "/decide/" in job.args["body"]]


def test_every_elector_is_told_once_in_their_own_language(hub: Hub) -> None:
    Party.objects.filter(person=hub.people["sian"]).update(language="en")
    noticed = hub.give_notice(hub.draft())
    _sweep(hub)
    _sweep(hub)
    mails = {mail["to"]: mail for mail in _mails()}
    assert len(_mails()) == len(mails) == 6
    english, welsh = mails["sian@example.org"], mails["dai@example.org"]
    assert english["subject"] == "Notice of resolution 1: Should supporters be fewer?"
    assert "A ddylid cael llai o gefnogwyr?" in welsh["body"]
    assert "Tuesday 17 November, 00:00" in english["body"]
    assert (
        society_url(hub.society, "governance:resolution", number=1).split("/", 2)[2]
        in english["body"]
    )
    assert served_by_way(noticed) == {"email": 6}


def test_who_has_no_address_is_on_the_secretarys_list(hub: Hub) -> None:
    Party.objects.filter(person=hub.people["nest"]).update(email="", address="2 Stryd y Bont")
    noticed = hub.give_notice(hub.draft())
    _sweep(hub)
    assert served_by_way(noticed) == {"email": 5, "post": 1}
    client = Client()
    client.force_login(hub.people["mair"])
    page = client.get(society_url(hub.society, "governance:by_hand", number=noticed.number))
    assert "2 Stryd y Bont" in page.content.decode()
    client.force_login(hub.people["dai"])
    address = society_url(hub.society, "governance:by_hand", number=noticed.number)
    assert client.get(address).status_code == 403


def test_only_the_job_tells(hub: Hub) -> None:
    noticed = hub.give_notice(hub.draft())
    with pytest.raises(NotAllowed):
        serve_notice(actor=hub.actor("mair"), resolution=noticed, at=now())
