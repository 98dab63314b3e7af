"""Events: what happened, in the past tense, for apps above to react to.

An event is a frozen dataclass. Every pair of event and reaction stands in `site/wiring.py`.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Reaction = Callable[[Any], None]
_reactions: dict[type, list[Reaction]] = defaultdict(list)


def on(event: type, reaction: Reaction) -> None:
    """From now on `reaction` runs, in the same transaction, whenever `event` is announced."""
    if reaction not in _reactions[event]:
        _reactions[event].append(reaction)


def announce(event: object) -> None:
    """Everything wired to this event has run when this returns; a failure undoes the cause too."""
    for reaction in _reactions[type(event)]:
        reaction(event)
