"""An election in words: where it stands, its facts, and what came of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from cyfran.coop.elections.forms import ballot_names
from cyfran.coop.elections.models import Election, Nomination, Seat, State
from cyfran.kernel.ui.charts import Transfer
from cyfran.kernel.ui.days import day_in_full, day_with_year, moment_in_full
from cyfran.kernel.ui.shapes import Fact, Stage


@dataclass(frozen=True)
class Tag:
    """A word for a state, and its tone."""

    text: str
    tone: str = ""


def state_tag(election: Election, at: datetime) -> Tag:
    """Where it stands now, with the moment that matters next."""
    if election.state == State.DECLARED:
        return Tag(say("Declared"), "good")
    if election.state == State.WITHDRAWN:
        return Tag(say("Withdrawn"))
    if election.takes_nominations_at(at):
        when = moment_in_full(election.nominations_close_at)
        return Tag(say("Nominations close %(moment)s") % {"moment": when}, "now")
    if at < election.opens_at:
        return Tag(say("Voting opens %(moment)s") % {"moment": moment_in_full(election.opens_at)})
    if at < election.closes_at:
        when = moment_in_full(election.closes_at)
        return Tag(say("Voting closes %(moment)s") % {"moment": when}, "now")
    return Tag(say("Voting has closed"))


def stages_of(election: Election, at: datetime) -> list[Stage]:
    """The way of an election, each step done, now or later."""
    assert election.called_at is not None
    steps = [
        (say("Called"), election.called_at, day_in_full),
        (say("Nominations close"), election.nominations_close_at, moment_in_full),
        (say("Voting opens"), election.opens_at, moment_in_full),
        (say("Voting closes and is counted"), election.closes_at, moment_in_full),
    ]
    if election.was_uncontested or election.state == State.WITHDRAWN:
        steps = steps[:2]
    reached = [moment <= at for _label, moment, _written in steps]
    current = reached.index(False) if False in reached else len(steps)
    return [
        Stage(
            label,
            "done" if place < current else "now" if place == current else "later",
            written(moment),
        )
        for place, (label, moment, written) in enumerate(steps)
    ]


def facts_of(election: Election) -> list[Fact]:
    """What stands still from the notice on."""
    assert election.electorate_count is not None
    years = election.term_years or 0
    facts = [
        Fact(say("Seats"), str(election.seats)),
        Fact(say("Counted by"), election.get_rules_display()),
        Fact(
            say("Elected for"),
            ngettext("%(count)d year", "%(count)d years", years) % {"count": years},
        ),
        Fact(say("Returning officer"), election.returning_officer.name),
        Fact(
            say("On the roll"),
            ngettext("%(count)d member", "%(count)d members", election.electorate_count)
            % {"count": election.electorate_count},
        ),
    ]
    if election.reopen:
        facts.append(Fact(say("On the ballot too"), say("Re-open nominations")))
    return facts


@dataclass(frozen=True)
class Row:
    """A candidate in the stage table: the votes at the end of each stage, and what became of them."""

    name: str
    votes: Sequence[str]
    outcome: str
    elected: bool


@dataclass(frozen=True)
class Counted:
    """A count as the page shows it."""

    quota: str
    quota_drawn: int
    valid: int
    headings: Sequence[str]
    rows: Sequence[Row]
    not_transferred: Sequence[str]
    ties: Sequence[str]
    transfers: Sequence[Transfer]
    scale: int


def counted(election: Election, candidates: Sequence[Nomination]) -> Counted | None:
    """The count with the candidates' names; None where nobody voted."""
    if not election.result:
        return None
    said = json.loads(election.result)
    names = ballot_names(candidates, reopen=election.reopen)
    elected = {one["no"]: one["stage"] for one in said["elected"]}
    excluded = {one["no"]: one["stage"] for one in said["excluded"]}
    rows = [
        Row(
            name,
            [stage[place - 1] for stage in said["stages"]],
            _outcome(elected.get(place), excluded.get(place)),
            place in elected,
        )
        for place, name in sorted(names.items())
    ]
    quota = _hundredths(str(said["quota"]))
    transfers = [_transfer(said, place, name, elected) for place, name in sorted(names.items())]
    scale = max([quota, *(one.first + one.gained for one in transfers), 1])
    return Counted(
        quota=str(said["quota"]),
        quota_drawn=quota,
        valid=said["valid"],
        headings=[
            say("Stage %(number)d") % {"number": n} for n in range(1, len(said["stages"]) + 1)
        ],
        rows=rows,
        not_transferred=said["not_transferred"],
        ties=[_tie(one, names) for one in said["ties"]],
        transfers=transfers,
        scale=scale,
    )


def _outcome(elected: int | None, excluded: int | None) -> str:
    if elected is not None:
        return say("elected at stage %(number)d") % {"number": elected}
    if excluded is not None:
        return say("excluded at stage %(number)d") % {"number": excluded}
    return ""


def _tie(tie: dict[str, Any], names: dict[int, str]) -> str:
    told = {
        "stage": tie["stage"],
        "names": ", ".join(names[place] for place in tie["between"]),
        "taken": names[tie["chosen"]],
        "before": tie["settled_at"],
    }
    if tie["settled_at"]:
        sentence = say(
            "After stage %(stage)s these were level: %(names)s. At stage %(before)s they were not, so %(taken)s was taken."
        )
    else:
        sentence = say(
            "After stage %(stage)s these were level: %(names)s. The lot from the published seed fell on %(taken)s."
        )
    return sentence % told


def _transfer(said: dict[str, Any], place: int, name: str, elected: dict[int, int]) -> Transfer:
    """First preferences, and what came by transfers until the most the candidate ever had."""
    votes = [_hundredths(stage[place - 1]) for stage in said["stages"]]
    first, most = votes[0], max(votes)
    shown = said["stages"][votes.index(most)][place - 1]
    return Transfer(name, first, most - first, shown, place in elected)


def _hundredths(figure: str) -> int:
    """`4.66666` -> 466: fine enough to draw with."""
    whole, _point, part = figure.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0")[:2])


def elected_in_words(seats: Sequence[Seat]) -> str:
    """Who was elected, in one sentence."""
    if not seats:
        return say("Nobody was elected; the seats stay vacant.")
    return say("Elected: %(names)s.") % {
        "names": ", ".join(seat.nomination.nominee.name for seat in seats)
    }


def term_in_words(ends_at: datetime | None) -> str:
    """Until when somebody serves."""
    if ends_at is None:
        return say("until they retire by rotation")
    return say("until %(day)s") % {"day": day_with_year(ends_at)}
