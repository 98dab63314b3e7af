"""What a decision would mean, said by the apps it is about: figures of last month, and calls members may choose.

An app above registers both in its `decisions.py`; governance knows rules and verbs by name alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise

from cyfran.coop.governance.models import CatalogueCall, RuleChange
from cyfran.kernel.actions import catalogue
from cyfran.kernel.societies.models import Society


@dataclass(frozen=True)
class Figure:
    """One line of the arithmetic: what it was, and what it would have been. `unit` as in the rulebook."""

    label: str | Promise
    before: int
    after: int
    unit: str = "pence"


@dataclass(frozen=True)
class Impact:
    """What a decision would have meant: one sentence, the figures behind it, and what they were reckoned on."""

    sentence: str | Promise
    figures: tuple[Figure, ...] = ()
    basis: str | Promise = ""


RuleImpact = Callable[[Society, int, int, datetime], Impact | None]
CallImpact = Callable[[Society, Mapping[str, Any], datetime], Impact | None]


@dataclass(frozen=True)
class Choice:
    """A verb that members may choose to have done.

    `form(data, society=…, at=…)` asks for the arguments in words and answers them with `arguments()`, as a
    resolution stores them; `describe(society, arguments)` says in one sentence what would be done.
    """

    verb: str
    label: str | Promise
    form: Callable[..., forms.Form]
    describe: Callable[[Society, Mapping[str, Any]], str]
    impact: CallImpact | None = None
    hint: str | Promise = field(default="")


_impacts: dict[str, RuleImpact] = {}
choices: dict[str, Choice] = {}


def impact_of(key: str) -> Callable[[RuleImpact], RuleImpact]:
    """`function(society, old, new, at)` says what another value of the rule would have meant last month."""

    def register(function: RuleImpact) -> RuleImpact:
        _impacts[key] = function
        return function

    return register


def offer_choice(choice: Choice) -> None:
    """Members may put this verb into a resolution."""
    choices[choice.verb] = choice


def impact_of_change(society: Society, change: RuleChange, old: int, at: datetime) -> Impact | None:
    """What the change would have meant last month, if the app it is about can say."""
    function = _impacts.get(change.key)
    return function(society, old, change.new_value, at) if function else None


def impact_of_call(society: Society, call: CatalogueCall, at: datetime) -> Impact | None:
    """What the call would do, in figures, if the app it is about can say."""
    choice = choices.get(call.verb)
    return choice.impact(society, call.given, at) if choice and choice.impact else None


def described(society: Society, call: CatalogueCall) -> str:
    """What the call would do, in one sentence."""
    choice = choices.get(call.verb)
    if choice:
        return choice.describe(society, call.given)
    entry = catalogue.get(call.verb)
    return str(entry.label) if entry else call.verb
