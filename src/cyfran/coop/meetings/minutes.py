"""The text of minutes, written from the record of the meeting: who was there, what was on, how it was decided."""

import re

from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import override

from cyfran.coop.governance.models import Meeting
from cyfran.coop.meetings import queries
from cyfran.coop.meetings.models import Duty, Item, Move, Note, Presence, Proxy, Question
from cyfran.kernel.societies.models import Party
from cyfran.kernel.ui.days import clock, day_with_year, moment_in_full

SOMEBODY = re.compile(r"\[\[([0-9]{1,18})\]\]")


def written(meeting: Meeting, language: str) -> str:
    """The minutes in that language, as the record has them now; people by number, so that an erasure reaches them."""
    with override(language), timezone.override(meeting.society.zone):
        parts = [_heading(meeting), *_attendance(meeting), *_moves(meeting), *_items(meeting)]
        if meeting.closed_at is not None:
            parts.append(
                say("The meeting closed at %(time)s.") % {"time": clock(meeting.closed_at)}
            )
        return "\n\n".join(parts) + "\n"


def with_names(text: str, society_id: int) -> str:
    """The text with the names people have now."""
    numbers = {int(number) for number in SOMEBODY.findall(text)}
    names = dict(
        Party.objects.filter(society_id=society_id, pk__in=numbers).values_list("pk", "name")
    )
    return SOMEBODY.sub(lambda found: names.get(int(found[1]), "?"), text)


def _heading(meeting: Meeting) -> str:
    opened = meeting.opened_at or meeting.held_at
    told = say("%(kind)s, %(day)s, at %(place)s. Opened at %(time)s.") % {
        "kind": meeting.get_kind_display(),
        "day": day_with_year(opened),
        "place": str(meeting.place),
        "time": clock(opened),
    }
    return f"{meeting.name}\n{told}"


def _attendance(meeting: Meeting) -> list[str]:
    came = list(queries.presences_of(meeting))
    lines = []
    for way, label in (
        (Presence.Way.ROOM, say("In the room")),
        (Presence.Way.ONLINE, say("From elsewhere")),
    ):
        people = [one.invitee.party_id for one in came if one.way == way]
        if people:
            lines.append(f"{label} ({len(people)}): {_people(people)}.")
    here = {one.invitee_id for one in came}
    proxies = Proxy.objects.filter(
        society_id=meeting.society_id, meeting=meeting, revoked_at__isnull=True, holder_id__in=here
    ).exclude(giver_id__in=here)
    given = [
        say("%(giver)s by %(holder)s") % {"giver": f"[[{giver}]]", "holder": f"[[{holder}]]"}
        for giver, holder in proxies.order_by("pk").values_list(
            "giver__party_id", "holder__party_id"
        )
    ]
    if given:
        lines.append(
            say("By proxy (%(count)s): %(who)s.") % {"count": len(given), "who": ", ".join(given)}
        )
    lines.append(
        say("%(roll)s could attend and vote; the quorum was %(quorum)s.")
        % {"roll": meeting.roll, "quorum": meeting.quorum_needed}
    )
    lines += [
        f"{duty.get_what_display()}: [[{duty.party_id}]]."
        for duty in queries.duties_of(meeting)
        if duty.what in Duty.What.values
    ]
    return ["\n".join(lines)]


def _moves(meeting: Meeting) -> list[str]:
    moves = Move.objects.filter(society_id=meeting.society_id, meeting=meeting).order_by("pk")
    return [
        f"{move.get_what_display()}: {move.reason}"
        + (f" ({moment_in_full(move.moved_to)})" if move.moved_to else "")
        for move in moves
    ]


def _items(meeting: Meeting) -> list[str]:
    notes = dict(
        Note.objects.filter(society_id=meeting.society_id, meeting=meeting).values_list(
            "item", "text"
        )
    )
    questions = {
        one.item_id: one
        for one in Question.objects.filter(society_id=meeting.society_id, meeting=meeting)
    }
    return [
        _item(number, item, str(notes.get(item.pk, "")), questions.get(item.pk))
        for number, item in enumerate(queries.agenda_of(meeting), start=1)
    ]


def _item(number: int, item: Item, note: str, question: Question | None) -> str:
    lines = [f"{number}. {item.title}"]
    if item.resolution is not None:
        lines.append(say("Resolution %(number)s.") % {"number": item.resolution.number})
    if item.began_at is None:
        lines.append(say("The meeting did not come to this item."))
    if note:
        lines.append(note)
    if question is not None and question.state == Question.State.DECIDED:
        lines.append(_decision(question))
    return "\n".join(lines)


def _decision(question: Question) -> str:
    told = say(
        "%(way)s: %(yes)s for, %(no)s against, %(abstained)s abstained; %(present)s present."
    ) % {
        "way": question.get_way_display(),
        "yes": question.votes_for,
        "no": question.votes_against,
        "abstained": question.votes_abstained,
        "present": question.present,
    }
    result = say("Carried.") if question.carried else say("Not carried.")
    counted = ""
    if question.entered_by_id and question.confirmed_by_id:
        counted = say(" Counted by %(first)s and %(second)s.") % {
            "first": f"[[{question.entered_by_id}]]", "second": f"[[{question.confirmed_by_id}]]",
        }  # fmt: skip
    return f"{told} {result}{counted}"


def _people(parties: list[int]) -> str:
    return ", ".join(f"[[{one}]]" for one in parties)
