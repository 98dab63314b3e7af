"""Payment references: unique, checked, and found in whatever a bank makes of them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cyfran.coop.payments.rules.references import (
    HOW_MANY,
    SYMBOLS,
    creditor_reference,
    is_creditor_reference,
    is_short_reference,
    references_in,
    short_reference,
    spoken,
)

numbers = st.integers(0, HOW_MANY - 1)


@given(numbers, numbers)
def test_different_numbers_have_different_references(one, other):
    assert (short_reference(one) == short_reference(other)) == (one == other)


@given(numbers, st.integers(0, 7), st.sampled_from(SYMBOLS))
def test_one_wrong_symbol_is_always_found(number, place, symbol):
    right = short_reference(number)
    wrong = right[:place] + symbol + right[place + 1 :]
    assert is_short_reference(wrong) == (wrong == right)


@given(numbers, st.integers(0, 6))
def test_two_neighbours_swapped_are_always_found(number, place):
    right = short_reference(number)
    swapped = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    assert is_short_reference(swapped) == (swapped == right)


@pytest.mark.parametrize("number", [-1, HOW_MANY])
def test_a_number_outside_the_range_has_no_reference(number):
    with pytest.raises(ValueError, match="is not from 0"):
        short_reference(number)


@given(numbers)
def test_the_long_form_has_right_check_digits_and_fits_a_bank_transfer(number):
    long_form = creditor_reference(short_reference(number))
    assert is_creditor_reference(long_form)
    assert len(long_form) <= 18


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=21), st.integers(2, 24))
def test_a_creditor_reference_with_one_digit_changed_is_wrong(body, place):
    right = creditor_reference(body)
    assume(place < len(right) and right[place].isdigit())
    wrong = right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]
    assert not is_creditor_reference(wrong)


@pytest.mark.parametrize("body", ["", "A" * 22, "A-B", "Ŵ"])
def test_a_creditor_reference_is_made_of_letters_and_digits_only(body):
    with pytest.raises(ValueError, match="letters and digits"):
        creditor_reference(body)


@pytest.mark.parametrize(
    "written",
    [
        "{r}",
        "{r} thank you",
        "FPI {r} J JONES",
        "{low}",
        "{spoken}",
        "{dashed}",
        "{rf}",
        "ORDER{r}",
        "{rf_spaced}",
        "REF:{r}.",
    ],
)
def test_a_reference_is_found_in_what_the_bank_made_of_it(written):
    reference = short_reference(9_876_543_210)
    long_form = creditor_reference(reference)
    text = written.format(
        r=reference,
        low=reference.lower(),
        spoken=spoken(reference),
        dashed=f"{reference[:4]}-{reference[4:]}",
        rf=long_form,
        rf_spaced=f"{long_form[:4]} {spoken(reference)}",
    )
    assert reference in references_in(text)


def test_letters_taken_for_digits_are_read_as_the_digits():
    reference = short_reference(1)
    assert references_in(reference.replace("0", "O")) == [reference]


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text):
    assert all(is_short_reference(found) for found in references_in(text))
