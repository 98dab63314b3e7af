"""Names in the letters a bank takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyfran.coop.payments.rules.letters import (
    LATIN,
    PLAIN,
    WELSH,
    Letters,
    in_one_line,
    written_for_bank,
)


@pytest.mark.parametrize(
    ("letters", "written"),
    [
        (Letters.WELSH, "Siân Tŷ'r Gŵyr & Merch"),
        (Letters.LATIN, "Siân Ty'r Gwyr & Merch"),
        (Letters.PLAIN, "Sian Ty'r Gwyr + Merch"),
    ],
)
def test_welsh_letters_are_kept_or_folded_as_the_bank_asks(letters, written):
    assert written_for_bank("Siân Tŷ'r Gŵyr & Merch", letters) == written


def test_a_letter_written_as_two_characters_is_the_same_letter():
    assert written_for_bank("w\u0302y\u0302", Letters.WELSH) == "ŵŷ"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Møller & Søn", "Moller + Son"),
        ("Straße", "Strasse"),
        ("O’Brien — “Tad”", "O'Brien - 'Tad'"),
        ("Łódź", "Lodz"),
        ("½ pint", "1/2 pint"),
        ("a\tb\nc", "a b c"),
        ("Siop 🐑 Ddefaid", "Siop Ddefaid"),
        ("Владимир", ""),
    ],
)
def test_other_names_are_written_as_a_clerk_would(name, plain):
    assert written_for_bank(name, Letters.PLAIN) == plain


@given(st.text(), st.sampled_from(Letters))
def test_whatever_the_name_only_the_banks_letters_come_out_and_once_is_enough(name, letters):
    kept = {Letters.WELSH: WELSH, Letters.LATIN: LATIN, Letters.PLAIN: PLAIN}[letters]
    written = written_for_bank(name, letters)
    assert set(written) <= kept
    assert written == written.strip()
    assert written_for_bank(written, letters) == written


@given(st.text())
def test_one_line_holds_no_control_characters(text):
    line = in_one_line(text)
    assert line.isprintable()
    assert in_one_line(line) == line
