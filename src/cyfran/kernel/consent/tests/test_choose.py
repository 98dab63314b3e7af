"""A visitor chooses: the browser keeps it, a receipt is made, and the next page holds to it."""

import re
import uuid
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from cyfran.kernel.consent.models import Receipt, Wording
from cyfran.kernel.consent.tests.declaring import (
    ADVERTISEMENT,
    ALL_FOUR,
    FUNCTIONAL,
    PERFORMANCE,
    declaring,
)
from cyfran.kernel.database import society_transaction
from cyfran.kernel.people.models import Person
from cyfran.kernel.record.models import RecordEntry
from cyfran.kernel.societies.models import Society

HERE = {"headers": {"origin": "http://testserver"}}
PAGE = "/en/hub/consent/"


def wording(client: Client, page: str = PAGE) -> str:
    found = re.search(r'name="wording" value="(\w+)"', client.get(page).content.decode())
    assert found is not None
    return found[1]


def choose(client: Client, method: str = "accept", page: str = PAGE, **more):
    given = {"method": method, "wording": wording(client, page), **more}
    return client.post(page, given, **HERE)


def test_accepting_allows_everything_that_was_asked(hub: Society, client: Client) -> None:
    with declaring(FUNCTIONAL, ADVERTISEMENT):
        answer = choose(client)
    receipt = Receipt.objects.get()
    assert answer.status_code == 302
    assert {"test.functional", "test.advertisement"} <= set(receipt.allowed)
    assert receipt.refused == []
    assert answer.cookies["consent"].value.startswith(receipt.number.hex)


def test_refusing_refuses_everything_that_was_asked_and_objects_to_the_rest(
    hub: Society, client: Client
) -> None:
    with declaring(FUNCTIONAL, PERFORMANCE):
        choose(client, "reject")
    receipt = Receipt.objects.get()
    assert receipt.allowed == []
    assert {"test.functional", "test.performance", "ui.reading"} <= set(receipt.refused)


def test_choosing_allows_what_was_ticked_and_refuses_the_rest(hub: Society, client: Client) -> None:
    with declaring(FUNCTIONAL, ADVERTISEMENT):
        choose(client, "choose", allow=["test.functional"])
    receipt = Receipt.objects.get()
    assert receipt.allowed == ["test.functional"]
    assert "test.advertisement" in receipt.refused


@pytest.mark.parametrize(
    "given", [{"method": "maybe"}, {"method": "choose", "allow": ["people.session"]}, {}]
)
def test_what_is_no_choice_is_answered_with_the_panel_and_keeps_nothing(
    hub: Society, client: Client, given: dict[str, object]
) -> None:
    answer = client.post(PAGE, {"wording": wording(client), **given}, **HERE)
    assert answer.status_code == 422
    assert not Receipt.objects.exists()


def test_nobody_consents_to_words_they_did_not_read(hub: Society, client: Client) -> None:
    read = wording(client)
    with declaring(FUNCTIONAL):
        answer = client.post(PAGE, {"method": "accept", "wording": read}, **HERE)
    assert answer.status_code == 422
    assert "has changed since you opened this page" in answer.content.decode()
    assert not Receipt.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"referer": "https://elsewhere.example/testserver"},
    ],
)
def test_another_site_cannot_choose_for_the_visitor(
    hub: Society, client: Client, headers: dict[str, str]
) -> None:
    given = {"method": "accept", "wording": wording(client)}
    assert client.post(PAGE, given, headers=headers).status_code == 403
    assert not Receipt.objects.exists()


def test_an_old_browser_that_names_only_the_page_can_choose(hub: Society, client: Client) -> None:
    given = {"method": "accept", "wording": wording(client)}
    headers = {"referer": "http://testserver/en/hub/"}
    assert client.post(PAGE, given, headers=headers).status_code == 302


def test_choosing_needs_no_cookie_before_it(hub: Society, client: Client) -> None:
    assert not client.get(PAGE).cookies
    assert set(choose(client).cookies) == {"consent"}


def test_the_visitor_goes_on_where_they_were_and_never_elsewhere(
    hub: Society, client: Client
) -> None:
    assert choose(client, back="/en/hub/shop/")["Location"] == "/en/hub/shop/"
    assert choose(client, back="https://elsewhere.example/")["Location"] == f"{PAGE}?kept"


