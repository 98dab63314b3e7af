"""Every code a reader or a plan can give has its sentence, with the values it needs, in both languages."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from cyfran.sectors.food import messages, readers
from cyfran.sectors.food.messages import SENTENCES, column_name, sentence_for
from cyfran.sectors.food.tests.test_read_hostile_files import FILES  # noqa: F401 - the same files
from cyfran.trade.catalogue.rules import plans
from cyfran.trade.catalogue.rules.rows import Problem

SOURCES = [*Path(readers.__file__).parent.glob("*.py"), Path(plans.__file__)]
CODE = re.compile(
    r"""(?:Unclear|Unreadable)\(\s*"(\w+)" | \.(?:refuse|remark)\([^"()]*(?:"\w*",)?\s*"(\w+)" """,
    re.X,
)


def codes_in_sources() -> set[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    found = {code for pair in CODE.findall(text) for code in pair if code}
    said = set(re.findall(r'"([a-z]+_[a-z_]+|empty)"', text))
    return found | (said & set(SENTENCES))


def test_every_code_has_a_sentence_and_every_sentence_a_code():
    assert codes_in_sources() == set(SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_sentence_is_said_with_its_values(code, language):
    needed = re.findall(r"\{(\w+)\}", str(SENTENCES[code]))
    with translation.override(language):
        said = sentence_for(Problem(3, "price", code, dict.fromkeys(needed, "{braces} & <b>7</b>")))
    assert "{braces} & <b>7</b>" in said or not needed


def test_welsh_sentences_are_in_welsh():
    with translation.override("en"):
        english = {code: str(sentence) for code, sentence in SENTENCES.items()}
    with translation.override("cy"):
        welsh = {code: str(sentence) for code, sentence in SENTENCES.items()}
    assert not [code for code in SENTENCES if english[code] == welsh[code]]


def test_a_column_without_a_word_of_ours_goes_by_its_own():
    assert column_name("price") == str(messages.COLUMNS["price"])
    assert column_name("moon_phase") == "moon_phase"
