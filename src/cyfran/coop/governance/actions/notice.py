"""Giving notice of a resolution, which freezes it, and withdrawing it before the members have it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cyfran.coop.governance import functions
from cyfran.coop.governance.actions.drafts import OFFICERS, draft_of, require_strength
from cyfran.coop.governance.events import NoticeGiven
from cyfran.coop.governance.letters import tell_of_closing, tell_of_notice
from cyfran.coop.governance.models import (
    CatalogueCall,
    Reminder,
    Resolution,
    ResolutionKind,
    Service,
)
from cyfran.coop.governance.queries import not_reminded, not_served, supporters_of, terms_now
from cyfran.coop.governance.refusals import NeedsSupporters, NothingToDecide, WouldBeRefused
from cyfran.kernel.actions import Actor, action, catalogue, nobody, roles
from cyfran.kernel.events import announce
from cyfran.kernel.refusals import Refusal
from cyfran.kernel.ui.days import day_in_full

AT_A_TIME = 200  # members told in one go: a sweep comes every minute
MAY_GIVE_NOTICE = roles("secretary", "board", "chair", "member")


@action(may=MAY_GIVE_NOTICE, label=_("Give notice of a resolution"))
def give_notice(
    *,
    actor: Actor,
    resolution: Resolution,
    opens_at: datetime,
    closes_at: datetime,
    at: datetime,
) -> Resolution:
    """Words, changes, electorate and terms stand still from now on; voting opens and closes at these times.

    An officer gives notice, or the proposer with enough members behind the draft. What the resolution would have
    done is rehearsed first. Refuses with NotADraft, NothingToDecide, NeedsSupporters, NeedsAStrongerResolution,
    WouldBeRefused, TooSoon, TooShort, BeforeTheMeeting, NoElectorate, ChangesNothing, NeedsAMeeting, NothingToConfirm,
    SecondMeetingOutOfTime, ConfirmsAndNothingElse, BeingConfirmed, SocietyClosed.
    """
    draft = draft_of(resolution, actor)
    terms = terms_now(draft.society, draft.meeting, at)
    if not OFFICERS & actor.roles(draft.society) and supporters_of(draft) < terms.supporters:
        raise NeedsSupporters(needed=terms.supporters)
    require_strength(draft)
    rehearse(draft, at)
    functions.freeze(
        draft,
        opens_at,
        closes_at,
        day=day_in_full(terms.opens_at),
        days=terms.voting_days,
        kind=ResolutionKind.RULE_CHANGE.label,
    )
    announce(NoticeGiven(draft, at))
    return draft


@action(may=MAY_GIVE_NOTICE, label=_("Withdraw a resolution"))
def withdraw_resolution(*, actor: Actor, resolution: Resolution, at: datetime) -> Resolution:
    """The resolution goes no further; it can be withdrawn by its proposer until voting opens.

    Refuses with NothingToDecide, TooLateToWithdraw, SocietyClosed.
    """
    if resolution.proposer.person_id != actor.person_id:
        raise NothingToDecide
    functions.withdraw(resolution)
    return resolution


@action(may=nobody, scheduled=True, label=_("Tell members of a resolution"))
def serve_notice(*, actor: Actor, resolution: Resolution, at: datetime) -> Resolution:
    """The next of those who may vote have been sent the notice, each once, in their own language.

    Who has no e-mail address is put on the list of those the secretary tells by post or by hand.
    """
    electors = list(not_served(resolution)[:AT_A_TIME])
    Service.objects.bulk_create(
        Service(
            society_id=resolution.society_id,
            resolution=resolution,
            elector=elector,
            way=Service.Way.EMAIL if elector.member.party.email else Service.Way.POST,
            sent_at=at,
        )
        for elector in electors
    )
    for elector in electors:
        if elector.member.party.email:
            tell_of_notice(resolution, elector.member.party)
    return resolution


@action(may=nobody, scheduled=True, label=_("Remind members of a vote that closes soon"))
def remind_electors(*, actor: Actor, resolution: Resolution, at: datetime) -> Resolution:
    """The next of those who can vote and have not were told that the vote closes soon, each once."""
    electors = list(not_reminded(resolution, at)[:AT_A_TIME])
    Reminder.objects.bulk_create(
        Reminder(
            society_id=resolution.society_id, resolution=resolution, elector=elector, sent_at=at
        )
        for elector in electors
    )
    for elector in electors:
        tell_of_closing(resolution, elector.member.party)
    return resolution


def rehearse(draft: Resolution, at: datetime) -> None:
    """Every call could be done as things stand: each was done, one after the other, and then undone.

    Refuses with WouldBeRefused. The changes of rule are not part of it: a call whose success hangs on one cannot
    be shown beforehand to work.
    """
    calls = list(draft.calls.order_by("position"))
    if calls:
        with _undone():
            actor = Actor.mandate(functions.rehearsal_mandate(draft))
            for call in calls:
                _try(call, draft, actor, at)


def _try(call: CatalogueCall, draft: Resolution, actor: Actor, at: datetime) -> None:
    try:
        catalogue[call.verb].enact(actor=actor, society=draft.society, arguments=call.given, at=at)
    except Refusal as refusal:
        raise WouldBeRefused(reason=refusal) from refusal
    except ObjectDoesNotExist as gone:
        raise WouldBeRefused(reason=_("what it is about is not there any more.")) from gone


class _Undo(Exception):
    """Ends a savepoint without keeping what was done in it."""


@contextmanager
def _undone() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise _Undo
    except _Undo:
        pass
