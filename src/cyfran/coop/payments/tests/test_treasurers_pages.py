"""The treasurer's pages: money in, statements, payment files, the society's bank account."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cyfran.coop.payments.models import PaymentFile, Receipt
from cyfran.coop.payments.queries.accounts import pay_to
from cyfran.coop.payments.queries.credit import credit_of
from cyfran.coop.payments.rules.pain001 import Holder
from cyfran.coop.payments.tests import cast
from cyfran.kernel.database import society_transaction

MONEY = "/en/hwb-bwyd-tywi/money/"
TREASURERS = ["in/", "in/record/", "in/statement/", "out/", "bank/"]
DAY = {"0": "2", "1": "11", "2": "2026"}


def day(name, **change):
    boxes = DAY | change
    return {
        f"{name}_{part}": boxes[str(place)] for place, part in enumerate(("day", "month", "year"))
    }


@pytest.fixture
def client(eleri, hub):
    """Eleri's browser."""
    return cast.signed_in(eleri)


@pytest.mark.parametrize("path", TREASURERS)
def test_the_pages_are_the_treasurers(hub, dai, dais_party, path):
    assert Client().get(MONEY + path).status_code == 302
    assert cast.signed_in(dai).get(MONEY + path).status_code == 404


@pytest.mark.parametrize("path", TREASURERS)
def test_each_page_opens_in_both_languages(client, path):
    for language in ("en", "cy"):
        assert client.get(f"/{language}/hwb-bwyd-tywi/money/{path}").status_code == 200


def test_another_societys_files_and_receipts_are_not_there(eleri, sian):
    cast.hub(eleri)
    other = cast.hub(sian, "other-hub")
    with society_transaction(other):
        receipt = cast.came(sian, other, "GIFT", 100)
    client = cast.signed_in(eleri)
    assert client.get(f"{MONEY}in/{receipt.pk}/").status_code == 404
    assert client.get(f"{MONEY}out/1/").status_code == 404
    assert client.post(f"{MONEY}out/1/download/").status_code == 404


def test_what_is_awaited_is_listed_and_recorded_when_it_arrives(client, hub, eleri, sians_party):
    expected = cast.asked(eleri, sians_party, 2_000)
    text = client.get(f"{MONEY}in/").text
    assert expected.spoken_reference in text
    assert "1 payment is awaited, £20.00 in all." in text
    form = client.get(f"{MONEY}in/record/?reference={expected.reference}").text
    assert f'value="{expected.reference}"' in form
    given = {"reference": expected.reference, "amount": "20.00", **day("paid_on")}
    answer = client.post(f"{MONEY}in/record/", given, follow=True)
    assert "Everything that was asked for is there." in answer.text
    again = client.post(f"{MONEY}in/record/", given)
    assert again.status_code == 422
    assert "recorded already" in again.text
    assert client.post(f"{MONEY}in/record/", given | {"another": "on"}).status_code == 302
    assert credit_of(sians_party) == 2_000


def test_an_amount_or_a_day_that_is_none_keeps_what_was_typed(client):
    given = {"reference": "GIFT", "amount": "ten", **day("paid_on")}
    answer = client.post(f"{MONEY}in/record/", given)
    assert answer.status_code == 422
    assert 'value="ten"' in answer.text
    tomorrow = given | {"amount": "10", **day("paid_on", **{"2": "2090"})}
    assert client.post(f"{MONEY}in/record/", tomorrow).status_code == 422


def test_money_without_an_owner_is_given_one(client, hub, eleri, sians_party):
    receipt = cast.came(eleri, hub, "S JONES VEG", 2_500)
    text = client.get(f"{MONEY}in/").text
    assert "Whose money is this?" in text
    assert "S JONES VEG" in text
    assert client.post(f"{MONEY}in/{receipt.pk}/", {}).status_code == 422
    client.post(f"{MONEY}in/{receipt.pk}/", {"party": sians_party.pk})
    assert credit_of(sians_party) == 2_500
    assert client.get(f"{MONEY}in/{receipt.pk}/").status_code == 404


def upload(client, content, name="statement.csv"):
    return client.post(f"{MONEY}in/statement/", {"statement": SimpleUploadedFile(name, content)})


def test_a_statement_is_looked_at_and_then_recorded(client, hub, eleri, sians_party):
    expected = cast.asked(eleri, sians_party, 2_000)
    content = f"Date,Description,Amount\n2/11/2026,S JONES {expected.reference},20.00\n2/11/2026,<b>RHODD</b>,5\n1/11/2026,RENT,-400\n"
    preview = upload(client, content.encode())
    assert preview.status_code == 200
    assert not Receipt.objects.exists()
    for shown in ("in full", "owner not known", "&lt;b&gt;RHODD", "1 line of money out"):
        assert shown in preview.text
    [kept] = re.findall(r'name="statement" value="([^"]+)"', preview.text)
    answer = client.post(f"{MONEY}in/statement/record/", {"statement": kept}, follow=True)
    assert "2 payments are recorded." in answer.text
    assert Receipt.objects.count() == 2
    again = upload(client, content.encode())
    assert "recorded before" in again.text
    assert "Record these payments" not in again.text