def test_a_member_s_choice_is_in_the_record(hub: Society, client: Client, mair: Person) -> None:
    client.force_login(mair)
    choose(client)
    with society_transaction(hub):
        entry = RecordEntry.objects.get(verb="consent.record_choice")
    assert entry.actor_id == mair.pk
    assert Receipt.objects.get().wording_id in entry.facts
    assert Receipt.objects.get().person_id == mair.pk


def test_a_stranger_s_choice_is_in_no_record(hub: Society, client: Client) -> None:
    choose(client)
    with society_transaction(hub):
        assert not RecordEntry.objects.filter(verb__startswith="consent.").exists()
    assert Receipt.objects.get().person_id is None


def test_outside_of_every_co_op_one_can_choose_too(hub: Society, client: Client) -> None:
    choose(client, page="/cy/consent/")
    receipt = Receipt.objects.get()
    assert receipt.language == "cy"
    assert receipt.society_id is None


def test_a_new_choice_points_at_the_one_before_and_leaves_it_as_it_was(
    hub: Society, client: Client
) -> None:
    choose(client)
    first = Receipt.objects.get()
    choose(client, "reject")
    second = Receipt.objects.exclude(pk=first.pk).get()
    assert second.previous == first
    assert Receipt.objects.get(pk=first.pk).allowed == first.allowed


def test_a_number_that_was_never_given_is_no_choice_before(hub: Society, client: Client) -> None:
    client.cookies["consent"] = f"{uuid.uuid4().hex}.."
    choose(client)
    assert Receipt.objects.get().previous is None


@pytest.mark.parametrize("table", ["consent_receipt", "consent_wording"])
@pytest.mark.parametrize(
    "attack", ["DELETE FROM {}", "TRUNCATE {} CASCADE", "UPDATE {} SET {} = {}"]
)
def test_receipts_and_wordings_can_only_be_added_to(
    hub: Society, client: Client, table: str, attack: str
) -> None:
    choose(client)
    column = "language" if table == "consent_receipt" else "digest"
    statement = attack.format(table, column, column)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_takes_no_other_way_of_choosing(hub: Society, client: Client) -> None:
    choose(client)
    with pytest.raises(DatabaseError, match="receipt_says_how"), transaction.atomic():
        Receipt.objects.create(
            wording=Wording.objects.get(),
            language="en",
            method="maybe",
            allowed=[],
            refused=[],
            privacy_signal=False,
            at=Receipt.objects.get().at,
        )


def test_whoever_chose_is_not_asked_again(hub: Society, client: Client) -> None:
    with declaring(*ALL_FOUR):
        assert "consent-band" in client.get("/en/hub/").content.decode()
        choose(client, "reject")
        assert "consent-band" not in client.get("/en/hub/").content.decode()


def test_whoever_chose_is_asked_again_once_something_new_is_declared(
    hub: Society, client: Client
) -> None:
    choose(client)
    assert "consent-band" not in client.get("/cy/hub/").content.decode()
    with declaring(FUNCTIONAL):
        page = client.get("/cy/hub/").content.decode()
    assert "consent-band" in page
    assert "Maps" in page


def test_what_is_worded_anew_is_asked_anew_and_not_allowed_meanwhile(
    hub: Society, client: Client
) -> None:
    with declaring(FUNCTIONAL):
        choose(client)
        client.cookies["map_place"] = "52,-4"
        assert "map_place" not in client.get("/en/hub/").cookies
    with declaring(replace(FUNCTIONAL, purpose="Shows where you are.")):
        answer = client.get("/en/hub/")
    assert "consent-band" in answer.content.decode()
    assert answer.cookies["map_place"]["max-age"] == 0


def test_withdrawing_expires_every_cookie_that_was_kept_in_the_same_answer(
    hub: Society, client: Client
) -> None:
    with declaring(FUNCTIONAL, ADVERTISEMENT):
        choose(client)
        for name in ("map_place", "looked_at", "reading"):
            client.cookies[name] = "x"
        answer = choose(client, "reject")
        for name in ("map_place", "looked_at", "reading"):
            assert answer.cookies[name]["max-age"] == 0, name
        page = client.get("/en/hub/").content.decode()
    assert 'data-forget="map_zoom"' in page


@pytest.mark.parametrize(
    "kept", ["", "x", "..", "0" * 32, f"{'0' * 32}.zz.", '"><script>', f"{'g' * 32}.."]
)
def test_a_cookie_that_makes_no_sense_is_no_choice(hub: Society, client: Client, kept: str) -> None:
    client.cookies["consent"] = kept
    answer = client.get("/en/hub/")
    assert answer.status_code == 200
    assert "consent-band" in answer.content.decode()
