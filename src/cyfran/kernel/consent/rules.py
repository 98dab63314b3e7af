"""What a choice says of each purpose."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """Every purpose that the visitor had a say in, allowed or refused: nothing is left open once they have chosen."""

    method: str
    allowed: tuple[str, ...]
    refused: tuple[str, ...]


def answer(method: str, optional: Iterable[str], ticked: Iterable[str]) -> Answer:
    """`accept` allows everything, `reject` nothing, `choose` what was ticked; what was not offered is not allowed.

    >>> answer("choose", ["maps", "visits"], ["visits", "tracking"])
    Answer(method='choose', allowed=('visits',), refused=('maps',))
    """
    offered = tuple(sorted(optional))
    chosen = {"accept": set(offered), "reject": set(), "choose": set(ticked)}[method]
    return Answer(
        method,
        tuple(key for key in offered if key in chosen),
        tuple(key for key in offered if key not in chosen),
    )
