"""Anybody tells the co-op something; its officers read it and can erase it; nobody else is in between."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.feedback.actions import MOST_IN_AN_HOUR, tell_coop
from cyfran.kernel.feedback.models import Feedback
from cyfran.kernel.feedback.reactions import forget_feedback
from cyfran.kernel.people.models import Person
from cyfran.kernel.record.models import RecordEntry, RecordText
from cyfran.kernel.societies.events import PartyErased
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.time import now

PAGE = "/en/hub/feedback/"
WORDS = {"words": "The leeks were lovely.", "email": "sian@example.cymru"}


def told(hub: Society) -> list[Feedback]:
    with society_transaction(hub):
        return list(Feedback.objects.order_by("pk"))


def test_a_stranger_tells_the_co_op_something(hub: Society, client: Client) -> None:
    answer = client.post(PAGE, WORDS | {"about": "/en/hub/shop/"})
    assert answer["Location"] == f"{PAGE}?told"
    (kept,) = told(hub)
    assert (kept.words, kept.about, kept.person_id) == (WORDS["words"], "/en/hub/shop/", None)
    assert "Thank you" in client.get(answer["Location"]).content.decode()


def test_saying_nothing_is_asked_again(hub: Society, client: Client) -> None:
    assert client.post(PAGE, {"words": " "}).status_code == 422
    assert not told(hub)


@pytest.mark.parametrize("about", ["javascript:alert(1)", "https://elsewhere.example/", "/en/b/"])
def test_it_is_about_a_page_of_ours_or_about_none(hub: Society, client: Client, about: str) -> None:
    client.post(PAGE, WORDS | {"about": about})
    assert told(hub)[0].about == ""
    assert about not in client.get(PAGE, {"about": about}).content.decode()


def test_only_so_much_is_heard_in_an_hour(hub: Society, client: Client) -> None:
    with society_transaction(hub):
        for _once in range(MOST_IN_AN_HOUR):
            tell_coop(actor=Actor.guest(), society=hub, words="x", email="", about="", at=now())
    answer = client.post(PAGE, WORDS)
    assert answer.status_code == 422
    assert "in the last hour" in answer.content.decode()
    assert WORDS["words"] in answer.content.decode()


def test_officers_read_it_and_others_do_not(hub: Society, client: Client, mair: Person) -> None:
    client.post(PAGE, WORDS)
    assert client.get(f"{PAGE}heard/").status_code == 302
    client.force_login(Person.objects.create_user("dai@example.cymru", "Dai"))
    assert client.get(f"{PAGE}heard/").status_code == 404
    client.force_login(mair)
    assert WORDS["words"] in client.get(f"{PAGE}heard/").content.decode()


def test_an_officer_erases_it_and_the_record_keeps_no_words(
    hub: Society, client: Client, mair: Person
) -> None:
    client.post(PAGE, WORDS)
    (kept,) = told(hub)
    assert "/login/" in client.post(f"{PAGE}heard/{kept.pk}/erase/")["Location"]
    assert told(hub)[0].words == WORDS["words"]
    client.force_login(mair)
    client.post(f"{PAGE}heard/{kept.pk}/erase/")
    (kept,) = told(hub)
    assert (kept.words, kept.email, kept.person_id) == ("", "", None)
    assert kept.erased_at is not None
    assert WORDS["words"] not in client.get(f"{PAGE}heard/").content.decode()
    with society_transaction(hub):
        assert RecordEntry.objects.filter(verb="feedback.tell_coop").exists()
        assert not any("leeks" in str(text.texts) for text in RecordText.objects.all())


def test_what_an_erased_person_told_is_gone(hub: Society, client: Client, mair: Person) -> None:
    client.post(PAGE, WORDS)
    client.force_login(mair)
    client.post(PAGE, {"words": "Signed in."})
    client.post(PAGE, {"words": "Another.", "email": "elin@example.cymru"})
    with society_transaction(hub):
        party = Party.objects.get(person=mair)
        forget_feedback(PartyErased(party, mair.pk, frozenset({"sian@example.cymru"}), now()))
    assert [each.words for each in told(hub)] == ["", "", ""]


def test_the_database_keeps_nothing_in_what_is_erased(hub: Society, client: Client) -> None:
    client.post(PAGE, WORDS)
    with society_transaction(hub):
        for broken in ({"erased_at": now()}, {"words": ""}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Feedback.objects.update(**broken)


def test_a_page_is_passed_on_without_anybody_else(hub: Society, client: Client) -> None:
    text = client.get(PAGE, {"about": "/en/hub/shop/"}).content.decode()
    assert 'value="http://testserver/en/hub/shop/"' in text
    assert "mailto:?subject=Tywi%20Food%20Hub&amp;body=http%3A%2F%2Ftestserver%2Fen%2Fhub" in text


@pytest.mark.parametrize("address", ["/en/hub/", "/cy/hub/shop/"])
def test_every_page_of_a_co_op_leads_there(hub: Society, client: Client, address: str) -> None:
    assert "/hub/feedback/?about=" in client.get(address).content.decode()
