"""Actions: every write of the product, one function per verb a member would say.

`@action` gives the verb its transaction, its permission, its place in the record, and a name in the
catalogue: the one list that permissions, the record and carried resolutions all speak of.
"""

import functools
import inspect
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ParamSpec, Protocol, Self, TypeVar, get_type_hints

from django.db import models, transaction
from django.utils.functional import Promise

from cyfran.kernel import recording
from cyfran.kernel.database import current_society_id, planned_rows, society_transaction
from cyfran.kernel.refusals import AnotherSociety, NotAllowed, NotForAnother, SignInNeeded

P = ParamSpec("P")
R = TypeVar("R")


# Nobody holds an office for another.
OFFICES = frozenset({"chair", "secretary", "treasurer", "board", "coordinator", "founder"})


class MandateLike(Protocol):
    """What an actor needs to know of a mandate (kernel/societies)."""

    @property
    def pk(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def society_id(self) -> int: ...


_role_sources: list[str] = []


def role_source(statement: str) -> None:
    """A SELECT of one column that contributes the roles of %(person)s in %(society)s; all are asked as one."""
    if statement not in _role_sources:
        _role_sources.append(statement)


@dataclass(frozen=True)
class Actor:
    """Who acts: a person, a guest, a webhook, or a mandate (a carried resolution, an appointment, a job)."""

    kind: str
    person_id: int | None = None
    mandate_id: int | None = None
    mandate_kind: str = ""
    mandate_society_id: int | None = None
    name: str = (
        ""  # a guest's e-mail address or a webhook's name; never written into the record in clear
    )
    helper_id: int | None = None  # who acts for the person, with their leave
    scope: frozenset[str] = frozenset()  # in what
    _roles: dict[int, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def person(cls, person: "models.Model | int") -> Self:
        """A person who is signed in."""
        return cls("person", person_id=person if isinstance(person, int) else person.pk)

    @classmethod
    def helper(cls, helper_id: int, *, acting_for: int, scope: frozenset[str]) -> Self:
        """Somebody who acts for a person, in what they were let do: the act is the person's, and the record has both."""
        return cls("person", person_id=acting_for, helper_id=helper_id, scope=scope)

    @classmethod
    def guest(cls, email: str = "") -> Self:
        """Somebody without a login."""
        return cls("guest", name=email)

    @classmethod
    def webhook(cls, name: str) -> Self:
        """Another system that calls us."""
        return cls("webhook", name=name)

    @classmethod
    def mandate(cls, mandate: MandateLike) -> Self:
        """The authority itself: no person decides here, the decision was taken before."""
        return cls(
            "mandate",
            mandate_id=mandate.pk,
            mandate_kind=mandate.kind,
            mandate_society_id=mandate.society_id,
        )

    @property
    def own_person_id(self) -> int:
        """The person who acts; refuses with SignInNeeded where nobody is signed in."""
        if self.person_id is None:
            raise SignInNeeded
        return self.person_id

    @property
    def own_mandate_id(self) -> int:
        """The mandate that acts; refuses with NotAllowed where nothing gave one."""
        if self.mandate_id is None:
            raise NotAllowed
        return self.mandate_id

    def roles(self, society: "models.Model | int") -> frozenset[str]:
        """The offices and memberships this person has in the society now; nothing for others."""
        society_id = society if isinstance(society, int) else society.pk
        if self.person_id is None or society_id is None:
            return frozenset()
        if society_id not in self._roles:
            rows = planned_rows(
                " UNION ALL ".join(_role_sources), {"person": self.person_id, "society": society_id}
            )
            held = frozenset(row[0] for row in rows)
            self._roles[society_id] = held - OFFICES if self.helper_id else held
        return self._roles[society_id]


@dataclass(frozen=True)
class May:
    """Who may do something; `names` is what the permission matrix prints."""

    names: tuple[str, ...]
    allows: Callable[[Actor, int | None], bool]


def roles(*names: str) -> May:
    """Those who hold one of these roles in the society."""
    wanted = frozenset(names)
    return May(names, lambda actor, society: bool(society and wanted & actor.roles(society)))


anyone = May(("anyone",), lambda _actor, _society: True)
signed_in = May(("signed_in",), lambda actor, _society: actor.person_id is not None)
nobody = May((), lambda _actor, _society: False)  # by mandate only


@dataclass(frozen=True)
class CatalogueEntry:
    """One verb of the product: what it is called, who may, and how a decision calls it."""

    verb: str
    label: str | Promise
    may: May
    enactable: bool
    scheduled: bool
    appointing: bool
    recorded: bool
    even_closed: bool
    helped: str
    function: Callable[..., Any]

    def allows(self, actor: Actor, society_id: int | None) -> bool:
        """True when this actor may do this in that society."""
        if actor.kind == "mandate":
            if actor.mandate_society_id != society_id:
                return False
            # Nobody but the members, or the founders, can have a mandate for what a resolution may call.
            by_kind = {"job": self.scheduled, "appointment": self.appointing}
            return by_kind.get(actor.mandate_kind, self.enactable)
        if actor.helper_id is not None and self.helped not in actor.scope:
            return False
        return self.may.allows(actor, society_id)

    def enact(
        self,
        *,
        actor: Actor,
        society: models.Model,
        arguments: Mapping[str, Any],
        at: datetime,
    ) -> Any:
        """Run the verb with arguments as a resolution stores them: ids, amounts, dates and codes."""
        hints = get_type_hints(self.function)
        loaded = {name: _load(hints.get(name), value) for name, value in arguments.items()}
        accepted = inspect.signature(self.function).parameters
        given = {"society": society, "at": at} | loaded
        return self.function(
            actor=actor,
            **{name: value for name, value in given.items() if name in accepted},
        )


catalogue: dict[str, CatalogueEntry] = {}


def action(
    *,
    may: May,
    label: str | Promise,
    enactable: bool = False,
    scheduled: bool = False,
    appointing: bool = False,
    recorded: bool = True,
    even_closed: bool = False,
    helped: str = "",
    codes: tuple[str, ...] = (),
    unrecorded: tuple[str, ...] = (),
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """The function becomes a verb of the product.

    `codes` names the text arguments that are codes of ours and may stand in the record in clear; every
    other text is recorded as a salted digest. `enactable`: a carried resolution may call it.
    `scheduled`: a job may call it; `appointing`: the mandate of an appointment may. `recorded=False` is
    for notes to oneself, such as a basket, and for what must not be known to have been done when; `unrecorded` names
    arguments that officers who read the record must not see, such as a choice made in a vote. `even_closed`: also
    in a society that is suspended, dissolved or merged, where every other verb is refused with SocietyClosed.
    `helped`: somebody who acts for another may, where they were let do that; every other verb they are refused.
    """

    def make(function: Callable[P, R]) -> Callable[P, R]:
        verb = f"{_app_of(function.__module__)}.{function.__name__}"
        at_parameter = "at" in inspect.signature(function).parameters

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{verb} takes keyword arguments only")
            given: dict[str, Any] = dict(kwargs)
            actor: Actor = given["actor"]
            society_id = _society_of(given)
            with _transaction_in(society_id):
                if not entry.allows(actor, society_id):
                    if actor.helper_id is not None:
                        raise NotForAnother
                    raise SignInNeeded if may is signed_in else NotAllowed
                result = function(**kwargs)  # type: ignore[call-arg]
                recorded_in = society_id or _society_of({"result": result})
                if recorded and recorded_in is not None:
                    with _transaction_in(recorded_in) if society_id is None else nullcontext():
                        at = given.get("at") if at_parameter else None
                        told = {name: v for name, v in given.items() if name not in unrecorded}
                        if actor.helper_id is not None:
                            told["helper"] = actor.helper_id
                        recording.write(
                            recorded_in, verb, actor, result, told, codes, at, even_closed
                        )
            return result

        entry = CatalogueEntry(
            verb, label, may, enactable, scheduled, appointing, recorded, even_closed, helped, run
        )
        catalogue[verb] = entry
        return run

    return make


def _app_of(module: str) -> str:
    """`cyfran.coop.membership.actions.founding` -> `membership`."""
    parts = module.split(".")
    return parts[parts.index("actions") - 1] if "actions" in parts else parts[-2]


def _society_of(given: Mapping[str, Any]) -> int | None:
    """The society an action is about: its `society`, or that of the first argument a society owns."""
    society = given.get("society")
    if society is not None:
        return int(society.pk)
    owners = (getattr(value, "society_id", None) for value in given.values())
    found: int | None = next((owner for owner in owners if owner is not None), None)
    if found is None:
        return next((v.pk for v in given.values() if type(v).__name__ == "Society"), None)
    return found


def _transaction_in(society_id: int | None) -> Any:
    """One transaction (a savepoint inside a request), in that society and no other."""
    current = current_society_id()
    if society_id is None or current == society_id:
        return transaction.atomic()
    if current is not None:
        raise AnotherSociety
    return society_transaction(society_id)


def _load(hint: Any, value: Any) -> Any:
    if isinstance(hint, type) and issubclass(hint, models.Model):
        return hint._default_manager.get(pk=value)
    if hint is datetime:
        return datetime.fromisoformat(value)
    if hint is date:
        return date.fromisoformat(value)
    return value
