"""A society is suspended and registered again by what its secretary records; meanwhile nothing else is done in it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from cyfran.coop.membership.tests.conftest import hub, mair
from cyfran.kernel.actions import Actor, catalogue
from cyfran.kernel.people.models import Person
from cyfran.kernel.refusals import NotAllowed, SocietyClosed
from cyfran.kernel.societies.actions import (
    describe_society,
    end_society,
    record_reinstatement,
    record_suspension,
)
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Society, State
from cyfran.kernel.societies.refusals import NotAPossibleDay, WrongStep
from cyfran.kernel.time import now, society_day
from cyfran.site.bundle.actions import take_bundle

__all__ = ["hub", "mair"]


def _suspend(hub: Society, mair: Person, day: date | None = None) -> Society:
    at = now()
    return record_suspension(
        actor=Actor.person(mair), society=hub, day=day or society_day(hub, at), at=at
    )


def _describe(hub: Society, mair: Person) -> None:
    describe_society(
        actor=Actor.person(mair),
        society=hub,
        name=hub.name,
        purpose=hub.purpose,
        model_rules=hub.model_rules,
    )


def _today(hub: Society) -> dict[str, int]:
    today = society_day(hub, now())
    return {"day_day": today.day, "day_month": today.month, "day_year": today.year}


def test_a_suspended_society_does_nothing_until_it_is_registered_again(hub, mair):
    _suspend(hub, mair)
    with pytest.raises(SocietyClosed):
        _describe(hub, mair)
    hub.refresh_from_db()
    assert (hub.state, hub.is_open) == (State.SUSPENDED, False)
    take_bundle(actor=Actor.person(mair), society=hub, at=now())
    record_reinstatement(actor=Actor.person(mair), society=hub, at=now())
    _describe(hub, mair)


def test_no_verb_with_an_entry_in_the_record_is_done_in_a_closed_society():
    """What may be done even then is little, and is listed here so that nothing joins it unseen."""
    assert sorted(verb for verb, entry in catalogue.items() if entry.even_closed) == [
        "bundle.take_bundle",
        "feedback.erase_feedback",
        "files.erase_file",
        "governance.enact_resolution",
        "helping.end_helping",
        "ledger.seal_period",
        "membership.forget_application",
        "membership.forget_invitation",
        "orders.clear_basket_line",
        "payments.erase_bank_details",
        "privacy.add_to_breach",
        "privacy.answer_request",
        "privacy.ask_about_own_data",
        "privacy.erase_request",
        "privacy.log_breach",
        "privacy.put_off_request",
        "societies.end_society",
        "societies.erase_party",
        "societies.erase_party_again",
        "societies.record_reinstatement",
        "societies.record_suspension",
        "talk.hide_contribution",
    ]


def test_the_day_is_between_the_registration_and_today(hub, mair):
    today = society_day(hub, now())
    for day in (today + timedelta(days=1), hub.registered_on - timedelta(days=1)):
        with pytest.raises(NotAPossibleDay):
            _suspend(hub, mair, day)


def test_steps_come_in_their_order(hub, mair):
    with pytest.raises(WrongStep):
        record_reinstatement(actor=Actor.person(mair), society=hub, at=now())
    _suspend(hub, mair)
    with pytest.raises(WrongStep):
        _suspend(hub, mair)


def test_nobody_ends_a_society_by_themselves(hub, mair):
    with pytest.raises(NotAllowed):
        end_society(actor=Actor.person(mair), society=hub, state="dissolved", at=now())


@pytest.mark.parametrize("state", ["dissolved", "merged"])
def test_the_database_ends_no_society_that_its_members_have_not_ended(hub, state):
    with (
        pytest.raises(IntegrityError, match="members have not ended"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE societies_society SET state = %s, closed_on = registered_on WHERE id = %s",
            [state, hub.pk],
        )


def test_the_secretary_records_both_on_the_page_and_every_page_says_so(hub, mair):
    address = society_url(hub, "society:registration")
    client = Client()
    client.force_login(mair)
    day = _today(hub)
    assert client.post(address, day | {"day_year": day["day_year"] + 1}).status_code == 422
    assert client.post(address, day).status_code == 302
    home = Client().get(society_url(hub, "society:home")).content.decode()
    assert "The registration of this co-op has been suspended since" in home
    assert "Suspended since" in Client().get(address).content.decode()
    assert client.post(address, {"csrfmiddlewaretoken": "x"}).status_code == 302
    assert "has been suspended" not in client.get(address).content.decode()


def test_others_read_the_page_and_record_nothing(hub):
    address = society_url(hub, "society:registration")
    client = Client()
    assert "<form" not in client.get(address).content.decode().split("</main>")[0].split("<main")[1]
    assert client.post(address, _today(hub)).status_code == 422
    hub.refresh_from_db()
    assert hub.state == State.REGISTERED
