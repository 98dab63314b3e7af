"""Bank details at rest: sealed, bound to their row, and opened by any key that is still kept."""

import base64

import pytest

from cyfran.coop.payments.rules.accounts import Iban, UkAccount
from cyfran.coop.payments.rules.pain001 import Holder
from cyfran.coop.payments.rules.sealing import (
    CannotOpen,
    Private,
    key_id,
    key_of,
    open_sealed,
    seal,
)

OLD, NEW = (base64.urlsafe_b64encode(letter * 32).decode() for letter in (b"a", b"b"))
MAIR = Holder("Mair Tŷ Gŵyr", UkAccount("601613", "31926819"))


@pytest.mark.parametrize("holder", [MAIR, Holder("Dai", Iban("GB29NWBK60161331926819"))])
def test_what_was_sealed_is_opened(holder):
    assert (
        open_sealed(seal(holder, bound_to="row 1", keys=[NEW]), bound_to="row 1", keys=[NEW])
        == holder
    )


def test_a_sealed_account_shows_neither_name_nor_number_nor_its_length():
    sealed = seal(MAIR, bound_to="row 1", keys=[NEW])
    assert b"Mair" not in sealed
    assert b"31926819" not in sealed
    assert len(sealed) == len(seal(Holder("Dai", MAIR.account), bound_to="row 1", keys=[NEW]))


def test_the_same_account_is_sealed_differently_each_time():
    assert seal(MAIR, bound_to="row 1", keys=[NEW]) != seal(MAIR, bound_to="row 1", keys=[NEW])


def test_the_first_key_seals_and_every_key_opens():
    sealed = seal(MAIR, bound_to="row 1", keys=[OLD])
    assert key_of(sealed) == key_id(OLD)
    assert open_sealed(sealed, bound_to="row 1", keys=[NEW, OLD]) == MAIR
    assert key_of(seal(MAIR, bound_to="row 1", keys=[NEW, OLD])) == key_id(NEW)


def test_a_value_moved_to_another_row_does_not_open():
    sealed = seal(MAIR, bound_to="row 1", keys=[NEW])
    with pytest.raises(CannotOpen, match="changed or moved"):
        open_sealed(sealed, bound_to="row 2", keys=[NEW])


def test_a_value_changed_by_one_bit_does_not_open():
    sealed = bytearray(seal(MAIR, bound_to="row 1", keys=[NEW]))
    sealed[-1] ^= 1
    with pytest.raises(CannotOpen):
        open_sealed(bytes(sealed), bound_to="row 1", keys=[NEW])


@pytest.mark.parametrize("sealed", [b"", b"\x02" + b"0" * 60])
def test_what_was_never_sealed_does_not_open(sealed):
    with pytest.raises(CannotOpen):
        open_sealed(sealed, bound_to="row 1", keys=[NEW])


def test_without_its_key_a_value_does_not_open():
    with pytest.raises(CannotOpen, match="CYFRAN_FIELD_KEYS"):
        open_sealed(seal(MAIR, bound_to="row 1", keys=[OLD]), bound_to="row 1", keys=[NEW])


@pytest.mark.parametrize("key", ["", "short", base64.b64encode(b"x" * 31).decode(), "!" * 44])
def test_a_key_of_the_wrong_size_is_refused(key):
    with pytest.raises(ValueError, match="32 bytes"):
        seal(MAIR, bound_to="row 1", keys=[key])


def test_a_private_value_does_not_show_itself():
    assert "31926819" not in repr(Private(MAIR))