def test_a_statement_with_a_wrong_row_can_not_be_recorded(client):
    answer = upload(client, b"Date,Description,Amount\n2/11/2026,GIFT,ten\n2/11/2026,GIFT,5\n")
    assert answer.status_code == 422
    assert "Row 2: This is not an amount" in answer.text
    assert "Record these payments" not in answer.text


@pytest.mark.parametrize("content", [b"", b"\x89PNG\x00", b"hello", b"<?xml version='1.0'?><x/>"])
def test_a_file_that_is_no_statement_is_answered_with_a_sentence(client, content):
    assert upload(client, content).status_code == 422


def test_a_statement_that_was_made_up_between_the_pages_is_not_recorded(client):
    answer = client.post(f"{MONEY}in/statement/record/", {"statement": "made-up"}, follow=True)
    assert "Choose the file again." in answer.text
    assert not Receipt.objects.exists()


@pytest.fixture
def owed(hub, eleri, dai, sian, dais_party, sians_party):
    """Dai can be paid; Siân has not said where."""
    cast.with_a_bank(eleri, hub)
    cast.banked(dai, dais_party)
    cast.owed(eleri, dais_party, 11_864)
    cast.owed(eleri, sians_party, 1_420)


@pytest.mark.usefixtures("owed")
def test_a_file_is_prepared_taken_sent_and_paid(client, hub, dais_party):
    text = client.get(f"{MONEY}out/").text
    assert "£132.84 is due, in 2 payments." in text
    assert "no bank details" in text
    [account] = re.findall(r'value="(\d+)" checked', text)
    answer = client.post(
        f"{MONEY}out/", {"accounts": [account], **day("execution_on", **{"2": "2090"})}, follow=True
    )
    assert "£118.64 in 1 payment" in answer.text
    taken = client.post(f"{MONEY}out/1/download/")
    assert taken["Content-Disposition"] == 'attachment; filename="hwb-bwyd-tywi-000001.xml"'
    assert taken["Cache-Control"] == "no-store"
    assert b"31926819" in taken.content
    client.post(f"{MONEY}out/1/sent/")
    assert client.post(f"{MONEY}out/1/cancel/").status_code == 422
    assert client.post(f"{MONEY}out/1/paid/", day("happened_on", **{"0": "x"})).status_code == 422
    client.post(f"{MONEY}out/1/paid/", day("happened_on"))
    assert PaymentFile.objects.get().state == "paid"
    client.post(f"{MONEY}out/1/returned/1/", day("happened_on"))
    assert "sent back" in client.get(f"{MONEY}out/1/").text
    assert "£132.84 is due" in client.get(f"{MONEY}out/").text


@pytest.mark.usefixtures("owed")
def test_nobody_chosen_or_somebody_without_details_is_said(client, hub):
    later = day("execution_on", **{"2": "2090"})
    assert client.post(f"{MONEY}out/", later).status_code == 422
    accounts = re.findall(
        r'name="accounts" id="due-\d+" value="(\d+)"', client.get(f"{MONEY}out/").text
    )
    answer = client.post(f"{MONEY}out/", {"accounts": accounts, **later})
    assert answer.status_code == 422
    assert "no bank details for Siân" in answer.text
    assert not PaymentFile.objects.exists()


@pytest.mark.usefixtures("owed")
def test_a_file_is_cancelled(client, hub):
    [account] = re.findall(r'value="(\d+)" checked', client.get(f"{MONEY}out/").text)
    client.post(f"{MONEY}out/", {"accounts": [account], **day("execution_on", **{"2": "2090"})})
    client.post(f"{MONEY}out/1/cancel/")
    assert PaymentFile.objects.get().state == "cancelled"
    assert client.post(f"{MONEY}out/1/download/").status_code == 422


def test_the_society_says_where_it_banks(client, hub):
    given = {
        "name": "Hwb",
        "sort_code": "08-99-99",
        "number": "66374958",
        "letters": "latin",
        "sort_code_apart": "yes",
    }
    assert "66374958" in client.post(f"{MONEY}bank/", given, follow=True).text
    assert pay_to(hub) == Holder("Hwb", cast.HUBS_ACCOUNT)
    assert client.post(f"{MONEY}bank/", given | {"number": "1"}).status_code == 422


def test_the_lists_take_no_more_queries_for_more_rows(
    client, hub, eleri, sians_party, django_assert_max_num_queries
):
    for number in range(20):
        expected = cast.asked(eleri, sians_party, 1_000 + number, number)
        if number % 3 == 0:
            cast.came(eleri, hub, expected.reference, 900)
        cast.came(eleri, hub, f"GIFT {number}", 50)
        party = cast.known(hub, cast.person(f"Grower{number}"))
        cast.banked(eleri, party)
        cast.owed(eleri, party, 100)
    with django_assert_max_num_queries(16):
        client.get(f"{MONEY}in/")
    with django_assert_max_num_queries(16):
        client.get(f"{MONEY}out/")
