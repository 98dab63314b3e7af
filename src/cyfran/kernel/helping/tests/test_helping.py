"""A carer acts for somebody who let them: in what, from when, until when; every other verb and page is refused."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from cyfran.kernel.actions import OFFICES, Actor, catalogue
from cyfran.kernel.database import society_transaction
from cyfran.kernel.feedback.actions import tell_coop
from cyfran.kernel.helping.actions import LONGEST, accept_helping, ask_helper, end_helping
from cyfran.kernel.helping.models import Helping
from cyfran.kernel.helping.reactions import end_whatever_they_let
from cyfran.kernel.helping.refusals import (
    EndsTooSoonOrTooLate,
    HelpingOver,
    LetsDoNothing,
    NotForYou,
    OfferedAlready,
    YourOwnAddress,
)
from cyfran.kernel.people.actions import enter_person
from cyfran.kernel.people.models import Person
from cyfran.kernel.people.tests.letters import latest_code, letters
from cyfran.kernel.refusals import NotAllowed, NotForAnother
from cyfran.kernel.societies.actions import enter_party
from cyfran.kernel.societies.events import PartyErased
from cyfran.kernel.societies.models import Office, Society
from cyfran.kernel.time import now, society_day

BY_HELPERS = {
    "orders.put_in_basket", "orders.empty_basket", "orders.place_order", "orders.change_order", "orders.cancel_order",
}  # fmt: skip


def person(name: str) -> Person:
    email = f"{name.lower()}@example.cymru"
    found = enter_person(actor=Actor.guest(email), email=email, language="en")
    Person.objects.filter(pk=found.pk).update(name=name)
    return Person.objects.get(pk=found.pk)


@pytest.fixture
def nan(hub: Society) -> Person:
    return person("Nan")


@pytest.fixture
def carer(hub: Society) -> Person:
    return person("Ceri")


def asked(hub, nan, email="ceri@example.cymru", days=30, **may) -> Helping:
    may = {"may_order": True, "may_read": False} | may
    return ask_helper(
        actor=Actor.person(nan), society=hub, email=email, at=now(),
        until_on=society_day(hub, now()) + timedelta(days=days), **may,
    )  # fmt: skip


def accepted(hub, nan, carer, **may) -> Helping:
    return accept_helping(actor=Actor.person(carer), helping=asked(hub, nan, **may), at=now())


def acting(client: Client, helping: Helping) -> Client:
    answer = client.post(f"/en/hub/helping/{helping.pk}/begin/")
    assert answer.status_code == 302
    return client


def signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_the_offices_that_nobody_holds_for_another_are_all_there_are():
    assert set(Office.values) == OFFICES


def test_a_helper_has_the_verbs_of_ordering_and_no_other(hub, nan, carer):
    everything = Actor.helper(carer.pk, acting_for=nan.pk, scope=frozenset({"order", "read"}))
    reader = Actor.helper(carer.pk, acting_for=nan.pk, scope=frozenset({"read"}))
    may = {verb for verb, entry in catalogue.items() if entry.allows(everything, hub.pk)}
    assert may == BY_HELPERS
    assert not [verb for verb, entry in catalogue.items() if entry.allows(reader, hub.pk)]


def test_whoever_acts_for_an_officer_holds_no_office(hub, mair, carer):
    with society_transaction(hub):
        own = Actor.person(mair).roles(hub)
        helper = Actor.helper(carer.pk, acting_for=mair.pk, scope=frozenset({"order", "read"}))
        assert own & OFFICES
        assert not helper.roles(hub) & OFFICES


def test_a_verb_that_was_not_let_is_refused_by_its_own_name(hub, nan, carer):
    helper = Actor.helper(carer.pk, acting_for=nan.pk, scope=frozenset({"order", "read"}))
    with pytest.raises(NotForAnother):
        tell_coop(actor=helper, society=hub, words="x", email="", about="", at=now())
    with pytest.raises(NotForAnother):
        ask_helper(
            actor=helper, society=hub, email="x@example.cymru", may_order=True, may_read=True,
            until_on=society_day(hub, now()), at=now(),
        )  # fmt: skip


def test_refusals_of_asking(hub, nan):
    with society_transaction(hub):
        for refusal, given in (
            (LetsDoNothing, {"may_order": False}),
            (EndsTooSoonOrTooLate, {"days": -1}),
            (EndsTooSoonOrTooLate, {"days": LONGEST + 1}),
            (YourOwnAddress, {"email": nan.email}),
        ):
            with pytest.raises(refusal):
                asked(hub, nan, **given)
        asked(hub, nan)
        with pytest.raises(OfferedAlready):
            asked(hub, nan)


def test_only_whoever_was_asked_accepts_and_each_has_a_letter(hub, nan, carer, mair):
    with society_transaction(hub):
        helping = asked(hub, nan)
        assert (letters()[-1]["to"], "Nan" in letters()[-1]["body"]) == (carer.email, True)
        for other in (mair, nan):
            with pytest.raises(NotForYou):
                accept_helping(actor=Actor.person(other), helping=helping, at=now())
        with pytest.raises(NotForYou):
            accept_helping(
                actor=Actor.person(carer), helping=helping, at=now() + timedelta(days=31)
            )
        taken = accept_helping(actor=Actor.person(carer), helping=helping, at=now())
        assert (taken.helper_id, taken.email) == (carer.pk, "")
        assert letters()[-1]["to"] == nan.email
        with pytest.raises(NotForYou):
            accept_helping(actor=Actor.person(carer), helping=helping, at=now())


@pytest.mark.parametrize("who", ["nan", "carer"])
def test_either_ends_it_and_the_other_has_a_letter(hub, nan, carer, mair, who):
    by, other = (nan, carer) if who == "nan" else (carer, nan)
    with society_transaction(hub):
        helping = accepted(hub, nan, carer)
        with pytest.raises(NotAllowed):
            end_helping(actor=Actor.person(mair), helping=helping, at=now())
        end_helping(actor=Actor.person(by), helping=helping, at=now())
        assert letters()[-1]["to"] == other.email
        with pytest.raises(HelpingOver):
            end_helping(actor=Actor.person(by), helping=helping, at=now())
        assert asked(hub, nan).pk != helping.pk  # and may ask again


def test_the_database_holds_it_without_the_verbs(hub, nan, carer):
    with society_transaction(hub):
        helping = accepted(hub, nan, carer)
        for broken in ({"helper": nan}, {"helper": None}, {"email": "x@example.cymru"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Helping.objects.filter(pk=helping.pk).update(**broken)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Helping.objects.filter(pk=helping.pk).update(may_read=True)


def test_every_page_of_the_co_op_says_for_whom_one_acts_until_one_stops(hub, nan, carer):
    with society_transaction(hub):
        enter_party(society=hub, name="Nan Evans", person=nan, at=now())
    helping = accepted(hub, nan, carer, may_read=True)
    client = signed_in(carer)
    assert "You act for" not in client.get("/en/hub/helping/").text
    acting(client, helping)
    for address in (
        "/en/hub/",
        "/en/hub/shop/",
        "/en/hub/shop/orders/",
        "/en/hub/money/",
        "/en/hub/helping/",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "You act for <strong>Nan Evans</strong>" in answer.text, address
    client.post("/en/hub/helping/stop/")
    assert "You act for" not in client.get("/en/hub/").text


@pytest.mark.parametrize(
    "address",
    ["members/share/", "money/account/", "money/", "decide/", "decide/elections/", "check/record/", "privacy/", "members/join/"],
)  # fmt: skip
def test_pages_that_were_not_let_are_refused(hub, nan, carer, address):
    with society_transaction(hub):
        enter_party(society=hub, name="Nan Evans-Cyfrinach", person=nan, at=now())
    client = acting(signed_in(carer), accepted(hub, nan, carer))
    answer = client.get(f"/en/hub/{address}")
    assert answer.status_code in (302, 403)
    shown = answer.text.replace("You act for <strong>Nan Evans-Cyfrinach</strong>", "")
    assert "Cyfrinach" not in shown
    if answer.status_code == 403:
        assert "You act for somebody else" in shown


def test_it_stops_by_itself_when_it_is_over(hub, nan, carer):
    helping = accepted(hub, nan, carer)
    client = acting(signed_in(carer), helping)
    with society_transaction(hub):
        end_helping(actor=Actor.person(nan), helping=helping, at=now())
    assert "You act for" not in client.get("/en/hub/shop/").text
    assert client.post(f"/en/hub/helping/{helping.pk}/begin/").status_code == 404


def test_nobody_begins_for_whom_they_do_not_act(hub, nan, carer, mair):
    helping = accepted(hub, nan, carer)
    assert signed_in(mair).post(f"/en/hub/helping/{helping.pk}/begin/").status_code == 404
    assert Client().get("/en/hub/helping/").status_code == 302


def test_elsewhere_one_is_oneself(hub, nan, carer):
    client = acting(signed_in(carer), accepted(hub, nan, carer))
    held = client.get("/en/people/held/").text
    assert carer.email in held
    assert nan.email not in held


def test_asking_needs_a_fresh_sign_in_and_goes_through_the_page(hub, nan):
    client = signed_in(nan)
    assert "again" in client.get("/en/hub/helping/ask/")["Location"]
    client = Client()
    client.post("/en/account/login/", {"email": nan.email})
    client.post("/en/account/code/", {"code": latest_code()})
    page = "/en/hub/helping/ask/"
    assert client.get(page).status_code == 200
    day = society_day(hub, now()) + timedelta(days=9)
    sent = {
        "email": "Ceri@Example.cymru", "may_order": "on", "until_on_day": str(day.day),
        "until_on_month": str(day.month), "until_on_year": str(day.year),
    }  # fmt: skip
    assert client.post(page, sent).status_code == 302
    assert letters()[-1]["to"] == "ceri@example.cymru"
    assert client.post(page, sent).status_code == 422


def test_whoever_is_erased_is_not_acted_for_and_no_address_is_left(hub, nan, carer):
    with society_transaction(hub):
        party = enter_party(society=hub, name="Nan", person=nan, at=now())
        running = accepted(hub, nan, carer)
        offered = asked(hub, nan, email="arall@example.cymru")
        end_whatever_they_let(PartyErased(party, nan.pk, frozenset({nan.email}), now()))
        for each in (running, offered):
            each.refresh_from_db()
            assert each.ended_at is not None
        assert "arall" not in offered.email
