"""Bank accounts as people write them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyfran.coop.payments.rules.accounts import (
    Iban,
    NotAnAccount,
    UkAccount,
    parse_account_number,
    parse_sort_code,
)


@pytest.mark.parametrize("typed", ["12-34-56", "123456", "12 34 56", " 12–34–56 ", "12.34.56"])
def test_a_sort_code_is_read_however_it_is_spaced(typed):
    assert parse_sort_code(typed) == "123456"


@pytest.mark.parametrize("typed", ["", "12-34-5", "1234567", "12-34-5a", "000000", "١٢٣٤٥٦"])
def test_what_is_no_sort_code_is_refused(typed):
    with pytest.raises(NotAnAccount) as refusal:
        parse_sort_code(typed)
    assert refusal.value.matter == "sort_code"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12345678", "12345678"),
        ("1234 5678", "12345678"),
        ("123456", "00123456"),
        ("1234567", "01234567"),
    ],
)
def test_a_short_account_number_is_filled_with_noughts(typed, number):
    assert parse_account_number(typed) == number


@pytest.mark.parametrize("typed", ["", "12345", "123456789", "1234567890", "0000000", "12E45678"])
def test_what_is_no_account_number_is_refused(typed):
    with pytest.raises(NotAnAccount) as refusal:
        parse_account_number(typed)
    assert refusal.value.matter == "account_number"


def test_an_account_shows_itself_in_full_and_by_its_last_digits():
    account = UkAccount.parse("12 34 56", "12345678")
    assert str(account) == "12-34-56 12345678"
    assert account.last_digits == "5678"


def test_a_uk_iban_says_which_sort_code_and_number_it_is_made_of():
    iban = Iban.parse("gb29 nwbk 6016 1331 9268 19")
    assert iban.text == "GB29NWBK60161331926819"
    assert iban.uk_account == UkAccount("601613", "31926819")
    assert str(iban) == "GB29 NWBK 6016 1331 9268 19"
    assert iban.country == "GB"
    assert iban.last_digits == "6819"


@pytest.mark.parametrize(
    "typed",
    [
        "DE89370400440532013000",
        "FR1420041010050500013M02606",
        "NO9386011117947",
        "IE29AIBK93115212345678",
        "MT84MALT011000012345MTLCAST001S",
    ],
)
def test_an_iban_of_another_country_is_read_and_is_no_uk_account(typed):
    assert Iban.parse(typed).text == typed
    assert Iban.parse(typed).uk_account is None


@pytest.mark.parametrize(
    ("typed", "matter"),
    [
        ("GB28NWBK60161331926819", "iban_check"),
        ("GB29NWBK6016133192681", "iban_length"),
        ("ZZ29NWBK60161331926819", "iban_length"),
        ("", "iban"),
        ("12345678", "iban"),
        ("<script>", "iban"),
    ],
)
def test_what_is_no_iban_is_refused_with_what_is_wrong(typed, matter):
    with pytest.raises(NotAnAccount) as refusal:
        Iban.parse(typed)
    assert refusal.value.matter == matter


@given(st.integers(0, 21), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_one_wrong_character_in_an_iban_is_always_found(place, character):
    right = "GB29NWBK60161331926819"
    wrong = right[:place] + character + right[place + 1 :]
    if wrong != right:
        with pytest.raises(NotAnAccount):
            Iban.parse(wrong)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_account_or_refused(typed):
    for read in (parse_sort_code, parse_account_number, Iban.parse):
        with suppress(NotAnAccount):
            read(typed)
