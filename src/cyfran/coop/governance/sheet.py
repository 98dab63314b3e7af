"""The sheet of a resolution: everything its page shows, read once and put in words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from cyfran.coop.governance import queries, wording
from cyfran.coop.governance.consequences import Impact, described, impact_of_call, impact_of_change
from cyfran.coop.governance.models import (
    IN_THE_ROOM,
    CatalogueCall,
    Resolution,
    RuleChange,
    State,
)
from cyfran.kernel.societies.figures import in_words
from cyfran.kernel.societies.rulebook import declared
from cyfran.kernel.ui.charts import Amount, bars
from cyfran.kernel.ui.days import moment_in_full
from cyfran.kernel.ui.shapes import Column, Table

LEAD_LENGTH = (
    320  # a text no longer than this stands under the question; a longer one has a card of its own
)


def sheet_of(resolution: Resolution, at: datetime) -> dict[str, Any]:
    """The context of a resolution's page, the same for every reader."""
    changes = list(resolution.changes.order_by("pk"))
    calls = list(resolution.calls.order_by("position"))
    came = queries.taken_part(resolution)
    due = _is_due(resolution, at)
    return {
        "resolution": resolution,
        "short": len(str(resolution.text)) <= LEAD_LENGTH,
        "number_tag": wording.number_tag(resolution),
        "state_tag": wording.state_tag(resolution, at),
        "changes": _changes(resolution, changes),
        "calls": [described(resolution.society, call) for call in calls],
        "impacts": [] if resolution.is_counted else impacts(resolution, changes, calls, at),
        "hints": hints_of(resolution, changes),
        "open": resolution.is_open_at(at),
        "over": _is_over(resolution, at),
        "due": due,
        "attempt": queries.last_attempt(resolution) if due else None,
        "confirmation": queries.confirming(resolution) if resolution.confirm_by else None,
        "came": came,
        "turnout": _turnout(resolution, came),
        "quorum": _quorum(resolution, came),
        "conditions": wording.conditions(resolution, came, at),
        "stages": wording.stages(resolution, at, acts=bool(changes or calls)),
        "result": _result(resolution),
    }


def impacts(
    resolution: Resolution,
    changes: Sequence[RuleChange],
    calls: Sequence[CatalogueCall],
    at: datetime,
) -> list[tuple[Impact, Table | None]]:
    """What the decision would have meant, each with its arithmetic."""
    society = resolution.society
    found = [
        impact_of_change(society, change, change.old_value, at)
        for change in changes
        if change.old_value is not None
    ] + [impact_of_call(society, call, at) for call in calls]
    return [(impact, arithmetic(impact, society.currency)) for impact in found if impact]


def arithmetic(impact: Impact, currency: str) -> Table | None:
    """The figures behind the sentence, as a table; None where there are none."""
    if not impact.figures:
        return None
    return Table(
        caption=impact.basis or say("The arithmetic"),
        columns=[
            Column(say("What")),
            Column(say("As it was"), number=True),
            Column(say("As it would have been"), number=True),
        ],
        rows=[
            [
                figure.label,
                in_words(figure.unit, figure.before, currency),
                in_words(figure.unit, figure.after, currency),
            ]
            for figure in impact.figures
        ],
    )


def _changes(resolution: Resolution, changes: Sequence[RuleChange]) -> list[object]:
    after = resolution.enact_after
    starts = ""
    unmet = resolution.needs_registration and not resolution.registered_on
    if after is not None and not unmet:
        starts = say("from %(moment)s") % {"moment": moment_in_full(after)}
    if resolution.state == State.ENACTED and resolution.ended_at:
        starts = say("from %(moment)s") % {"moment": moment_in_full(resolution.ended_at)}
    return [
        wording.change_in_words(resolution.society, change, change.old_value or 0, starts)
        for change in changes
    ]


def hints_of(resolution: Resolution, changes: Sequence[RuleChange] | None = None) -> dict[str, str]:
    """What for, against and abstaining mean here, one sentence each."""
    listed = list(resolution.changes.all()) if changes is None else changes
    abstain = say("You count towards the quorum, not the result.")
    if len(listed) != 1 or listed[0].old_value is None:
        return {
            "for": say("It is to be done."),
            "against": say("Everything stays as it is."),
            "abstain": abstain,
        }
    unit, currency = declared[listed[0].key].unit, resolution.society.currency
    return {
        "for": say("It becomes %(value)s.")
        % {"value": in_words(unit, listed[0].new_value, currency)},
        "against": say("It stays at %(value)s.")
        % {"value": in_words(unit, listed[0].old_value, currency)},
        "abstain": abstain,
    }


def _is_over(resolution: Resolution, at: datetime) -> bool:
    return (
        not resolution.is_counted
        and resolution.ballot_at is None
        and not (resolution.meeting and resolution.meeting.state in IN_THE_ROOM)
        and resolution.state in (State.NOTICED, State.OPEN)
        and resolution.closes_at is not None
        and at >= resolution.closes_at
    )


def _is_due(resolution: Resolution, at: datetime) -> bool:
    return (
        resolution.state == State.WAITING
        and resolution.enact_after is not None
        and at >= resolution.enact_after
        and not resolution.waits_for_second_meeting
        and not resolution.waits_for_registration
    )


def _turnout(resolution: Resolution, came: int) -> str:
    roll = resolution.electorate_count or 0
    if resolution.is_counted:
        return ngettext("%(came)d of %(roll)d voted", "%(came)d of %(roll)d voted", came) % {
            "came": came,
            "roll": roll,
        }
    return ngettext("%(came)d of %(roll)d has voted", "%(came)d of %(roll)d have voted", came) % {
        "came": came,
        "roll": roll,
    }


def _quorum(resolution: Resolution, came: int) -> str:
    needed = resolution.quorum_needed or 0
    if resolution.is_counted:
        return (
            say("The quorum of %(needed)d was reached.")
            if resolution.quorum_was_reached
            else say("The quorum of %(needed)d was not reached.")
        ) % {"needed": needed}
    if came >= needed:
        return say("Quorum of %(needed)d reached. The result shows when voting closes.") % {
            "needed": needed
        }
    return ngettext(
        "%(missing)d more is needed for the quorum. The result shows when voting closes.",
        "%(missing)d more are needed for the quorum. The result shows when voting closes.",
        needed - came,
    ) % {"missing": needed - came}


def _result(resolution: Resolution) -> dict[str, object] | None:
    if not resolution.is_counted:
        return None
    rows = [
        Amount(say("For"), resolution.votes_for or 0, "leek"),
        Amount(say("Against"), resolution.votes_against or 0, "clay"),
        Amount(say("Abstained"), resolution.votes_abstained or 0, "pale"),
    ]
    return {
        "sentence": wording.result_in_words(resolution),
        "chart": bars(
            rows, caption=say("The votes"), of=say("Choice"), value=say("Members"), written=str
        ),
    }
