"""What is kept in a visitor's browser and who else handles data about them, declared in code by the app that does it.

Each app says it in its `disclosures.py`. The consent panel, the content security policy, the cookies that may be set
and the notice behind every receipt are made from this one list: what is not declared here cannot be kept.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal

from django.db.models import TextChoices
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cyfran.kernel.languages import LANGUAGES

Text = str | Promise
PLACES = {
    "cookie": _("a cookie"),
    "local storage": _("in the browser’s storage"),
    "session storage": _("in the browser’s storage, until the window is closed"),
}


class Category(TextChoices):
    """The five kinds of purpose that a consent panel speaks of."""

    NECESSARY = "necessary", _("Necessary")
    FUNCTIONAL = "functional", _("Functional")
    ANALYTICS = "analytics", _("Analytics")
    PERFORMANCE = "performance", _("Performance")
    ADVERTISEMENT = "advertisement", _("Advertisement")


class Basis(TextChoices):
    """By what right: Privacy and Electronic Communications Regulations 2003 reg. 6 and Schedule A1.

    Schedule A1 as the Data (Use and Access) Act 2025 put it in: what is strictly necessary needs no choice; counting
    for the service's own improvement, and fitting the page to its reader, need clear words and an easy objection.
    """

    NECESSARY = "necessary", _("Strictly necessary for what you asked for")
    STATISTICS = "statistics", _("Statistics about our own service, unless you object")
    APPEARANCE = "appearance", _("Fitting the page to you, unless you object")
    CONSENT = "consent", _("Your consent")


@dataclass(frozen=True)
class Kept:
    """One thing that stands in the browser. A `*` at the end of the name stands for any ending."""

    name: str
    lifetime: Text
    where: Literal["cookie", "local storage", "session storage"] = "cookie"
    path: str = "/"
    domain: str | None = None

    def is_called(self, name: str) -> bool:
        """True of the thing itself, and of each of its kind."""
        return fnmatchcase(name, self.name)

    @property
    def place(self) -> Text:
        """Where it stands, in words."""
        return PLACES[self.where]


@dataclass(frozen=True)
class Processor:
    """Somebody else who would handle data: only where members resolved it (the rule `consent.<key>`)."""

    key: str
    name: str
    country: Text
    hosts: Mapping[str, tuple[str, ...]]  # directive of the content security policy -> origins

    @property
    def rule(self) -> str:
        """The rule by which members let the processor in."""
        return f"consent.{self.key}"


@dataclass(frozen=True)
class Disclosure:
    """One purpose: what is done and why, by what right, what is kept for it, and who handles it."""

    key: str
    category: Category
    basis: Basis
    name: Text
    purpose: Text
    kept: tuple[Kept, ...] = ()
    processor: Processor | None = None

    @property
    def is_optional(self) -> bool:
        """True where the visitor has a say."""
        return self.basis != Basis.NECESSARY

    @property
    def is_asked(self) -> bool:
        """True where nothing happens before the visitor said yes."""
        return self.basis == Basis.CONSENT

    @property
    def ends_with_privacy_signal(self) -> bool:
        """True where Global Privacy Control switches it off: whatever is asked for, and every statistic."""
        return self.basis in (Basis.CONSENT, Basis.STATISTICS)

    def cookies(self) -> list[Kept]:
        """Its cookies."""
        return [each for each in self.kept if each.where == "cookie"]

    def storage(self) -> list[Kept]:
        """What it keeps in the browser's storage."""
        return [each for each in self.kept if each.where != "cookie"]


declared: dict[str, Disclosure] = {}
processors: dict[str, Processor] = {}
_digests: dict[str, str] = {}


def disclose(disclosure: Disclosure) -> Disclosure:
    """The purpose is declared: it is on the panel, and what it keeps may be kept."""
    if disclosure.key in declared:
        raise ValueError(f"{disclosure.key} is disclosed twice")
    if disclosure.processor and not disclosure.is_asked:
        raise ValueError(f"{disclosure.key}: nobody else handles data without consent")
    declared[disclosure.key] = disclosure
    if disclosure.processor:
        processors[disclosure.processor.key] = disclosure.processor
    return disclosure


def take_back(key: str) -> None:
    """The purpose is not declared any more."""
    gone = declared.pop(key)
    _digests.pop(key, None)
    if gone.processor and all(each.processor != gone.processor for each in declared.values()):
        processors.pop(gone.processor.key)


def in_words(disclosure: Disclosure) -> dict[str, object]:
    """Everything that is said about it, in the active language: what the panel shows and a receipt quotes."""
    processor = disclosure.processor
    return {
        "key": disclosure.key,
        "category": str(disclosure.category),
        "basis": str(disclosure.basis),
        "name": str(disclosure.name),
        "purpose": str(disclosure.purpose),
        "kept": [
            {"name": kept.name, "where": kept.where, "lifetime": str(kept.lifetime)}
            for kept in disclosure.kept
        ],
        "processor": {
            "name": processor.name,
            "country": str(processor.country),
            "hosts": sorted({host for hosts in processor.hosts.values() for host in hosts}),
        }
        if processor
        else None,
    }


def digest_of(disclosure: Disclosure, society_id: int | None = None) -> str:
    """Stands for the declaration as it is worded now, in both languages: another wording is another digest.

    What somebody else does for one co-op they do for that co-op alone: there its number is part of it.
    """
    if disclosure.key not in _digests:
        words = {}
        for language in LANGUAGES:
            with translation.override(language):
                words[language] = in_words(disclosure)
        _digests[disclosure.key] = _sha(words)
    own = _digests[disclosure.key]
    return (_sha([own, society_id]) if disclosure.processor else own)[:10]


def _sha(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def keeper_of(name: str, where: str = "cookie") -> Disclosure | None:
    """The purpose for which something of that name is kept; None where nobody declared it."""
    for disclosure in declared.values():
        if any(kept.where == where and kept.is_called(name) for kept in disclosure.kept):
            return disclosure
    return None
