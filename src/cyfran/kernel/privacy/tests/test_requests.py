"""Somebody asks about their data and is answered within a month."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.people.models import Person
from cyfran.kernel.people.tests.letters import letters
from cyfran.kernel.privacy.actions import (
    answer_request,
    ask_about_own_data,
    erase_request,
    put_off_request,
)
from cyfran.kernel.privacy.models import Request
from cyfran.kernel.privacy.reactions import forget_requests
from cyfran.kernel.privacy.refusals import (
    AnsweredAlready,
    AskedAlready,
    NotAnsweredYet,
    PutOffAlready,
)
from cyfran.kernel.privacy.rules import months_on
from cyfran.kernel.record.models import RecordText
from cyfran.kernel.refusals import NotAllowed, SignInNeeded
from cyfran.kernel.societies.actions import enter_party
from cyfran.kernel.societies.events import PartyErased
from cyfran.kernel.societies.models import Society
from cyfran.kernel.time import now, society_day


@pytest.fixture
def dai(hub: Society) -> Person:
    return Person.objects.create_user("dai@example.cymru", "Dai", language="cy")


def asked(hub: Society, who: Person, kind: str = "object") -> Request:
    return ask_about_own_data(
        actor=Actor.person(who), society=hub, kind=kind, words="Dim marchnata.", at=now()
    )


def answered(request: Request, by: Person) -> Request:
    return answer_request(
        actor=Actor.person(by), request=request, outcome="done", words="Wedi peidio.", at=now()
    )


def test_the_person_knows_by_when_and_the_answer_comes_by_letter(hub, mair, dai):
    request = asked(hub, dai)
    assert request.due_on == months_on(society_day(hub, now()), 1)
    assert "Dim marchnata" not in letters()[-1]["body"]
    with society_transaction(hub):
        assert answered(request, mair).answer == "Wedi peidio."
    letter = letters()[-1]
    assert letter["to"] == dai.email
    assert "Wedi peidio." in letter["body"]
    assert letter["language"] == "cy"


def test_the_month_ends_with_a_shorter_month():
    assert months_on(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_on(date(2026, 12, 15), 1) == date(2027, 1, 15)


def test_one_of_a_kind_waits_at_a_time(hub, dai):
    asked(hub, dai)
    asked(hub, dai, "copy")
    with pytest.raises(AskedAlready):
        asked(hub, dai)


def test_the_database_holds_one_of_a_kind_too(hub, dai):
    with society_transaction(hub):
        first = asked(hub, dai)
        with pytest.raises(DatabaseError, match="request_open_once"), transaction.atomic():
            Request.objects.create(
                society=hub, kind=first.kind, words="", language="cy", person_id=dai.pk, at=now(), due_on=first.due_on
            )  # fmt: skip
        with pytest.raises(DatabaseError, match="request_answered"), transaction.atomic():
            Request.objects.filter(pk=first.pk).update(answered_at=now())


def test_a_guest_signs_in_first_and_a_member_does_not_answer(hub, dai):
    with pytest.raises(SignInNeeded):
        ask_about_own_data(actor=Actor.guest(), society=hub, kind="copy", words="", at=now())
    with pytest.raises(NotAllowed):
        answered(asked(hub, dai), dai)


def test_it_is_answered_once_and_put_off_once_in_time(hub, mair, dai):
    officer = Actor.person(mair)
    with society_transaction(hub):
        request = asked(hub, dai)
        due = request.due_on
        later = put_off_request(actor=officer, request=request, words="Mae llawer.", at=now())
        assert later.due_on == months_on(due, 2)
        with pytest.raises(PutOffAlready):
            put_off_request(actor=officer, request=request, words="Eto.", at=now())
        with pytest.raises(NotAnsweredYet):
            erase_request(actor=officer, request=request, at=now())
        answered(request, mair)
        for again in (lambda: answered(request, mair), lambda: put_off_request(
            actor=officer, request=request, words="Eto.", at=now()
        )):  # fmt: skip
            with pytest.raises(AnsweredAlready):
                again()
        late = asked(hub, dai, "copy")
        with pytest.raises(PutOffAlready):
            put_off_request(actor=officer, request=late, words="x", at=now() + timedelta(days=60))


def test_nothing_of_it_is_in_the_record_and_nothing_is_left_when_it_is_erased(hub, mair, dai):
    with society_transaction(hub):
        request = answered(asked(hub, dai), mair)
        assert not RecordText.objects.filter(texts__icontains="marchnata").exists()
        erase_request(actor=Actor.person(mair), request=request, at=now())
        request.refresh_from_db()
        assert (request.words, request.answer, request.person_id) == ("", "", None)


def test_whoever_is_erased_has_asked_nothing(hub, dai):
    with society_transaction(hub):
        request = asked(hub, dai)
        party = enter_party(society=hub, name="Dai", person=dai, at=now())
        forget_requests(PartyErased(party, dai.pk, frozenset({dai.email}), now()))
        request.refresh_from_db()
        assert (request.words, request.person_id, request.outcome) == ("", None, "done")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_pages_take_a_question_and_an_answer(hub, mair, dai, language):
    person, officer = Client(), Client()
    person.force_login(dai)
    officer.force_login(mair)
    page = f"/{language}/hub/privacy/"
    assert person.post(f"{page}ask/", {"kind": "", "words": ""}).status_code == 422
    assert person.post(f"{page}ask/", {"kind": "restrict", "words": "Bob tro."}).status_code == 302
    assert person.post(f"{page}ask/", {"kind": "restrict", "words": "Bob tro."}).status_code == 422
    assert "Bob tro." not in officer.get(page).text
    with society_transaction(hub):
        request = Request.objects.get()
    answer = f"{page}requests/{request.pk}/"
    assert "Bob tro." in officer.get(answer).text
    assert officer.post(answer, {"outcome": "done", "words": ""}).status_code == 422
    assert officer.post(f"{answer}put-off/", {"later-words": "Mae llawer."}).status_code == 302
    assert officer.post(answer, {"outcome": "refused", "words": "Rheswm."}).status_code == 302
    assert "Rheswm." in person.get(f"{page}ask/").text
    assert officer.post(f"{answer}erase/").status_code == 302
    assert officer.get(answer).status_code == 404
    for closed in (page, answer, f"{page}breaches/new/"):
        assert person.get(closed).status_code in (403, 404)
        assert Client().get(closed).status_code == 302
