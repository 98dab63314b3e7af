"""The database functions that alone move a resolution (sql/), and what their refusals mean.

Nothing else can: the web role has no right to a state, a number, a result or a mandate.
"""

from datetime import date, datetime
from typing import Any

from django.db import connection

from cyfran.coop.governance import refusals
from cyfran.coop.governance.models import Resolution
from cyfran.kernel.refusals import Refusal, SocietyClosed, constraints_mean
from cyfran.kernel.societies.models import Mandate

MEANINGS: dict[str, type[Refusal]] = {
    "society_is_open": SocietyClosed,
    "changed_only_in_a_draft": refusals.NotADraft,
    "notice_runs_its_clear_days": refusals.TooSoon,
    "vote_stays_open_long_enough": refusals.TooShort,
    "vote_opens_at_its_meeting": refusals.BeforeTheMeeting,
    "meeting_is_still_to_come": refusals.MeetingIsOver,
    "resolution_has_electors": refusals.NoElectorate,
    "taken_at_a_general_meeting": refusals.NeedsAMeeting,
    "waits_for_a_second_meeting": refusals.NothingToConfirm,
    "second_meeting_in_its_time": refusals.SecondMeetingOutOfTime,
    "confirmation_does_nothing_else": refusals.ConfirmsAndNothingElse,
    "confirmed_by_one_vote_at_a_time": refusals.BeingConfirmed,
    "resolution_kind_is_strong_enough": refusals.NeedsAStrongerResolution,
    "rule_within_its_bounds": refusals.BoundsHaveMoved,
    "rule_change_changes_something": refusals.ChangesNothing,
    "withdrawn_before_voting_opens": refusals.TooLateToWithdraw,
    "vote_after_the_opening": refusals.VotingNotOpen,
    "closed_when_its_time_is_over": refusals.StillOpen,
    "closed_by_its_meeting": refusals.ClosedByItsMeeting,
    "resolution_is_waiting": refusals.NotCarried,
    "registered_between_close_and_today": refusals.WrongRegistrationDay,
    "waiting_period_is_over": refusals.StillWaiting,
    "rule_change_is_registered": refusals.NotRegistered,
    "resolution_is_confirmed": refusals.NotConfirmed,
    "enacted_as_noticed": refusals.NoticeWasChanged,
}


def freeze(draft: Resolution, opens_at: datetime, closes_at: datetime, **told: object) -> None:
    """Notice is given; `told` fills the sentences of a refusal."""
    _ask("governance_give_notice(%s, %s, %s, %s)", draft, opens_at, closes_at, **told)
    draft.refresh_from_db()


def withdraw(resolution: Resolution) -> None:
    """The resolution is withdrawn."""
    _ask("governance_withdraw(%s, %s)", resolution)
    resolution.refresh_from_db()


def mark_open(resolution: Resolution) -> None:
    """The resolution is marked open."""
    _ask("governance_open(%s, %s)", resolution)
    resolution.refresh_from_db()


def count(resolution: Resolution) -> bool:
    """The result stands; True when it was counted just now."""
    (outcome,) = _ask("governance_close(%s, %s)", resolution)
    resolution.refresh_from_db()
    return bool(outcome != "already")


def register(resolution: Resolution, day: date) -> None:
    """The change of rules is registered since that day."""
    _ask("governance_record_registration(%s, %s, %s)", resolution, day)
    resolution.refresh_from_db()


def enact(resolution: Resolution) -> Mandate | None:
    """The mandate by which the calls are to be done now; None when it has lapsed just now.

    Refuses with EnactedAlready and LapsedAlready what it was before.
    """
    outcome, mandate_id = _ask("governance_enact(%s, %s)", resolution)
    resolution.refresh_from_db()
    if outcome == "already":
        raise refusals.EnactedAlready if mandate_id else refusals.LapsedAlready
    return Mandate.objects.get(pk=mandate_id) if outcome == "enacted" else None


def lapse(resolution: Resolution) -> None:
    """What could not be carried out for so long is over."""
    _ask("governance_lapse(%s, %s)", resolution)
    resolution.refresh_from_db()


def rehearsal_mandate(draft: Resolution) -> Mandate:
    """A mandate to try calls with, inside a savepoint that is rolled back: it can never be committed."""
    (mandate_id,) = _ask("governance_rehearsal_mandate(%s, %s)", draft)
    return Mandate(pk=mandate_id, society_id=draft.society_id, kind=Mandate.Kind.RESOLUTION)


def _ask(call: str, resolution: Resolution, *more: date, **told: Any) -> tuple[Any, ...]:
    with constraints_mean(MEANINGS, **told), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM {call}",  # noqa: S608 - the calls stand above
            [resolution.society_id, resolution.pk, *more],
        )
        row: tuple[Any, ...] = cursor.fetchone()
        return row
