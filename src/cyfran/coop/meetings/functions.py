"""The database functions that alone move a meeting (sql/), and what their refusals mean."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings import refusals
from cyfran.coop.meetings.models import Item
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import Refusal, constraints_mean
from cyfran.kernel.societies.models import Party

MEANINGS: dict[str, type[Refusal]] = {
    "meeting_stands_where_it_must": refusals.NotAtThisStage,
    "meeting_has_somebody_invited": refusals.NobodyInvited,
    "meeting_has_an_agenda": refusals.NoAgenda,
    "meeting_after_its_clear_days": refusals.TooFewDays,
    "bound_days_are_kept": refusals.DaysAreBound,
    "postponed_before_it_begins": refusals.ShouldHaveBegun,
    "sealed_minutes_stand": refusals.MinutesAreSealed,
    "approved_as_published": refusals.MinutesHaveChanged,
    "approved_at_a_later_meeting": refusals.NotApproved,
    "opened_at_its_time": refusals.TooEarly,
    "opened_with_a_quorum": refusals.NoQuorum,
    "quorum_is_present": refusals.NoQuorum,
    "quorum_is_waited_for": refusals.WaitForQuorum,
    "adjourned_to_a_time_to_come": refusals.AdjournedIntoThePast,
    "question_is_decided_first": refusals.QuestionIsOpen,
    "one_question_at_a_time": refusals.QuestionIsOpen,
    "put_what_the_meeting_is_at": refusals.NotPutNow,
    "question_stands_where_it_must": refusals.NotPutNow,
    "result_is_counted_once": refusals.NotPutNow,
    "ballot_on_a_resolution": refusals.HandsDecide,
    "ballot_was_demanded": refusals.BallotDemanded,
    "counted_by_a_teller": refusals.NotATeller,
    "hands_counted_by_two": refusals.SecondTellerNeeded,
    "no_more_hands_than_people": refusals.TooManyHands,
}


def give_notice(meeting: Meeting, members: Sequence[int], **told: object) -> None:
    """The list is fixed and the agenda stands; `told` fills the sentences of a refusal."""
    _move("meetings_give_notice(%s, %s, %s)", meeting, list(members), **told)


def postpone(
    meeting: Meeting, to: datetime, place: Bilingual, reason: Bilingual, **told: object
) -> None:
    """The meeting is on another day, and everybody is to be told again."""
    _move(
        "meetings_postpone(%s, %s, %s, %s, %s)",
        meeting,
        to,
        _stored(place),
        _stored(reason),
        **told,
    )


def cancel(meeting: Meeting, reason: Bilingual) -> None:
    """The meeting does not take place."""
    _move("meetings_cancel(%s, %s, %s)", meeting, _stored(reason))


def open_meeting(meeting: Meeting) -> None:
    """The meeting is under way."""
    _move("meetings_open(%s, %s)", meeting, needed=meeting.quorum_needed)


def adjourn(meeting: Meeting, to: datetime, reason: Bilingual) -> None:
    """The meeting goes on at that time."""
    _move("meetings_adjourn(%s, %s, %s, %s)", meeting, to, _stored(reason))


def close(meeting: Meeting) -> None:
    """The meeting is over."""
    _move("meetings_close(%s, %s)", meeting)


def publish_minutes(meeting: Meeting, english: str, welsh: str) -> None:
    """The minutes say this, in both languages."""
    _move("meetings_publish_minutes(%s, %s, %s, %s)", meeting, english, welsh)


def approve_minutes(meeting: Meeting, item: Item, digest: str) -> None:
    """The minutes are sealed."""
    _move("meetings_approve_minutes(%s, %s, %s, %s)", meeting, item.pk, digest)


def take_up(item: Item) -> None:
    """The meeting is at this item."""
    _ask("meetings_take_up(%s, %s)", item)


def put(item: Item, way: str) -> None:
    """The item is put to the vote."""
    _ask("meetings_put(%s, %s, %s)", item, way)


def enter_count(item: Item, teller: Party, votes: Sequence[int]) -> None:
    """The first count of hands waits for the second."""
    _ask("meetings_enter_count(%s, %s, %s, %s, %s, %s)", item, teller.pk, *votes)


def confirm_count(item: Item, teller: Party, votes: Sequence[int]) -> bool:
    """True when both counts agree and the question is decided; False when they differ and both begin again."""
    return bool(_ask("meetings_confirm_count(%s, %s, %s, %s, %s, %s)", item, teller.pk, *votes))


def close_ballot(item: Item) -> None:
    """The recorded votes are counted."""
    _ask("meetings_close_ballot(%s, %s)", item)


def present(meeting: Meeting) -> tuple[int, int, int]:
    """How many are there now: in the room, from elsewhere, by proxy."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM meetings_count_present(%s, %s)", [meeting.society_id, meeting.pk]
        )
        room, online, proxies = cursor.fetchone()
    return room, online, proxies


def _ask(call: str, item: Item, *more: Any) -> Any:
    needed = item.meeting.quorum_needed
    with constraints_mean(MEANINGS, needed=needed), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM {call}",  # noqa: S608 - the calls stand above
            [item.society_id, item.pk, *more],
        )
        return cursor.fetchone()[0]


def _stored(text: Bilingual) -> str:
    return json.dumps(text.stored(), ensure_ascii=False)


def _move(call: str, meeting: Meeting, *more: Any, **told: Any) -> Any:
    with constraints_mean(MEANINGS, **told), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM {call}",  # noqa: S608 - the calls stand above
            [meeting.society_id, meeting.pk, *more],
        )
        answer = cursor.fetchone()[0]
    meeting.refresh_from_db()
    return answer
