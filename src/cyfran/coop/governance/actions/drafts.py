"""Drafting: the words of a resolution, the rules it would change, the verbs it would have done, who supports it."""

import inspect
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance import rules
from cyfran.coop.governance.models import (
    CatalogueCall,
    Meeting,
    Resolution,
    ResolutionKind,
    RuleChange,
    Supporter,
)
from cyfran.coop.governance.refusals import (
    ArgumentsDoNotFit,
    ChangesNothing,
    ConfirmsAndNothingElse,
    NeedsAStrongerResolution,
    NotADraft,
    NotEnactable,
    NothingToConfirm,
    NothingToDecide,
    OutOfBounds,
    RuleChangedTwice,
    SupportedAlready,
)
from cyfran.coop.membership.queries import member_for
from cyfran.kernel.actions import Actor, CatalogueEntry, action, catalogue, roles
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import NotAllowed, constraint_means, constraints_mean
from cyfran.kernel.societies.models import Party, Society
from cyfran.kernel.societies.queries import party_of
from cyfran.kernel.societies.rulebook import declared, rule

MAY_DRAFT = roles("member", "secretary", "board", "chair")
GIVEN_ANYHOW = {"actor", "society", "at"}
OFFICERS = frozenset({"secretary", "chair", "board"})


@action(may=MAY_DRAFT, label=_("Draft a resolution"), codes=("kind",))
def draft_resolution(
    *,
    actor: Actor,
    society: Society,
    kind: str,
    title: Bilingual,
    text: Bilingual,
    at: datetime,
    seconder: Party | None = None,
    meeting: Meeting | None = None,
) -> Resolution:
    """There is a draft with these words, proposed by the person who acts; its author may change it.

    Refuses with SocietyClosed, NotAllowed, NothingToConfirm.
    """
    proposer = party_of(society, actor.person_id)
    if proposer is None:
        raise NotAllowed
    with constraint_means("confirmation_confirms_something", NothingToConfirm):
        return Resolution.objects.create(
            society=society,
            kind=kind,
            title=title,
            text=text,
            proposer=proposer,
            seconder=seconder,
            meeting=meeting,
            drafted_at=at,
        )


@action(may=MAY_DRAFT, label=_("Revise a draft"), codes=("kind",))
def revise_draft(
    *,
    actor: Actor,
    resolution: Resolution,
    kind: str,
    title: Bilingual,
    text: Bilingual,
    seconder: Party | None = None,
    meeting: Meeting | None = None,
) -> Resolution:
    """The draft has these words.

    Refuses with NotADraft, NothingToDecide, NothingToConfirm.
    """
    draft = draft_of(resolution, actor)
    draft.kind, draft.title, draft.text = kind, title, text
    draft.seconder, draft.meeting = seconder, meeting
    meanings = {
        "noticed_words_stand_still": NotADraft,
        "confirmation_confirms_something": NothingToConfirm,
    }
    with constraints_mean(meanings):
        draft.save(update_fields=["kind", "title", "text", "seconder", "meeting"])
    return draft


@action(may=MAY_DRAFT, label=_("Put a change of rule into a draft"), codes=("key",))
def add_rule_change(
    *, actor: Actor, resolution: Resolution, key: str, new_value: int
) -> RuleChange:
    """If it is carried, the resolution will give the rule this value.

    Refuses with NotADraft, NothingToDecide, OutOfBounds, ChangesNothing, RuleChangedTwice,
    ConfirmsAndNothingElse.
    """
    draft = _carrying(resolution, actor)
    if key not in declared:
        raise NotEnactable
    floor, ceiling = (
        declared[key].bound(which, draft.society.model_rules) for which in ("floor", "ceiling")
    )
    if not floor <= new_value <= ceiling:
        raise OutOfBounds(floor=floor, ceiling=ceiling)
    if rule(key, draft.society).value == new_value:
        raise ChangesNothing
    meanings = {
        "rule_changed_once_by_a_resolution": RuleChangedTwice,
        "changed_only_in_a_draft": NotADraft,
    }
    with constraints_mean(meanings):
        return RuleChange.objects.create(
            society_id=draft.society_id, resolution=draft, key=key, new_value=new_value
        )


@action(may=MAY_DRAFT, label=_("Take a change of rule out of a draft"))
def remove_rule_change(*, actor: Actor, change: RuleChange) -> Resolution:
    """The resolution does not touch that rule.

    Refuses with NotADraft, NothingToDecide.
    """
    draft = draft_of(change.resolution, actor)
    with constraint_means("changed_only_in_a_draft", NotADraft):
        change.delete()
    return draft


