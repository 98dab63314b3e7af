"""Forms as they come out: every control tied to its label, its hint and its error."""

import re

from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from cyfran.kernel.languages import BilingualFormField
from cyfran.kernel.ui.forms import DayField, MoneyField, QuantityField
from cyfran.kernel.ui.specimens.forms import WORST, SpecimenForm
from cyfran.kernel.ui.widgets import CheckboxCards, RadioCards


class OrderForm(forms.Form):
    price = MoneyField(label="Price", help_text="For one.")
    note = forms.CharField(required=False, label="Note")
    born = DayField(label="Born", help_text="As in 26 11 1984.")
    way = forms.ChoiceField(
        label="Way", choices=[("a", "A"), ("b", "B")], widget=RadioCards(hints={"a": "First."})
    )
    agree = forms.BooleanField(label="Agree", help_text="Read it.")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def drawn(form, **context):
    return render_to_string("ui/components/_form.html", {"form": form, "submit": "Send", **context})


def described(text, name):
    found = re.search(rf'<[^>]*id="{name}"[^>]*>', text)
    return re.search(r'aria-describedby="([^"]*)"', found[0])[1].split()


def test_a_control_is_tied_to_its_hint_and_its_error():
    text = drawn(OrderForm({"price": "2,50"}))
    assert described(text, "id_price") == ["id_price_helptext", "id_price_error"]
    for place in ("id_price_helptext", "id_price_error", "id_born_helptext", "id_born_error"):
        assert text.count(f'id="{place}"') == 1
    assert 'value="2,50"' in text
    assert 'aria-invalid="true"' in text


def test_a_group_is_tied_to_its_hint_and_its_error():
    text = drawn(OrderForm({}))
    assert re.search(
        r'<fieldset class="field field-wrong" aria-describedby="id_born_helptext id_born_error">',
        text,
    )


def test_the_summary_comes_first_and_leads_to_the_first_control_of_each_field():
    text = drawn(OrderForm({}), refusal="Voting has closed.")
    summary = text.index("Not saved yet")
    assert summary < text.index('id="id_price"')
    assert "<li>Voting has closed.</li>" in text
    for place in ("id_price", "id_born_0", "id_way_0", "id_agree"):
        assert f'<a href="#{place}">' in text
        assert text.count(f'id="{place}"') == 1


def test_a_form_that_passed_has_no_summary():
    assert "Not saved yet" not in drawn(OrderForm())


def test_what_need_not_be_filled_in_says_so():
    text = drawn(OrderForm())
    assert re.search(r"Note\s*<span class=\"optional\">\(optional\)</span>", text)
    assert text.count("(optional)") == 1


def test_a_choice_card_is_tied_to_what_it_means():
    text = drawn(OrderForm())
    assert described(text, "id_way_0") == ["id_way_0_hint"]
    assert 'id="id_way_0_hint">First.</span>' in text


def test_everything_typed_is_shown_again_escaped():
    text = drawn(SpecimenForm(WORST))
    assert "&lt;b&gt;Leave it by the gate&lt;/b&gt;" in text
    for kept in ('value="2,50"', 'value="31"', 'value="1984"', 'value="13"', 'value="60"'):
        assert kept in text


def test_several_cards_can_be_chosen_together():
    field = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=CheckboxCards)
    form = type("F", (forms.Form,), {"days": field})({"days": ["a", "b"]})
    assert form.is_valid()
    assert form.cleaned_data["days"] == ["a", "b"]
    assert str(form["days"]).count("checked") == 2


def test_both_languages_are_marked_and_labelled():
    form = type("F", (forms.Form,), {"name": BilingualFormField(label="Name")})()
    text = drawn(form)
    assert '<label class="label" for="id_name_1" lang="cy">Cymraeg</label>' in text
    assert re.search(r'<input[^>]*name="name_cy"[^>]*lang="cy"', text)


def test_the_readers_own_language_stands_first():
    form = type("F", (forms.Form,), {"name": BilingualFormField(label="Name")})()
    english = drawn(form)
    with translation.override("cy"):
        welsh = drawn(form)
    assert english.index("name_en") < english.index("name_cy")
    assert welsh.index("name_cy") < welsh.index("name_en")


def test_a_quantity_names_what_its_buttons_change():
    field = QuantityField(max_value=5, of="Leeks", unit="bunches")
    text = str(type("F", (forms.Form,), {"many": field})()["many"])
    assert 'data-more="One more: Leeks"' in text
    assert 'max="5"' in text
    assert "bunches" in text


def test_an_empty_field_says_what_to_do():
    form = OrderForm({})
    assert form.errors["agree"] == ["Tick this box to go on."]
    assert form.errors["way"] == ["Choose one of these."]
    assert form.errors["price"] == ["Write an amount, such as 12.50."]
