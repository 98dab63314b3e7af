"""A text is one value in two languages and always shows one of them honestly."""

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cyfran.kernel.languages import Bilingual, BilingualFormField, welsh_sort_key


def test_the_reader_s_language_is_shown_when_it_is_there() -> None:
    text = Bilingual(en="Leeks", cy="Cennin", source="cy")
    with translation.override("en"):
        assert str(text) == "Leeks"
    with translation.override("cy"):
        assert str(text) == "Cennin"
    assert text.complete


def test_without_a_translation_the_source_is_shown_and_said_to_be_so() -> None:
    text = Bilingual(cy="Cennin", source="cy")
    assert text.in_language("en") == "Cennin"
    assert text.shown_language("en") == "cy"
    assert not text.complete


def test_a_plain_text_is_taken_as_written_in_the_active_language() -> None:
    with translation.override("cy"):
        assert Bilingual.of("Helo") == Bilingual(cy="Helo", source="cy")
    with translation.override("fr"):
        assert Bilingual.of("Salut").source == "en"


def test_what_is_stored_is_read_back() -> None:
    text = Bilingual(en="a", cy="b", source="cy")
    assert Bilingual.of(text.stored()) == text


def test_a_form_field_takes_either_language_and_refuses_neither() -> None:
    field = BilingualFormField(required=True)
    assert field.clean(["", "Siop"]) == Bilingual(cy="Siop", source="cy")
    for nothing in (["", ""], ["", "  "]):
        with pytest.raises(forms.ValidationError) as no:
            field.clean(nothing)
        assert no.value.error_list[0].code == "required"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("lori", "lle"),
        ("cyw", "chwech"),
        ("dwr", "ddoe"),
        ("nos", "pab"),
        ("Ŵyl", "y"),
        ("rŵan", "rhaw"),
    ],
)
def test_welsh_letters_come_in_the_order_of_a_welsh_dictionary(first: str, second: str) -> None:
    assert welsh_sort_key(first) < welsh_sort_key(second)


@given(st.text(max_size=60))
def test_every_text_has_a_sort_key_of_plain_digits(text: str) -> None:
    key = welsh_sort_key(text)
    assert all(c.isdigit() for c in key)
    assert len(key) <= 8 * len(text) + 8
