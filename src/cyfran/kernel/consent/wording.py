"""The notice: everything a visitor is told before they choose, in both languages, under one digest."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.utils import translation

from cyfran.kernel.disclosures import Basis, Category, Disclosure, digest_of, in_words
from cyfran.kernel.languages import LANGUAGES

_versions: dict[tuple[str, ...], str] = {}


def notice_of(disclosures: Sequence[Disclosure]) -> dict[str, Any]:
    """What the panel says of these, by language."""
    told = {}
    for language in LANGUAGES:
        with translation.override(language):
            told[language] = {
                "categories": {code: str(label) for code, label in Category.choices},
                "bases": {code: str(label) for code, label in Basis.choices},
                "purposes": [in_words(each) for each in disclosures],
            }
    return told


def version_of(disclosures: Sequence[Disclosure]) -> str:
    """The digest of the notice: it changes when any declaration does, and then only."""
    declarations = tuple(digest_of(each) for each in disclosures)
    if declarations not in _versions:
        text = json.dumps(notice_of(disclosures), sort_keys=True, ensure_ascii=False)
        _versions[declarations] = hashlib.sha256(text.encode()).hexdigest()
    return _versions[declarations]
