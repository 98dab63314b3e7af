"""The room: who is present, the quorum, opening, adjourning and closing, and who speaks."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from cyfran.coop.governance.models import Meeting
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.meetings import functions
from cyfran.coop.meetings.actions.room import (
    adjourn_meeting,
    check_in,
    close_meeting,
    give_duty,
    join_online,
    leave_meeting,
    open_meeting,
)
from cyfran.coop.meetings.actions.speaking import ask_to_speak, end_speech, give_floor
from cyfran.coop.meetings.actions.voting import take_up_item
from cyfran.coop.meetings.models import Invitee, Move, Presence, Service
from cyfran.coop.meetings.queries import agenda_of, speakers_of
from cyfran.coop.meetings.refusals import (
    AdjournedIntoThePast,
    AsksAlready,
    DoesNotMeet,
    NoQuorum,
    NotOnTheList,
    NotPresent,
    NotPutNow,
    NotTheChair,
    OnlyInTheRoom,
    QuestionIsOpen,
    SomebodySpeaks,
    TooEarly,
    WaitForQuorum,
)
from cyfran.coop.meetings.tests import cast
from cyfran.coop.meetings.tests.cast import REASON
from cyfran.coop.membership.tests import cast as membership
from cyfran.kernel.time import now


def _open(hub: Hub, meeting: Meeting, by: str = "mair") -> Meeting:
    return open_meeting(actor=hub.actor(by), meeting=meeting, at=now())


def _adjourn(hub: Hub, meeting: Meeting, days: int = 7) -> Meeting:
    return adjourn_meeting(
        actor=hub.actor("mair"),
        meeting=meeting,
        held_at=now() + timedelta(days=days),
        reason=REASON,
        at=now(),
    )


def test_a_meeting_opens_at_its_time_with_its_quorum(hub: Hub) -> None:
    meeting = cast.noticed(hub)
    with pytest.raises(DoesNotMeet):
        cast.arrive(hub, meeting, "mair")
    hub.clock.until(meeting.held_at - timedelta(hours=1))
    cast.arrive(hub, meeting, "mair", "dai")
    cast.arrive(hub, meeting, "dai")
    assert functions.present(meeting) == (2, 0, 0)
    with pytest.raises(TooEarly):
        _open(hub, meeting)
    hub.clock.until(meeting.held_at)
    with pytest.raises(NoQuorum, match="3 must be present"):
        _open(hub, meeting)
    with pytest.raises(WaitForQuorum):
        _adjourn(hub, meeting)
    cast.arrive(hub, meeting, "sian")
    with pytest.raises(NotTheChair):
        _open(hub, meeting, by="dai")
    assert _open(hub, meeting).state == "open"
    assert meeting.opened_at is not None


def test_who_is_present_is_on_the_list_once_and_where_the_notice_said(hub: Hub) -> None:
    meeting, other = cast.noticed(hub), cast.noticed(hub, online=True)
    hub.clock.until(meeting.held_at)
    nest = cast.invited(hub, other, "nest")
    with pytest.raises(NotOnTheList):
        check_in(actor=hub.actor("mair"), meeting=meeting, invitee=nest, at=now())
    with pytest.raises(OnlyInTheRoom):
        join_online(actor=hub.actor("dai"), meeting=meeting, at=now())
    late = membership.person("Late")
    hub.people["late"] = late
    membership.joined(hub.society, hub.people["mair"], late, at=now())
    with pytest.raises(NotOnTheList):
        join_online(actor=hub.actor("late"), meeting=other, at=now())
    join_online(actor=hub.actor("dai"), meeting=other, at=now())
    cast.arrive(hub, other, "dai", "mair")
    assert functions.present(other) == (2, 0, 0)
    with pytest.raises(NotTheChair):
        leave_meeting(
            actor=hub.actor("dai"),
            meeting=other,
            invitee=cast.invited(hub, other, "mair"),
            at=now(),
        )
    leave_meeting(
        actor=hub.actor("dai"), meeting=other, invitee=cast.invited(hub, other, "dai"), at=now()
    )
    assert functions.present(other) == (1, 0, 0)
    join_online(actor=hub.actor("dai"), meeting=other, at=now())
    assert functions.present(other) == (1, 1, 0)


def test_without_a_quorum_it_is_adjourned_and_those_who_come_then_are_it(hub: Hub) -> None:
    meeting = cast.noticed(hub)
    hub.clock.until(meeting.held_at + timedelta(minutes=30))
    cast.arrive(hub, meeting, "mair", "dai")
    with pytest.raises(AdjournedIntoThePast):
        _adjourn(hub, meeting, days=0)
    _adjourn(hub, meeting)
    assert (meeting.state, Move.objects.get(meeting=meeting).what) == ("adjourned", "inquorate")
    assert functions.present(meeting) == (0, 0, 0)
    cast.tell(hub)
    assert Service.objects.filter(meeting=meeting, round=2).count() == 6
    hub.clock.until(meeting.held_at)
    with pytest.raises(NoQuorum):
        _open(hub, meeting)
    cast.arrive(hub, meeting, "mair", "dai")
    assert (_open(hub, meeting).state, meeting.quorum_needed) == ("open", 2)


def test_a_meeting_under_way_is_adjourned_and_keeps_its_quorum(hub: Hub) -> None:
    meeting = cast.opened(hub, "dai", "sian")
    _adjourn(hub, meeting)
    assert Move.objects.get(meeting=meeting).what == "adjourned"
    hub.clock.until(meeting.held_at)
    cast.arrive(hub, meeting, "mair", "dai")
    with pytest.raises(NoQuorum):
        _open(hub, meeting)


def test_it_closes_once_everything_on_its_notice_is_decided(hub: Hub) -> None:
    meeting = cast.opened(hub, "dai", "sian")
    with pytest.raises(QuestionIsOpen):
        close_meeting(actor=hub.actor("mair"), meeting=meeting, at=now())
    item, resolution = cast.at_the_resolution(hub, meeting)
    with pytest.raises(QuestionIsOpen):
        take_up_item(actor=hub.actor("mair"), item=agenda_of(meeting)[0], at=now())
    with pytest.raises(QuestionIsOpen):
        _adjourn(hub, meeting)
    cast.count(hub, item, 2, 1, 0)
    resolution.refresh_from_db()
    assert (resolution.state, resolution.by_hands, resolution.present) == ("carried", True, 3)
    close_meeting(actor=hub.actor("mair"), meeting=meeting, at=now())
    assert meeting.state == "closed"
    with pytest.raises(DoesNotMeet):
        cast.arrive(hub, meeting, "nest")


def test_whoever_was_given_the_chair_chairs(hub: Hub) -> None:
    meeting = cast.opened(hub, "dai", "sian", resolution=False)
    with pytest.raises(NotTheChair):
        take_up_item(actor=hub.actor("sian"), item=agenda_of(meeting)[0], at=now())
    sian = cast.invited(hub, meeting, "sian")
    give_duty(actor=hub.actor("mair"), meeting=meeting, party=sian.party, what="chair", at=now())
    take_up_item(actor=hub.actor("sian"), item=agenda_of(meeting)[0], at=now())


def test_points_of_order_come_first_and_one_speaks_at_a_time(hub: Hub) -> None:
    meeting = cast.opened(hub, "dai", "sian", resolution=False)

    def ask(name: str, kind: str = "speech") -> object:
        return ask_to_speak(actor=hub.actor(name), meeting=meeting, kind=kind, at=now())

    with pytest.raises(NotPutNow):
        ask("dai")
    take_up_item(actor=hub.actor("mair"), item=agenda_of(meeting)[0], at=now())
    ask("dai")
    ask("mair")
    ask("sian", "order")
    with pytest.raises(AsksAlready):
        ask("dai")
    with pytest.raises(NotPresent):
        ask("nest")
    names = [one.invitee.party.name for one in speakers_of(meeting)]
    assert names == ["Sian", "Dai", "Mair"]
    order, speech, _last = speakers_of(meeting)
    give_floor(actor=hub.actor("mair"), speech=order, at=now())
    with pytest.raises(SomebodySpeaks):
        give_floor(actor=hub.actor("mair"), speech=speech, at=now())
    with pytest.raises(NotTheChair):
        end_speech(actor=hub.actor("dai"), speech=order, at=now())
    end_speech(actor=hub.actor("mair"), speech=order, at=now())
    end_speech(actor=hub.actor("dai"), speech=speech, at=now())
    assert [one.invitee.party.name for one in speakers_of(meeting)] == ["Mair"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE governance_meeting SET state = 'closed' WHERE id = %s",
        "UPDATE meetings_item SET began_at = now() WHERE meeting_id = %s",
        "DELETE FROM meetings_presence WHERE meeting_id = %s",
        "UPDATE meetings_presence SET arrived_at = now() WHERE meeting_id = %s",
        "INSERT INTO meetings_presence (society_id, meeting_id, invitee_id, way, arrived_at) SELECT society_id,"
        " meeting_id, invitee_id, way, arrived_at FROM meetings_presence WHERE meeting_id = %s LIMIT 1",
        "INSERT INTO meetings_question (society_id, meeting_id, item_id, way, state, put_at) SELECT society_id, meeting_id,"
        " id, 'hands', 'put', now() FROM meetings_item WHERE meeting_id = %s",
        "DELETE FROM meetings_duty WHERE meeting_id = %s",
    ],
)
def test_the_web_role_cannot_write_the_room_around_the_law(hub: Hub, statement: str) -> None:
    meeting = cast.opened(hub, "dai", "sian", resolution=False)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [meeting.pk])
    assert Presence.objects.filter(meeting=meeting).count() == 3
    assert Invitee.objects.filter(meeting=meeting).count() == 6
