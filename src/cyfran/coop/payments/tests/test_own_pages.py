"""A member's own pages about money."""

import pytest
from django.test import Client

from cyfran.coop.payments.models import ExpectedPayment
from cyfran.coop.payments.queries.accounts import bank_details_of
from cyfran.coop.payments.queries.credit import credit_due_to, credit_of
from cyfran.coop.payments.tests import cast

MONEY = "/en/hwb-bwyd-tywi/money/"
OWN_PAGES = ["", "credit/", "credit/back/", "account/"]


@pytest.fixture
def client(sian, sians_party):
    """Siân's browser."""
    return cast.signed_in(sian)


@pytest.mark.parametrize("path", OWN_PAGES)
def test_a_stranger_is_asked_to_sign_in_and_those_not_known_are_told(hub, dai, path):
    assert Client().get(MONEY + path).status_code == 302
    assert cast.signed_in(dai).get(MONEY + path).status_code == 404


@pytest.mark.parametrize("path", OWN_PAGES)
def test_each_page_opens_in_both_languages(client, hub, path):
    for language in ("en", "cy"):
        page = client.get(f"/{language}/hwb-bwyd-tywi/money/{path}")
        assert page.status_code == 200
        assert f'lang="{language}"' in page.text


def test_what_is_asked_for_shows_where_to_send_it_and_under_what(hub, eleri, client, sians_party):
    cast.with_a_bank(eleri, hub)
    expected = cast.asked(eleri, sians_party, 2_000)
    text = client.get(MONEY).text
    for shown in (expected.spoken_reference, "08-99-99", "66374958", "Hwb Bwyd Tywi", "£20.00"):
        assert shown in text
    assert "Pay from my credit" not in text


def test_with_enough_credit_it_is_paid_by_one_button(hub, eleri, client, sians_party):
    cast.in_credit(eleri, sians_party, 5_000)
    expected = cast.asked(eleri, sians_party, 2_000)
    assert "Pay from my credit" in client.get(MONEY).text
    answer = client.post(f"{MONEY}pay/{expected.reference}/", follow=True)
    assert "Paid from your credit." in answer.text
    assert credit_of(sians_party) == 3_000


def test_a_refusal_says_why_on_the_same_page(hub, eleri, client, sians_party):
    expected = cast.asked(eleri, sians_party, 2_000)
    answer = client.post(f"{MONEY}pay/{expected.reference}/")
    assert answer.status_code == 422
    assert "not enough account credit" in answer.text


def test_one_payment_has_a_page_that_says_how_to_pay_it(hub, eleri, client, sians_party):
    cast.with_a_bank(eleri, hub)
    expected = cast.asked(eleri, sians_party, 2_000)
    text = client.get(f"{MONEY}pay/{expected.reference}/").text
    assert expected.spoken_reference in text
    assert "66374958" in text
    cast.came(eleri, hub, expected.reference, 2_000)
    assert "nothing to pay here" in client.get(f"{MONEY}pay/{expected.reference}/").text


def test_anothers_payment_is_not_there(hub, eleri, client, dais_party):
    expected = cast.asked(eleri, dais_party, 2_000)
    for verb in ("", "cancel/"):
        assert client.post(f"{MONEY}pay/{expected.reference}/{verb}").status_code == 404


def test_a_top_up_is_asked_for_and_given_up(hub, client, sians_party):
    answer = client.post(f"{MONEY}credit/", {"amount": "50"}, follow=True)
    expected = ExpectedPayment.objects.get(party=sians_party)
    assert expected.amount == 5_000
    assert expected.spoken_reference in answer.text
    client.post(f"{MONEY}pay/{expected.reference}/cancel/")
    expected.refresh_from_db()
    assert expected.state == "cancelled"


def test_too_much_is_refused_and_what_was_typed_kept(hub, client):
    answer = client.post(f"{MONEY}credit/", {"amount": "400.01"})
    assert answer.status_code == 422
    assert "£400.00" in answer.text
    assert "400.01" in answer.text


def test_credit_is_asked_back(hub, eleri, client, sians_party):
    cast.in_credit(eleri, sians_party, 5_000)
    answer = client.post(f"{MONEY}credit/back/", {"amount": "12.50"}, follow=True)
    assert credit_due_to(sians_party) == 1_250
    assert "£12.50 more is on its way back" in answer.text
    assert client.post(f"{MONEY}credit/back/", {"amount": "100"}).status_code == 422


GIVEN = {"name": "Siân Tŷ Coch", "sort_code": "20 00 00", "number": "55779911", "iban": ""}


def test_bank_details_are_given_and_shown_by_their_last_digits_only(hub, client, sians_party):
    answer = client.post(f"{MONEY}account/", GIVEN, follow=True)
    assert "ends in 9911" in answer.text
    assert "55779911" not in answer.text
    assert bank_details_of(sians_party).last_digits == "9911"


def test_an_iban_will_do(hub, client, sians_party):
    client.post(f"{MONEY}account/", {"name": "Siân", "iban": "GB29 NWBK 6016 1331 9268 19"})
    assert bank_details_of(sians_party).last_digits == "6819"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"sort_code": "20-00"}, "A sort code has six digits"),
        ({"number": "123"}, "An account number has eight digits"),
        ({"sort_code": "", "number": ""}, "Write this, or the IBAN instead."),
        (
            {"sort_code": "", "number": "", "iban": "GB00NWBK60161331926819"},
            "That IBAN is not right",
        ),
        (
            {"sort_code": "", "number": "", "iban": "IE29AIBK93115212345678"},
            "in the United Kingdom",
        ),
        ({"name": "Владимир"}, "Latin letters"),
        ({"name": ""}, "Name on the account"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_kept(hub, client, sians_party, change, says):
    answer = client.post(f"{MONEY}account/", GIVEN | change)
    assert answer.status_code == 422
    assert says in answer.text
    assert bank_details_of(sians_party) is None


def test_bank_details_are_erased_at_their_owners_wish(hub, client, sians_party):
    client.post(f"{MONEY}account/", GIVEN)
    client.post(f"{MONEY}account/erase/")
    assert bank_details_of(sians_party) is None


def test_my_page_takes_no_more_queries_for_more_payments(
    hub, eleri, client, sians_party, django_assert_max_num_queries
):
    for number in range(15):
        expected = cast.asked(eleri, sians_party, 100 + number, number)
        if number % 2:
            cast.came(eleri, hub, expected.reference, 100 + number)
    with django_assert_max_num_queries(18):
        client.get(MONEY)
