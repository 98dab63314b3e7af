"""The receipt that is given to the person, in the terms of ISO/IEC TS 27560:2023."""

import hashlib
import json
from typing import Any

import pytest
from django.test import Client

from cyfran.kernel.consent.models import Receipt
from cyfran.kernel.consent.tests.declaring import ADVERTISEMENT, FUNCTIONAL, PERFORMANCE, declaring
from cyfran.kernel.consent.tests.test_choose import choose
from cyfran.kernel.people.models import Person
from cyfran.kernel.societies.models import Society

HEADER = {"schema_version", "record_id", "pii_principal_id"}
PROCESSING = {
    "purpose", "purpose_type", "purpose_description", "lawful_basis", "pii_information", "pii_controllers",
    "collection_method", "processing_method", "storage_locations", "retention_period", "jurisdiction",
    "recipient_third_parties", "withdrawal_method", "privacy_rights",
}  # fmt: skip
PARTY = {"party_id", "party_role", "party_name", "party_address", "party_email", "party_url"}
EVENT = {"event_time", "event_type", "event_state", "validity_duration", "entity_id"}


def receipt(client: Client) -> dict[str, Any]:
    number = Receipt.objects.order_by("-pk")[0].number.hex
    answer = client.get(f"/en/consent/receipts/{number}/")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    told: dict[str, Any] = json.loads(answer.content)
    return told


def test_a_receipt_has_every_field_of_the_specification(hub: Society, client: Client) -> None:
    with declaring(FUNCTIONAL, PERFORMANCE):
        choose(client)
        told = receipt(client)
    assert told.keys() >= HEADER | {"privacy_notice", "language", "purposes", "event"}
    assert told["schema_version"] == "ISO/IEC TS 27560:2023"
    assert all(each.keys() >= PROCESSING for each in told["purposes"])
    assert told["party_identification"][0].keys() >= PARTY
    assert told["party_identification"][0]["party_name"] == "Tywi Food Hub"
    assert all(each.keys() >= EVENT for each in told["event"])


def test_a_receipt_says_what_was_given_refused_and_objected_to(
    hub: Society, client: Client
) -> None:
    with declaring(FUNCTIONAL, ADVERTISEMENT, PERFORMANCE):
        choose(client, "choose", allow=["test.functional"])
        told = receipt(client)
    states = {each["purpose"]: each["event_state"] for each in told["event"]}
    assert states["test.functional"] == "dpv:ConsentGiven"
    assert states["test.advertisement"] == "dpv:ConsentRefused"
    assert states["test.performance"] == "objected"


def test_the_words_in_a_receipt_are_those_that_were_shown_and_prove_it(
    hub: Society, client: Client
) -> None:
    with declaring(FUNCTIONAL):
        choose(client)
    notice = receipt(client)["privacy_notice"]  # though nobody declares it any more
    text = json.dumps(notice["text"], sort_keys=True, ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == notice["version"]
    assert "Shows where the hub is." in text
    assert {"en", "cy"} <= notice["text"].keys()


def test_nobody_is_named_in_a_receipt(hub: Society, client: Client, mair: Person) -> None:
    client.force_login(mair)
    choose(client)
    told = json.dumps(receipt(client))
    assert f"person:{mair.pk}" in told
    assert mair.email not in told


def test_a_member_s_receipt_is_nobody_else_s(hub: Society, client: Client, mair: Person) -> None:
    client.force_login(mair)
    choose(client)
    number = Receipt.objects.get().number.hex
    assert Client().get(f"/en/consent/receipts/{number}/").status_code == 404
    assert client.get(f"/en/consent/receipts/{number}/").status_code == 200


@pytest.mark.parametrize("number", ["0" * 32, "x", "1"])
def test_a_number_that_was_never_given_finds_nothing(db: None, client: Client, number: str) -> None:
    assert client.get(f"/en/consent/receipts/{number}/").status_code == 404


def test_the_page_lists_the_receipts_that_are_the_reader_s(
    hub: Society, client: Client, mair: Person
) -> None:
    choose(client)
    stranger = Receipt.objects.get()
    assert stranger.number.hex in client.get("/en/hub/consent/").content.decode()
    client.force_login(mair)
    choose(client)
    choose(client, "reject")
    page = client.get("/en/hub/consent/").content.decode()
    assert page.count("(JSON)") == 2
