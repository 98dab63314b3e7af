"""Minutes: written from the record, corrected by who attended, approved by a later meeting, and sealed."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from cyfran.coop.governance.models import Meeting
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.meetings.actions.minutes import (
    answer_correction,
    approve_minutes,
    publish_minutes,
    suggest_correction,
    write_note,
)
from cyfran.coop.meetings.actions.room import close_meeting
from cyfran.coop.meetings.actions.voting import put_question, take_up_item
from cyfran.coop.meetings.minutes import with_names
from cyfran.coop.meetings.models import Correction, Item, Minutes
from cyfran.coop.meetings.queries import agenda_of
from cyfran.coop.meetings.reactions import forget_corrections
from cyfran.coop.meetings.refusals import (
    MinutesAreSealed,
    MinutesHaveChanged,
    NotApproved,
    NotAtThisStage,
    WasNotThere,
)
from cyfran.coop.meetings.tests import cast
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.record.models import RecordEntry
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.societies.events import PartyErased
from cyfran.kernel.time import now


def _held(hub: Hub) -> Meeting:
    meeting = cast.opened(hub, "dai", "sian")
    item, _resolution = cast.at_the_resolution(hub, meeting)
    cast.count(hub, item, 2, 1, 0)
    return close_meeting(actor=hub.actor("mair"), meeting=meeting, at=now())


def _published(hub: Hub, meeting: Meeting) -> Minutes:
    return publish_minutes(actor=hub.actor("mair"), meeting=meeting, at=now())


def _carried_later(hub: Hub, days: int = 20) -> Item:
    """A later meeting carries by hands that the minutes are right."""
    hub.clock.on(days=1)
    later = cast.noticed(hub, days=days)
    cast.put(hub, later, "Are the minutes right?", decides=True, procedural=True)
    hub.clock.until(later.held_at)
    cast.arrive(hub, later, "mair", "dai", "sian")
    cast.name_teller(hub, later, "dai")
    cast.open_it(hub, later)
    item = agenda_of(later)[-1]
    take_up_item(actor=hub.actor("mair"), item=item, at=now())
    put_question(actor=hub.actor("mair"), item=item, way="hands", at=now())
    cast.count(hub, item, 3, 0, 0)
    return item


def _approve(hub: Hub, minutes: Minutes, item: Item, digest: str = "") -> Minutes:
    return approve_minutes(
        actor=hub.actor("mair"),
        meeting=minutes.meeting,
        item=item,
        digest=digest or minutes.digest,
        at=now(),
    )


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_minutes_say_what_the_record_says_in_both_languages(hub: Hub) -> None:
    meeting = _held(hub)
    note = Bilingual(en="Dai told of the year.", cy="Soniodd Dai am y flwyddyn.", source="en")
    write_note(actor=hub.actor("mair"), item=agenda_of(meeting)[0], text=note, at=now())
    minutes = _published(hub, meeting)
    english, welsh = (with_names(one, hub.society.pk) for one in (minutes.body_en, minutes.body_cy))
    for said in (
        "In the room (3): Dai, Mair, Sian.",
        "6 could attend and vote; the quorum was 3.",
        "Dai told of the year.",
        "Resolution 1.",
        "Show of hands: 2 for, 1 against, 0 abstained; 3 present. Carried. Counted by Mair and Dai.",
        "The meeting closed at",
    ):
        assert said in english, english
    assert "Soniodd Dai am y flwyddyn." in welsh
    assert "Mair" not in minutes.body_en
    digest = _sha(
        f"minutes|1|{hub.society.pk}|{meeting.pk}|{_sha(minutes.body_en)}|{_sha(minutes.body_cy)}"
    )
    assert minutes.digest == digest


def test_minutes_are_of_a_meeting_that_is_over(hub: Hub) -> None:
    with pytest.raises(NotAtThisStage):
        _published(hub, cast.opened(hub, "dai", "sian"))


def test_who_attended_corrects_them_and_is_answered(hub: Hub) -> None:
    minutes = _published(hub, _held(hub))

    def suggest(name: str) -> Correction:
        return suggest_correction(
            actor=hub.actor(name), minutes=minutes, words="I spoke too.", at=now()
        )

    with pytest.raises(WasNotThere):
        suggest("nest")
    correction = suggest("sian")
    answer_correction(
        actor=hub.actor("mair"), correction=correction, taken=False, answer="Briefly.", at=now()
    )
    assert Correction.objects.get().state == "declined"
    party = correction.invitee.party
    forget_corrections(PartyErased(party, None, frozenset(), now()))
    assert Correction.objects.get().words == ""


def test_a_later_meeting_approves_them_and_nothing_changes_them_then(hub: Hub) -> None:
    meeting = _held(hub)
    old = _published(hub, meeting)
    own = agenda_of(meeting)[1]
    minutes = _published(hub, meeting)
    assert minutes.version == 2
    with pytest.raises(NotApproved):
        _approve(hub, minutes, own)
    item = _carried_later(hub)
    note = Bilingual(en="More was said.", source="en")
    write_note(actor=hub.actor("mair"), item=agenda_of(meeting)[0], text=note, at=now())
    with pytest.raises(MinutesHaveChanged):
        _approve(hub, minutes, item, digest="0" * 64)
    sealed = _approve(hub, old, item)
    assert (sealed.is_sealed, sealed.approved_by) == (True, item)
    entry = RecordEntry.objects.filter(verb="meetings.approve_minutes").latest("pk")
    assert minutes.digest in str(entry.facts)
    for refused in (
        lambda: _published(hub, meeting),
        lambda: write_note(actor=hub.actor("mair"), item=own, text=note, at=now()),
        lambda: suggest_correction(actor=hub.actor("sian"), minutes=sealed, words="No.", at=now()),
        lambda: _approve(hub, sealed, item),
    ):
        with pytest.raises((MinutesAreSealed, NotApproved)):
            refused()


def test_what_was_published_again_after_the_meeting_is_not_what_it_approved(hub: Hub) -> None:
    meeting = _held(hub)
    _published(hub, meeting)
    item = _carried_later(hub)
    hub.clock.on(days=1)
    again = _published(hub, meeting)
    with pytest.raises(NotApproved):
        _approve(hub, again, item)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meetings_minutes SET body_en = 'x'",
        "UPDATE meetings_minutes SET approved_at = now()",
        "DELETE FROM meetings_minutes",
        "INSERT INTO meetings_minutes (society_id, meeting_id, version, body_en, body_cy, digest, published_at)"
        " SELECT society_id, id, 1, '', '', '', now() FROM governance_meeting LIMIT 1",
        "UPDATE meetings_correction SET minutes_id = 0",
        "DELETE FROM meetings_note",
    ],
)
def test_the_web_role_writes_no_minutes(hub: Hub, statement: str) -> None:
    minutes = _published(hub, _held(hub))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Minutes.objects.get().digest == minutes.digest


def test_the_pages_of_minutes_and_the_screen(hub: Hub) -> None:
    meeting = cast.opened(hub, "dai", "sian")
    item, _resolution = cast.at_the_resolution(hub, meeting)
    mair, sian = Client(), Client()
    mair.force_login(hub.people["mair"])
    sian.force_login(hub.people["sian"])

    def at(name: str, **more: object) -> str:
        return society_url(hub.society, f"meetings:{name}", pk=meeting.pk, **more)

    def text(response: Any) -> str:
        return str(response.content.decode())

    screen = text(sian.get(at("screen")))
    assert "Put to a show of hands." in screen
    assert 'http-equiv="refresh"' in screen
    part = text(sian.get(at("screen"), headers={"hx-request": "true"}))
    assert "<html" not in part
    assert "3 are present: 3 in the room" in part
    assert mair.get(at("minutes")).status_code == 404
    cast.count(hub, item, 2, 1, 0)
    assert "2 for, 1 against, 0 abstained" in text(sian.get(at("screen")))
    close_meeting(actor=hub.actor("mair"), meeting=meeting, at=now())
    assert "The meeting is over." in text(sian.get(at("screen")))
    assert sian.get(at("minutes_txt")).status_code == 404
    assert "Not published yet" in text(sian.get(at("minutes")))
    first = agenda_of(meeting)[0]
    assert mair.post(at("note", item=first.pk), {"text_en": "It rained."}).status_code == 302
    assert sian.get(at("note", item=first.pk)).status_code in (403, 404)
    assert mair.post(at("minutes"), {"do": "publish"}).status_code == 302
    assert "It rained." in text(sian.get(at("minutes")))
    assert "It rained." in text(sian.get(at("minutes_txt")))
    assert sian.post(at("minutes"), {"do": "correct", "words": ""}).status_code == 422
    assert sian.post(at("minutes"), {"do": "correct", "words": "It poured."}).status_code == 302
    correction = Correction.objects.get()
    answered = {"taken": "on", "answer": "Yes."}
    assert mair.post(at("answer", correction=correction.pk), answered).status_code == 302
    assert "It poured." in text(mair.get(at("minutes")))
    approved = _carried_later(hub)
    page = text(mair.get(at("minutes")))
    assert "Are the minutes right?" in page
    given = {"do": "approve", "item": approved.pk, "digest": Minutes.objects.get().digest}
    assert mair.post(at("minutes"), given | {"digest": "x"}).status_code == 422
    assert mair.post(at("minutes"), given).status_code == 302
    assert "Approved and sealed" in text(sian.get(at("minutes")))
    assert Minutes.objects.get().approved_at - now() < timedelta(minutes=1)
