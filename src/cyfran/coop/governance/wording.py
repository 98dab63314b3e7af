"""A resolution in words: its state, what must be true of it, what it would do, and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from cyfran.coop.governance import rules
from cyfran.coop.governance.models import Resolution, ResolutionKind, RuleChange, State
from cyfran.coop.governance.queries import Terms
from cyfran.coop.governance.rules import Threshold
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.figures import in_words
from cyfran.kernel.societies.models import Society
from cyfran.kernel.societies.rulebook import declared
from cyfran.kernel.ui.days import day_in_full, day_with_year, moment_in_full
from cyfran.kernel.ui.shapes import Change, Requirement, Stage
from cyfran.kernel.ui.templatetags.ui import percent

SHORT_KINDS = {
    ResolutionKind.ORDINARY: lambda: say("ordinary"),
    ResolutionKind.EXTRAORDINARY: lambda: say("extraordinary"),
    ResolutionKind.RULE_CHANGE: lambda: say("change of rules"),
    ResolutionKind.ENTRENCHED: lambda: say("entrenched rule"),
    ResolutionKind.AMALGAMATION: lambda: say("amalgamation"),
    ResolutionKind.CONVERSION: lambda: say("conversion"),
    ResolutionKind.DISSOLUTION: lambda: say("dissolution"),
    ResolutionKind.CONFIRMATION: lambda: say("second meeting"),
}


@dataclass(frozen=True)
class Tag:
    """A word for a state, and its tone."""

    text: str
    tone: str = ""


@dataclass(frozen=True)
class Condition:
    """What must be true, whether it is, and the rule it comes from."""

    requirement: Requirement
    key: str

    @property
    def rule(self) -> object:
        """The rule's name, for the link that asks why."""
        return declared[self.key].label if self.key else ""


@dataclass(frozen=True)
class Listed:
    """A resolution as lists show it: its tags, and what came of it once that is known."""

    resolution: Resolution
    number: Tag
    state: Tag | None
    outcome: str = ""


def listed(resolution: Resolution, at: datetime) -> Listed:
    """The resolution for a list."""
    outcome = ""
    if resolution.closed_at is not None:
        told = {"result": result_in_words(resolution), "day": day_with_year(resolution.closed_at)}
        outcome = say("%(day)s. %(result)s") % told
    return Listed(resolution, number_tag(resolution), state_tag(resolution, at), outcome)


def number_tag(resolution: Resolution) -> Tag:
    """`Resolution 14 · ordinary`."""
    kind = SHORT_KINDS[ResolutionKind(resolution.kind)]()
    if resolution.number is None:
        return Tag(say("Draft · %(kind)s") % {"kind": kind}, "decision")
    return Tag(
        say("Resolution %(number)s · %(kind)s") % {"number": resolution.number, "kind": kind},
        "decision",
    )


def state_tag(resolution: Resolution, at: datetime) -> Tag | None:
    """Where it stands now, with the moment that matters next; nothing for a draft."""
    opens, closes = resolution.opens_at, resolution.closes_at
    if resolution.state in (State.NOTICED, State.OPEN) and opens and closes:
        if at < opens:
            return Tag(say("opens %(moment)s") % {"moment": moment_in_full(opens)}, "now")
        if resolution.meeting_id is not None:
            return Tag(say("at its meeting"), "now")
        if at < closes:
            return Tag(say("closes %(moment)s") % {"moment": moment_in_full(closes)}, "now")
        return Tag(say("voting is over"), "now")
    told = {
        State.CARRIED: Tag(say("carried"), "good"),
        State.WAITING: Tag(say("carried, not in force yet"), "good"),
        State.ENACTED: Tag(say("carried and in force"), "good"),
        State.LOST: Tag(say("lost"), "bad"),
        State.LAPSED: Tag(say("carried, but lapsed"), "bad"),
        State.WITHDRAWN: Tag(say("withdrawn")),
    }
    return told.get(State(resolution.state))


def change_in_words(society: Society, change: RuleChange, old: int, starts: str = "") -> Change:
    """`12 %` before, `10 %` after."""
    rule = declared[change.key]
    return Change(
        rule.label,
        in_words(rule.unit, old, society.currency),
        in_words(rule.unit, change.new_value, society.currency),
        starts,
        society_url(society, "societies:rule", key=change.key),
    )