@action(may=MAY_DRAFT, label=_("Put something to be done into a draft"), codes=("verb",))
def add_call(
    *, actor: Actor, resolution: Resolution, verb: str, arguments: Mapping[str, Any]
) -> CatalogueCall:
    """If it is carried, the resolution will have the verb done with these arguments.

    Refuses with NotADraft, NothingToDecide, NotEnactable, ArgumentsDoNotFit, ConfirmsAndNothingElse. Whether the verb
    could be done is rehearsed when notice is given.
    """
    draft = _carrying(resolution, actor)
    entry = catalogue.get(verb)
    if entry is None or not entry.enactable:
        raise NotEnactable
    _require_fit(entry, arguments)
    following = CatalogueCall.objects.filter(society_id=draft.society_id, resolution=draft).count()
    with constraint_means("changed_only_in_a_draft", NotADraft):
        return CatalogueCall.objects.create(
            society_id=draft.society_id,
            resolution=draft,
            position=following + 1,
            verb=verb,
            arguments=canonical(arguments),
        )


@action(may=MAY_DRAFT, label=_("Take something to be done out of a draft"))
def remove_call(*, actor: Actor, call: CatalogueCall) -> Resolution:
    """The resolution does not do that; what follows moves up.

    Refuses with NotADraft, NothingToDecide.
    """
    draft = draft_of(call.resolution, actor)
    with constraint_means("changed_only_in_a_draft", NotADraft):
        call.delete()
        rest = CatalogueCall.objects.filter(society_id=draft.society_id, resolution=draft)
        for position, remaining in enumerate(rest.order_by("position"), start=1):
            CatalogueCall.objects.filter(pk=remaining.pk).update(position=position)
    return draft


@action(may=roles("member"), label=_("Support a draft"))
def support_draft(*, actor: Actor, resolution: Resolution, at: datetime) -> Supporter:
    """The member stands behind the draft; enough of them bring it to the vote.

    Refuses with NotADraft, SupportedAlready, NotAllowed.
    """
    member = member_for(resolution.society, actor.person_id)
    if member is None:
        raise NotAllowed
    meanings = {"changed_only_in_a_draft": NotADraft, "supporter_once": SupportedAlready}
    with constraints_mean(meanings):
        return Supporter.objects.create(
            society_id=resolution.society_id, resolution=resolution, member=member, at=at
        )


def draft_of(resolution: Resolution, actor: Actor) -> Resolution:
    """The draft, read again; its author's to change, and an officer's."""
    draft = Resolution.objects.select_related("society", "proposer").get(pk=resolution.pk)
    if not draft.is_draft:
        raise NotADraft
    if draft.proposer.person_id != actor.person_id and not OFFICERS & actor.roles(draft.society):
        raise NothingToDecide
    return draft


def _carrying(resolution: Resolution, actor: Actor) -> Resolution:
    draft = draft_of(resolution, actor)
    if draft.kind == ResolutionKind.CONFIRMATION:
        raise ConfirmsAndNothingElse
    return draft


def require_strength(draft: Resolution) -> None:
    """Refuses with NeedsAStrongerResolution when the draft carries more than its kind may."""
    keys = draft.changes.values_list("key", flat=True)
    verbs = draft.calls.values_list("verb", flat=True)
    needed = rules.strongest(
        [declared[key].resolution for key in keys if key in declared]
        + [rules.kind_for_call(verb) for verb in verbs]
    )
    if not rules.is_strong_enough(draft.kind, needed):
        raise NeedsAStrongerResolution(kind=ResolutionKind(needed).label)


def canonical(arguments: Mapping[str, Any]) -> str:
    """The arguments as a resolution keeps them: JSON with sorted names, dates as text, models by id."""
    return json.dumps(
        dict(arguments),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        default=_stored,
    )


def _require_fit(entry: CatalogueEntry, arguments: Mapping[str, Any]) -> None:
    asked = inspect.signature(entry.function).parameters
    needed = {name for name, one in asked.items() if one.default is inspect.Parameter.empty}
    if set(arguments) - set(asked) or needed - set(arguments) - GIVEN_ANYHOW:
        raise ArgumentsDoNotFit


def _stored(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if hasattr(value, "pk"):
        return value.pk
    raise TypeError(f"{type(value).__name__} cannot be an argument of a resolution")
