"""The database functions that alone move a meeting (sql/), and what their refusals mean."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings import refusals
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import Refusal, constraints_mean

MEANINGS: dict[str, type[Refusal]] = {
    "meeting_stands_where_it_must": refusals.NotAtThisStage,
    "meeting_has_somebody_invited": refusals.NobodyInvited,
    "meeting_has_an_agenda": refusals.NoAgenda,
    "meeting_after_its_clear_days": refusals.TooFewDays,
    "bound_days_are_kept": refusals.DaysAreBound,
    "postponed_before_it_begins": refusals.ShouldHaveBegun,
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
