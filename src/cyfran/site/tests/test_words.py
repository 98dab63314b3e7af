from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import translation
from django.utils.translation import ngettext, trans_real

from cyfran.site.words import catalogues
from cyfran.site.words.catalogues import (
    HEADER,
    app_folders,
    brought_up_to_date,
    compile_catalogue,
    disagreements,
    faults_of,
    read_catalogue,
    written,
)
from cyfran.site.words.extraction import Words, words_in_python, words_in_template

PYTHON = """
from django.utils.translation import gettext as say, gettext_lazy as _, ngettext, npgettext, pgettext
from elsewhere import gettext
LABEL = _("One "
          "sentence.")
say("Said at once")
pgettext("money", "Share")
ngettext("%(n)s apple", "%(n)s apples", n)
npgettext("money", "one share", "%(n)s shares", n)
say(chosen_elsewhere)
gettext("not Django's")
"""
TEMPLATE = """{% load i18n %}
   <p title="{% translate "It's a title" %}">{{ _("In a variable")|upper }} it's {{ name }}
 {% blocktranslate trimmed count n=items|length %}
   One item
 {% plural %}
   {{ n }} items
 {% endblocktranslate %}
     {% blocktranslate with name=who.name %}Hello {{ name }}{% endblocktranslate %}
  {% translate "Share" context "money" %}
  {% include "x.html" with label=_("As an argument") %}
</p>"""
DECIMAL_PLACES = (
    "Ensure that there are no more than %(max)s decimal place.",
    "Ensure that there are no more than %(max)s decimal places.",
)
APPLES = Words("%(n)s apple", "%(n)s apples")


def catalogue_of(tmp_path: Path, entries: str) -> Path:
    path = tmp_path / "cy" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + entries)
    return path


@pytest.fixture(autouse=True)
def sources_are_here(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogues, "SOURCE", tmp_path / "cyfran")


def test_words_are_found_in_python_under_the_names_they_were_imported_by():
    assert set(words_in_python(PYTHON)) == {
        Words("One sentence."),
        Words("Said at once"),
        Words("Share", context="money"),
        APPLES,
        Words("one share", "%(n)s shares", "money"),
    }


def test_words_are_found_in_templates():
    assert set(words_in_template(TEMPLATE, "t.html")) == {
        Words("It's a title"),
        Words("In a variable"),
        Words("One item", "%(n)s items"),
        Words("Hello %(name)s"),
        Words("Share", context="money"),
        Words("As an argument"),
    }


def test_an_update_keeps_translations_and_drops_what_is_no_longer_said(tmp_path):
    path = catalogue_of(
        tmp_path,
        'msgid "Kept"\nmsgstr "Wedi cadw"\n\nmsgid "Gone"\nmsgstr "Wedi mynd"\n\n'
        '# borrowed from allauth\nmsgid "Sign In"\nmsgstr "Mewngofnodi"\n',
    )
    text = written(brought_up_to_date(read_catalogue(path), {Words("Kept"), Words("New"), APPLES}))
    assert text.startswith(HEADER)
    assert 'msgid "Kept"\nmsgstr "Wedi cadw"' in text
    assert 'msgid "New"\nmsgstr ""' in text
    assert 'msgstr[5] ""' in text
    assert "Gone" not in text
    assert '# borrowed from allauth\nmsgid "Sign In"' in text


def test_an_update_of_what_is_up_to_date_changes_nothing(tmp_path):
    path = catalogue_of(tmp_path, "")
    said = {Words("b"), Words("A"), APPLES, Words("b", context="money")}
    path.write_text(written(brought_up_to_date(read_catalogue(path), said)))
    assert written(brought_up_to_date(read_catalogue(path), said)) == path.read_text()


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("", "missing"),
        ('msgid "Hello %(name)s"\nmsgstr ""\n', "untranslated"),
        ('#, fuzzy\nmsgid "Hello %(name)s"\nmsgstr "Helo %(name)s"\n', "fuzzy"),
        ('msgid "Hello %(name)s"\nmsgstr "Helo %(enw)s"\n', "other placeholders than in English"),
        ('msgid "Hello %(name)s"\nmsgstr "Helo"\n', "other placeholders than in English"),
    ],
)
def test_a_word_without_its_welsh_is_a_fault(tmp_path, entry, what):
    path = catalogue_of(tmp_path, entry)
    assert [fault.what for fault in faults_of(path, {Words("Hello %(name)s")})] == [what]


def test_a_whole_catalogue_has_no_faults(tmp_path):
    path = catalogue_of(tmp_path, 'msgid "Hello %(name)s"\nmsgstr "Helo %(name)s"\n')
    assert list(faults_of(path, {Words("Hello %(name)s")})) == []


def test_four_forms_are_not_enough(tmp_path):
    forms = "".join(f'msgstr[{n}] "afal"\n' for n in range(4))
    entry = f'msgid "%(n)s apple"\nmsgid_plural "%(n)s apples"\n{forms}'
    path = catalogue_of(tmp_path, entry)
    path.write_text(path.read_text().replace("nplurals=6", "nplurals=4"))
    assert [fault.what for fault in faults_of(path, {APPLES})] == ["4 forms instead of 6"]


def test_two_apps_say_the_same_words_in_the_same_way(tmp_path):
    against = 'msgid "Against"\nmsgstr "%s"\n'
    said = [
        against % "Yn erbyn",
        against % "Yn erbyn",
        against % "Gyferbyn â",
        'msgctxt "books"\n' + against % "Â",
    ]
    paths = [
        catalogue_of(tmp_path / "cyfran" / str(at) / "locale", words)
        for at, words in enumerate(said)
    ]
    assert [(fault.catalogue, fault.words) for fault in disagreements(paths)] == [
        (paths[2], "Against")
    ]


def test_a_catalogue_is_compiled_once(tmp_path):
    path = catalogue_of(tmp_path, 'msgid "Share"\nmsgstr "Cyfran"\n')
    assert compile_catalogue(path)
    assert not compile_catalogue(path)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "dim ci"),
        (1, "un ci"),
        (2, "dau gi"),
        (3, "tri chi"),
        (6, "chwe chi"),
        (8, "8 ci"),
        (11, "11 ci"),
        (100, "100 ci"),
    ],
)
def test_our_six_forms_are_right_beside_the_four_of_django(tmp_path, number, said):
    forms = ["dim ci", "un ci", "dau gi", "tri chi", "chwe chi", "%(n)s ci"]
    entry = 'msgid "%(n)s dog"\nmsgid_plural "%(n)s dogs"\n'
    compile_catalogue(
        catalogue_of(
            tmp_path, entry + "".join(f'msgstr[{at}] "{form}"\n' for at, form in enumerate(forms))
        )
    )
    trans_real._translations.pop("cy", None)
    try:
        with override_settings(LOCALE_PATHS=[str(tmp_path)]), translation.override("cy"):
            assert ngettext("%(n)s dog", "%(n)s dogs", number) % {"n": number} == said
            # Django's own catalogue keeps its own four.
            assert "le degol" in ngettext(*DECIMAL_PLACES, 2)
            assert "lle degol" in ngettext(*DECIMAL_PLACES, number if number != 2 else 1)
    finally:
        trans_real._translations.pop("cy", None)


def test_every_app_keeps_its_own_catalogue():
    catalogues.SOURCE = Path(catalogues.__file__).resolve().parents[2]
    assert {"ui", "societies", "site"} <= {folder.name for folder in app_folders()}
