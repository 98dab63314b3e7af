"""Calling a meeting, its notice with clear days, putting it off, calling it off, and proof that everybody was told."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from cyfran.coop.governance.models import Meeting, Resolution
from cyfran.coop.governance.refusals import BallotNotOpen, MeetingIsOver, NeedsAMeeting
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.meetings.actions.agenda import raise_item, remove_item, revise_item
from cyfran.coop.meetings.actions.calling import (
    cancel_meeting,
    describe_meeting,
    postpone_meeting,
)
from cyfran.coop.meetings.actions.notice import give_notice_of_meeting, record_service
from cyfran.coop.meetings.models import Invitee, Item, Move, Service
from cyfran.coop.meetings.queries import agenda_of, earliest_day, to_be_posted
from cyfran.coop.meetings.refusals import (
    AgendaStands,
    DaysAreBound,
    MeetingInThePast,
    NoAgenda,
    NobodyInvited,
    NotAtThisStage,
    NotTold,
    ShouldHaveBegun,
    ToldAlready,
    TooFewDays,
)
from cyfran.coop.meetings.tests import cast
from cyfran.coop.meetings.tests.cast import REASON
from cyfran.coop.membership.models import Member
from cyfran.kernel.languages import Bilingual
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.models import Party
from cyfran.kernel.time import now, society_day, start_of_day


def _give(hub: Hub, meeting: Meeting, by: str = "mair", **given: object) -> Meeting:
    return give_notice_of_meeting(actor=hub.actor(by), meeting=meeting, at=now(), **given)


def _titles(meeting: Meeting) -> list[str]:
    return [str(item.title) for item in agenda_of(meeting)]


def test_notice_fixes_the_list_the_quorum_and_the_agenda(hub: Hub) -> None:
    meeting = cast.call(hub)
    cast.put(hub, meeting, "The year")
    _give(hub, meeting)
    assert (meeting.state, meeting.roll, meeting.quorum_needed) == ("noticed", 6, 3)
    assert (meeting.notice_days, meeting.notice_round) == (14, 1)
    assert Invitee.objects.filter(meeting=meeting, member__isnull=False).count() == 6
    with pytest.raises(AgendaStands):
        cast.put(hub, meeting, "Something else")
    with pytest.raises(NotAtThisStage):
        describe_meeting(
            actor=hub.actor("mair"),
            meeting=meeting,
            name=cast.NAME,
            place=REASON,
            online=True,
            at=now(),
        )
    cast.put(hub, meeting, "Shall we go on until nine?", decides=True, procedural=True)


def test_a_meeting_is_called_for_a_moment_to_come_by_an_officer(hub: Hub) -> None:
    with pytest.raises(MeetingInThePast):
        cast.call(hub, days=-1)
    with pytest.raises(NotAllowed):
        cast.call(hub, by="dai")


@pytest.mark.parametrize(("days", "lawful"), [(14, False), (15, True)])
def test_clear_days_count_neither_end(hub: Hub, days: int, lawful: bool) -> None:
    meeting = cast.call(hub, days=days)
    cast.put(hub, meeting, "The year")
    assert earliest_day(meeting, now()) == society_day(hub.society, now()) + timedelta(days=15)
    if lawful:
        assert _give(hub, meeting).state == "noticed"
    else:
        with pytest.raises(TooFewDays):
            _give(hub, meeting)


def test_a_letter_travels_two_days_more(hub: Hub) -> None:
    Party.objects.filter(person=hub.people["nest"]).update(email="")
    meeting = cast.call(hub, days=16)
    cast.put(hub, meeting, "The year")
    assert earliest_day(meeting, now()) == society_day(hub.society, now()) + timedelta(days=17)
    with pytest.raises(TooFewDays, match="Thursday 19 November"):
        _give(hub, meeting)
    later = cast.call(hub, days=17)
    cast.put(hub, later, "The year")
    assert _give(hub, later).state == "noticed"


def test_there_is_something_to_meet_about_and_somebody_to_meet(hub: Hub) -> None:
    with pytest.raises(NoAgenda):
        _give(hub, cast.call(hub))
    circle = cast.call(hub, "circle")
    cast.put(hub, circle, "Packing")
    with pytest.raises(NobodyInvited):
        _give(hub, circle)


def test_a_board_meets_at_its_own_notice_and_so_does_a_circle(hub: Hub) -> None:
    board = cast.noticed(hub, "board", days=6)
    names = {one.party.name for one in Invitee.objects.filter(meeting=board)}
    assert "Mair" in names
    assert "Dai" not in names
    circle = cast.call(hub, "circle", days=6)
    cast.put(hub, circle, "Packing")
    members = list(Member.objects.filter(party__person__in=[hub.people["dai"], hub.people["elin"]]))
    _give(hub, circle, members=[one.pk for one in members])
    assert (circle.roll, circle.quorum_needed, circle.notice_days) == (2, 2, 5)
    cast.put(hub, circle, "What the board asked this morning")


def test_resolutions_are_taken_at_general_meetings_still_to_come(hub: Hub) -> None:
    draft = hub.draft()
    draft.meeting = cast.call(hub, "board")
    draft.save(update_fields=["meeting"])
    with pytest.raises(NeedsAMeeting):
        hub.give_notice(draft)
    meeting = cast.call(hub)
    draft.meeting = meeting
    draft.save(update_fields=["meeting"])
    cancel_meeting(actor=hub.actor("mair"), meeting=meeting, reason=REASON, at=now())
    assert Resolution.objects.get(pk=draft.pk).meeting is None
    draft.meeting = meeting
    draft.save(update_fields=["meeting"])
    with pytest.raises(MeetingIsOver):
        hub.give_notice(draft)


def test_a_resolution_stands_on_the_agenda_once_notice_of_it_is_given(hub: Hub) -> None:
    meeting = cast.noticed(hub)
    draft = hub.draft()
    draft.meeting = meeting
    draft.save(update_fields=["meeting"])
    resolution = hub.give_notice(draft)
    item = Item.objects.get(resolution=resolution)
    assert (item.position, item.decides) == (2, True)
    for refused in (
        lambda: remove_item(actor=hub.actor("mair"), item=item, at=now()),
        lambda: revise_item(
            actor=hub.actor("mair"), item=item, title=cast.NAME, text=None, decides=False, at=now()
        ),
    ):
        with pytest.raises(AgendaStands):
            refused()
    _postpone(hub, meeting, 40)
    assert resolution.opens_at is not None
    hub.clock.until(resolution.opens_at)
    with pytest.raises(BallotNotOpen):
        hub.cast(resolution, "dai", "for")
    cancel_meeting(actor=hub.actor("mair"), meeting=meeting, reason=REASON, at=now())
    resolution.refresh_from_db()
    assert (resolution.state, resolution.ended_why) == ("withdrawn", "cancelled")


def test_a_day_that_the_law_or_a_notice_binds_is_kept(hub: Hub) -> None:
    announced, prepared = cast.noticed(hub), cast.call(hub)
    for meeting, kind in ((announced, "amalgamation"), (prepared, "ordinary")):
        draft = hub.draft(kind=kind)
        draft.meeting = meeting
        draft.save(update_fields=["meeting"])
        hub.give_notice(draft)
        with pytest.raises(DaysAreBound):
            _postpone(hub, meeting, 40)


def test_items_are_changed_moved_and_taken_off_while_nobody_was_told(hub: Hub) -> None:
    mair, meeting = hub.actor("mair"), cast.call(hub)
    _first, second, third = (cast.put(hub, meeting, title) for title in ("One", "Two", "Three"))
    raise_item(actor=mair, item=third, at=now())
    assert _titles(meeting) == ["One", "Three", "Two"]
    remove_item(actor=mair, item=third, at=now())
    revise_item(
        actor=mair, item=second, title=Bilingual(en="The second"), text=None, decides=True, at=now()
    )
    assert _titles(meeting) == ["One", "The second"]
    assert [item.position for item in agenda_of(meeting)] == [1, 2]
    _give(hub, meeting)
    for act in (raise_item, remove_item):
        with pytest.raises(AgendaStands):
            act(actor=mair, item=second, at=now())


def _postpone(hub: Hub, meeting: Meeting, days: int) -> Meeting:
    return postpone_meeting(
        actor=hub.actor("mair"),
        meeting=meeting,
        held_at=now() + timedelta(days=days),
        place=cast.PLACE,
        reason=REASON,
        at=now(),
    )


def test_whoever_was_told_is_told_again_when_it_is_put_off(hub: Hub) -> None:
    Party.objects.filter(person=hub.people["nest"]).update(email="")
    meeting = cast.noticed(hub)
    cast.tell(hub)
    assert Service.objects.filter(meeting=meeting, way="email", round=1).count() == 5
    with pytest.raises(TooFewDays):
        _postpone(hub, meeting, 15)
    _postpone(hub, meeting, 30)
    assert Move.objects.get(meeting=meeting).what == "postponed"
    cast.tell(hub)
    cast.tell(hub)
    assert Service.objects.filter(meeting=meeting, way="email", round=2).count() == 5
    cancel_meeting(actor=hub.actor("mair"), meeting=meeting, reason=REASON, at=now())
    cast.tell(hub)
    letters = ProcrastinateJob.objects.filter(task_name="mail.send").order_by("id")
    told = [job.args for job in letters if "/decide/meetings/" in job.args["body"]]
    subjects = ("Rhybudd o gyfarfod", "Diwrnod arall", "Wedi’i ganslo")
    assert [sum(s in one["subject"] for one in told) for s in subjects] == [5, 5, 5]
    assert "Mae’r neuadd dan ddŵr." in told[-1]["body"]
    assert "1. The year" in told[0]["body"]


def test_what_should_have_begun_is_not_put_off(hub: Hub) -> None:
    meeting = cast.noticed(hub)
    hub.clock.until(meeting.held_at)
    with pytest.raises(ShouldHaveBegun):
        _postpone(hub, meeting, 30)
    with pytest.raises(ShouldHaveBegun):
        cancel_meeting(actor=hub.actor("mair"), meeting=meeting, reason=REASON, at=now())


def test_the_secretary_proves_who_was_told_by_post_or_by_hand(hub: Hub) -> None:
    Party.objects.filter(person=hub.people["nest"]).update(email="")
    meeting = cast.noticed(hub)
    cast.tell(hub)
    nest = to_be_posted(meeting).get()

    def record(sent_at: object, way: str = "post", by: str = "mair") -> Service:
        return record_service(
            actor=hub.actor(by), meeting=meeting, invitee=nest, way=way, sent_at=sent_at, at=now()
        )

    today = start_of_day(hub.society, society_day(hub.society, now()))
    for moment in (today - timedelta(days=1), now() + timedelta(days=1)):
        with pytest.raises(NotTold):
            record(moment)
    with pytest.raises(NotAllowed):
        record(now(), by="dai")
    service = record(now())
    assert service.served_at - service.sent_at == timedelta(hours=48)
    assert not to_be_posted(meeting).exists()
    with pytest.raises(ToldAlready):
        record(now(), "hand")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE governance_meeting SET state = 'open' WHERE id = %s",
        "UPDATE governance_meeting SET held_at = held_at + interval '1 day' WHERE id = %s",
        "UPDATE governance_meeting SET quorum_needed = 1 WHERE id = %s",
        "UPDATE governance_meeting SET name = place WHERE id = %s",
        "DELETE FROM governance_meeting WHERE id = %s",
        "DELETE FROM meetings_item WHERE meeting_id = %s",
        'UPDATE meetings_item SET title = title || \'{"en": "Other"}\' WHERE meeting_id = %s',
        "DELETE FROM meetings_invitee WHERE meeting_id = %s",
        "INSERT INTO meetings_invitee (society_id, meeting_id, party_id) SELECT society_id, meeting_id, party_id"
        " FROM meetings_invitee WHERE meeting_id = %s",
        "DELETE FROM meetings_service WHERE meeting_id = %s",
        "UPDATE meetings_service SET way = 'hand' WHERE meeting_id = %s",
        "INSERT INTO meetings_move (society_id, meeting_id, what, reason, held_at, at) SELECT society_id, id,"
        " 'cancelled', name, held_at, held_at FROM governance_meeting WHERE id = %s",
    ],
)
def test_the_web_role_cannot_write_around_the_law(hub: Hub, statement: str) -> None:
    meeting = cast.noticed(hub)
    cast.tell(hub)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [meeting.pk])
    assert Resolution.objects.count() == 0
