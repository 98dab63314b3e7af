"""What can be talked about. Whoever knows things of a kind says how to find them; talk itself knows topics only."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from cyfran.kernel.languages import Bilingual
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.models import Society
from cyfran.kernel.talk.models import Topic


@dataclass(frozen=True)
class Subject:
    """One thing that is talked about: its code ("rule:orders.commission_bp"), what it is called, and its page."""

    about: str
    title: Bilingual | str
    url: str = ""


# Answers those of these references that are there: in one query, since lists of talk ask for many.
Finder = Callable[[Society, list[str]], Mapping[str, Subject]]
_finders: dict[str, Finder] = {}


def talk_of(kind: str) -> Callable[[Finder], Finder]:
    """The function finds subjects of that kind by the references behind the colon of their codes."""

    def register(function: Finder) -> Finder:
        _finders[kind] = function
        return function

    return register


def subjects(society: Society, codes: Iterable[str]) -> dict[str, Subject]:
    """Those of these codes that are there, one query a kind."""
    by_kind: dict[str, list[str]] = {}
    for code in codes:
        kind, _colon, reference = code.partition(":")
        by_kind.setdefault(kind, []).append(reference)
    return {
        subject.about: subject
        for kind, references in by_kind.items()
        if kind in _finders
        for subject in _finders[kind](society, references).values()
    }


def numbers(references: Iterable[str]) -> list[int]:
    """Those references that are ids."""
    return [int(one) for one in references if one.isascii() and one.isdigit() and len(one) < 19]


@talk_of("topic")
def _topics(society: Society, references: list[str]) -> dict[str, Subject]:
    found = Topic.objects.filter(society=society, pk__in=numbers(references))
    return {
        str(topic.pk): Subject(
            f"topic:{topic.pk}",
            topic.title or str(topic),
            society_url(society, "talk:thread", about=f"topic:{topic.pk}"),
        )
        for topic in found
    }