def threshold_in_words(threshold: Threshold) -> str:
    """What it needs, in one line."""
    if threshold.more_than:
        return say("More for than against; a tie is lost")
    if threshold == rules.KINDS["amalgamation"].floor:
        return say("At least two thirds of the votes for or against")
    share = percent(threshold.numerator * 10_000 // threshold.denominator)
    if threshold.of_all:
        return say("At least %(share)s of all members for it") % {"share": share}
    return say("At least %(share)s of the votes for or against") % {"share": share}


def turnout_in_words(count: int) -> str:
    """How many must vote for or against, in one line."""
    return ngettext(
        "%(count)d member votes for or against: half of the roll",
        "%(count)d members vote for or against: half of the roll",
        count,
    ) % {"count": count}


def second_meeting_in_words(first: date, last: date) -> str:
    """When a second meeting must confirm it, in one line."""
    return say("Confirmed at a second meeting, from %(first)s to %(last)s") % {
        "first": day_with_year(first),
        "last": day_with_year(last),
    }


def quorum_in_words(count: int) -> str:
    """How many must take part, in one line."""
    return ngettext("A quorum of %(count)d member", "A quorum of %(count)d members", count) % {
        "count": count
    }


def notice_in_words(days: int, given: datetime) -> str:
    """How long notice ran and when it was given, in one line."""
    return ngettext(
        "Notice of %(count)d clear day, given %(day)s",
        "Notice of %(count)d clear days, given %(day)s",
        days,
    ) % {"count": days, "day": day_with_year(given)}


def waiting_in_words(days: int) -> str:
    """How long it waits before it acts, in one line."""
    return ngettext(
        "A wait of %(count)d clear day before it acts",
        "A wait of %(count)d clear days before it acts",
        days,
    ) % {"count": days}


def conditions(resolution: Resolution, taking_part: int, at: datetime) -> list[Condition]:
    """What must be true of a resolution under notice or decided, and whether it is."""
    given, acts = resolution.notice_given_at, resolution.enact_after
    if given is None or acts is None:
        return []
    quorum = resolution.quorum_needed or 0
    counted = resolution.is_counted
    enough = resolution.quorum_was_reached if counted else taking_part >= quorum
    reached = True if enough else (False if counted else None)
    won = (
        resolution.threshold.is_reached(
            resolution.votes_for or 0,
            resolution.votes_against or 0,
            resolution.electorate_count or 0,
        )
        if counted
        else None
    )
    kind = rules.KINDS[resolution.kind]
    threshold_rule = kind.rule or (
        "governance.quorum_count" if kind.floor == rules.MAJORITY else ""
    )
    listed = [
        (notice_in_words(resolution.notice_days or 0, given), True, "governance.notice_days"),
        (quorum_in_words(quorum), reached, "governance.quorum_bp"),
        (threshold_in_words(resolution.threshold), won, threshold_rule),
    ]
    if resolution.turnout_needed:
        listed.insert(
            3,
            (
                turnout_in_words(resolution.turnout_needed),
                resolution.enough_voted if counted else None,
                "",
            ),
        )
    if not counted or resolution.was_carried:
        listed += _after_the_vote(resolution, waited=True if at >= acts else None)
    return [Condition(Requirement(label, met), key) for label, met, key in listed]


def _after_the_vote(
    resolution: Resolution, *, waited: bool | None
) -> list[tuple[str, bool | None, str]]:
    listed: list[tuple[str, bool | None, str]] = []
    if resolution.confirm_from and resolution.confirm_by:
        days = second_meeting_in_words(resolution.confirm_from, resolution.confirm_by)
        listed.append((days, True if resolution.confirmed_at else None, ""))
    wait = waiting_in_words(resolution.waiting_days or 0)
    listed.append((wait, waited, "governance.waiting_days"))
    if resolution.needs_registration:
        registered = True if resolution.registered_on else None
        listed.append((say("Registered by the Financial Conduct Authority"), registered, ""))
    return listed


def terms_in_words(terms: Terms, kind: str) -> list[Requirement]:
    """What would have to be true if notice were given now."""
    days = ngettext(
        "Notice of %(count)d clear day", "Notice of %(count)d clear days", terms.notice_days
    ) % {"count": terms.notice_days}
    return [
        Requirement(label)
        for label in (
            days,
            quorum_in_words(terms.quorum),
            threshold_in_words(terms.threshold(kind)),
            waiting_in_words(terms.waiting_days),
            *_terms_of_the_law(rules.KINDS[kind], terms.roll),
        )
    ]


def _terms_of_the_law(kind: rules.Kind, roll: int) -> list[str]:
    needed = []
    if kind.half_must_vote:
        needed.append(turnout_in_words(rules.turnout_of(kind.code, roll)))
    if kind.second_meeting:
        needed.append(say("Confirmed at a second meeting"))
    if kind.registers:
        needed.append(say("Registered by the Financial Conduct Authority"))
    return needed


def stages(resolution: Resolution, at: datetime, *, acts: bool) -> list[Stage]:
    """The way of a resolution, from the draft to what it does."""
    opens, closes, after = resolution.opens_at, resolution.closes_at, resolution.enact_after
    if opens is None or closes is None or after is None:
        return []
    over = resolution.is_counted
    steps = [
        Stage(say("Notice is given"), "done", day_in_full(resolution.notice_given_at or opens)),
        Stage(
            say("Members vote"),
            "done" if over else ("now" if at >= opens else "later"),
            (say("from %(moment)s") if at < opens else say("until %(moment)s"))
            % {"moment": moment_in_full(opens if at < opens else closes)},
        ),
        Stage(say("The votes are counted"), "done" if over else "later", ""),
    ]
    if over and not resolution.was_carried:
        return steps
    if resolution.confirm_by is not None:
        steps.append(_confirming(resolution))
    if acts:
        steps.append(_acting(resolution, at, after))
    elif resolution.needs_registration or resolution.confirm_by:
        steps.append(_in_force(resolution))
    return steps


def _confirming(resolution: Resolution) -> Stage:
    name = say("A second meeting confirms it")
    if resolution.confirmed_at is not None:
        return Stage(name, "done", day_in_full(resolution.confirmed_at))
    by = resolution.confirm_by
    assert by is not None
    return Stage(
        name,
        "now" if resolution.waits_for_second_meeting else "later",
        say("by %(day)s") % {"day": day_with_year(by)},
    )


def _in_force(resolution: Resolution) -> Stage:
    name = say("It is registered and has effect")
    if resolution.state == State.ENACTED and resolution.ended_at:
        return Stage(name, "done", moment_in_full(resolution.ended_at))
    detail = say("It lapsed.") if resolution.state == State.LAPSED else ""
    return Stage(name, "now" if resolution.waits_for_registration else "later", detail)


def _acting(resolution: Resolution, at: datetime, after: datetime) -> Stage:
    name = say("The software does it")
    if resolution.state == State.ENACTED and resolution.ended_at:
        return Stage(name, "done", moment_in_full(resolution.ended_at))
    if resolution.state == State.LAPSED:
        return Stage(name, "later", say("It lapsed."))
    if resolution.needs_registration and resolution.registered_on is None and at >= after:
        return Stage(name, "now", say("once it is registered"))
    return Stage(
        name, "now" if resolution.state == State.WAITING else "later", moment_in_full(after)
    )


def result_in_words(resolution: Resolution) -> str:
    """Why it was carried or lost, in one sentence."""
    yes, no = resolution.votes_for or 0, resolution.votes_against or 0
    if resolution.was_carried:
        return say("Carried: %(yes)s for and %(no)s against.") % {"yes": yes, "no": no}
    if not resolution.quorum_was_reached:
        return ngettext(
            "Lost: %(came)d member took part, and the quorum was %(quorum)d.",
            "Lost: %(came)d members took part, and the quorum was %(quorum)d.",
            resolution.turnout,
        ) % {"came": resolution.turnout, "quorum": resolution.quorum_needed}
    if not resolution.enough_voted:
        return say(
            "Lost: %(cast)s voted for or against, and at least %(needed)s, half of the roll, had to."
        ) % {"cast": yes + no, "needed": resolution.turnout_needed}
    if resolution.of_all:
        return say(
            "Lost: %(yes)s of %(roll)s members were for it, and it needed %(share)s of all."
        ) % {
            "yes": yes,
            "roll": resolution.electorate_count,
            "share": percent(
                resolution.threshold.numerator * 10_000 // resolution.threshold.denominator
            ),
        }
    if yes == no:
        return say("Lost: %(yes)s for and as many against. A tie is lost.") % {"yes": yes}
    if resolution.more_than:
        return say("Lost: %(yes)s for and %(no)s against.") % {"yes": yes, "no": no}
    return say("Lost: %(yes)s for and %(no)s against, and it needed %(share)s of them.") % {
        "yes": yes,
        "no": no,
        "share": percent(
            resolution.threshold.numerator * 10_000 // resolution.threshold.denominator
        ),
    }
