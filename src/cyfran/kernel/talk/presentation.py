"""What was said, as one reader may see it: answers under what they answer, and nothing that is gone or hidden."""

from dataclasses import dataclass

from cyfran.kernel.societies.models import Party
from cyfran.kernel.talk.models import Contribution


@dataclass(frozen=True)
class Said:
    """One contribution as the reader may see it, with the answers to it."""

    one: Contribution
    is_own: bool
    is_readable: bool
    missing: str  # the language in which it is not there yet; "" where it is in both
    answers: list["Said"]


def threaded(said: list[Contribution], party: Party | None, *, keeps_order: bool) -> list[Said]:
    """Answers stand under what they answer; those to an answer, beside it."""
    shown: dict[int, Said] = {}
    top: list[Said] = []
    under: dict[int, int] = {}
    for one in said:
        is_own = party is not None and one.author_id == party.pk
        is_readable = one.words is not None and (one.hidden_at is None or is_own or keeps_order)
        shown[one.pk] = Said(one, is_own, is_readable, missing_of(one), [])
        first = under.get(one.answers_id or 0, one.answers_id or 0)
        if first in shown:
            under[one.pk] = first
            shown[first].answers.append(shown[one.pk])
        else:
            top.append(shown[one.pk])
    return top


def missing_of(one: Contribution) -> str:
    words = one.words
    if words is None or words.complete:
        return ""
    return "en" if words.cy else "cy"
