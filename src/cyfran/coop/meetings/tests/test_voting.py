"""Votes in the room: hands counted by two, ballots that are demanded, and proxies."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from cyfran.coop.governance.models import Elector, Meeting, Resolution, Vote
from cyfran.coop.governance.refusals import BallotNotOpen, ClosedByItsMeeting, NotAtTheMeeting
from cyfran.coop.governance.tasks import move_resolutions
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.meetings import functions
from cyfran.coop.meetings.actions.proxies import name_proxy, revoke_proxy, vote_as_proxy
from cyfran.coop.meetings.actions.room import leave_meeting
from cyfran.coop.meetings.actions.voting import (
    close_ballot,
    confirm_count,
    demand_ballot,
    enter_count,
    put_question,
    take_up_item,
)
from cyfran.coop.meetings.models import Item, Proxy, Question
from cyfran.coop.meetings.queries import agenda_of
from cyfran.coop.meetings.refusals import (
    BallotDemanded,
    DemandedAlready,
    HandsDecide,
    HoldsEnough,
    NoProxies,
    NoQuorum,
    NotAsInstructed,
    NotATeller,
    NotPutNow,
    OwnVoteWins,
    ProxyGivenAlready,
    ProxyIsYourself,
    ProxyTakenBack,
    SecondTellerNeeded,
    TooManyHands,
)
from cyfran.coop.meetings.tests import cast
from cyfran.kernel.actions import Actor
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.queries import job_mandate
from cyfran.kernel.time import now


def _again(resolution: Resolution) -> Resolution:
    return Resolution.objects.get(pk=resolution.pk)


def _enter(hub: Hub, item: Item, by: str, *votes: int) -> Question:
    yes, no, abstained = votes
    return enter_count(
        actor=hub.actor(by), item=item, votes_for=yes, against=no, abstained=abstained, at=now()
    )


def _confirm(hub: Hub, item: Item, by: str, *votes: int) -> Question:
    yes, no, abstained = votes
    return confirm_count(
        actor=hub.actor(by), item=item, votes_for=yes, against=no, abstained=abstained, at=now()
    )


def _demand(hub: Hub, item: Item, *names: str) -> None:
    for name in names:
        question = Question.objects.get(item=item)
        demand_ballot(actor=hub.actor(name), question=question, at=now())


def _name(hub: Hub, meeting: Meeting, giver: str, holder: str, **instructions: str) -> Proxy:
    resolutions = {int(key[1:]): choice for key, choice in instructions.items()}
    return name_proxy(
        actor=hub.actor(giver),
        meeting=meeting,
        holder=cast.invited(hub, meeting, holder),
        instructions=resolutions,
        at=now(),
    )


def _as_proxy(hub: Hub, proxy: Proxy, resolution: Resolution, choice: str, by: str = "dai") -> Vote:
    return vote_as_proxy(
        actor=hub.actor(by), proxy=proxy, resolution=resolution, choice=choice, at=now()
    )


def test_two_who_agree_decide_and_two_who_differ_begin_again(hub: Hub) -> None:
    meeting = cast.opened(hub, "dai", "sian", "elin")
    item, resolution = cast.at_the_resolution(hub, meeting)
    with pytest.raises(NotPutNow):
        put_question(actor=hub.actor("mair"), item=agenda_of(meeting)[0], way="hands", at=now())
    with pytest.raises(NotATeller):
        _enter(hub, item, "sian", 3, 1, 0)
    with pytest.raises(TooManyHands):
        _enter(hub, item, "mair", 4, 1, 0)
    _enter(hub, item, "mair", 3, 1, 0)
    with pytest.raises(SecondTellerNeeded):
        _confirm(hub, item, "mair", 3, 1, 0)
    assert _confirm(hub, item, "dai", 2, 2, 0).state == "put"
    _enter(hub, item, "dai", 2, 2, 0)
    decided = _confirm(hub, item, "mair", 2, 2, 0)
    assert (decided.state, decided.carried, decided.present) == ("decided", False, 4)
    found = _again(resolution)
    assert (found.state, found.votes_for, found.votes_against) == ("lost", 2, 2)
    with pytest.raises(NotPutNow):
        _enter(hub, item, "mair", 4, 0, 0)


def test_a_question_of_the_meeting_itself_is_decided_by_hands(hub: Hub) -> None:
    meeting = cast.opened(hub, "dai", "sian", resolution=False)
    cast.put(hub, meeting, "Shall we go on until nine?", decides=True, procedural=True)
    item = agenda_of(meeting)[1]
    take_up_item(actor=hub.actor("mair"), item=item, at=now())
    with pytest.raises(HandsDecide):
        put_question(actor=hub.actor("mair"), item=item, way="ballot", at=now())
    put_question(actor=hub.actor("mair"), item=item, way="hands", at=now())
    with pytest.raises(HandsDecide):
        _demand(hub, item, "sian")
    assert cast.count(hub, item, 2, 1, 0).carried


def test_nothing_is_decided_once_the_quorum_has_left(hub: Hub) -> None:
    meeting = cast.opened(hub, "dai", "sian")
    item, _resolution = cast.at_the_resolution(hub, meeting)
    _enter(hub, item, "mair", 2, 1, 0)
    leave_meeting(
        actor=hub.actor("sian"),
        meeting=meeting,
        invitee=cast.invited(hub, meeting, "sian"),
        at=now(),
    )
    with pytest.raises(NoQuorum):
        _confirm(hub, item, "dai", 2, 1, 0)


def test_three_turn_a_show_of_hands_into_a_ballot_of_those_present(hub: Hub) -> None:
    meeting = cast.opened(hub, "dai", "sian", "elin")
    item, resolution = cast.at_the_resolution(hub, meeting)
    with pytest.raises(BallotNotOpen):
        hub.cast(resolution, "dai", "for")
    _enter(hub, item, "mair", 3, 1, 0)
    with pytest.raises(NotPutNow):
        _demand(hub, item, "nest")
    _demand(hub, item, "dai", "sian")
    with pytest.raises(DemandedAlready):
        _demand(hub, item, "sian")
    _demand(hub, item, "elin")
    question = Question.objects.get(item=item)
    assert (question.way, question.state, question.votes_for) == ("ballot", "put", None)
    with pytest.raises(BallotDemanded):
        _enter(hub, item, "mair", 3, 1, 0)
    hub.vote(resolution, dai="for", sian="against", elin="for", mair="abstain")
    hub.vote(resolution, sian="for")
    with pytest.raises(NotAtTheMeeting):
        hub.cast(resolution, "nest", "for")
    closed = close_ballot(actor=hub.actor("mair"), item=item, at=now())
    assert (closed.carried, closed.votes_for, closed.votes_abstained) == (True, 3, 1)
    found = _again(resolution)
    assert (found.state, found.by_hands, found.present) == ("carried", False, 4)
    with pytest.raises(NotPutNow):
        close_ballot(actor=hub.actor("mair"), item=item, at=now())


def test_the_clock_closes_nothing_that_is_put_to_a_meeting(hub: Hub) -> None:
    meeting = cast.opened(hub, "dai", "sian")
    resolution = Resolution.objects.get()
    assert resolution.closes_at is not None
    hub.clock.until(resolution.closes_at + timedelta(days=1))
    mandate = job_mandate(hub.society, "governance.resolutions")
    move_resolutions(hub.society, Actor.mandate(mandate), now())
    assert not _again(resolution).is_counted
    with pytest.raises(ClosedByItsMeeting):
        hub.closed(resolution)
    item, _resolution = cast.at_the_resolution(hub, meeting)
    cast.count(hub, item, 3, 0, 0)
    found = _again(resolution)
    assert found.state == "carried"
    assert found.enact_after > resolution.enact_after


def test_proxies_are_off_until_members_decide_otherwise(hub: Hub) -> None:
    with pytest.raises(NoProxies):
        _name(hub, cast.noticed(hub), "nest", "dai")


def test_a_proxy_is_named_once_capped_and_taken_back(hub: Hub) -> None:
    cast.allow_proxies(hub)
    meeting = cast.noticed(hub)
    with pytest.raises(ProxyIsYourself):
        _name(hub, meeting, "nest", "nest")
    proxy = _name(hub, meeting, "nest", "dai")
    with pytest.raises(ProxyGivenAlready):
        _name(hub, meeting, "nest", "sian")
    with pytest.raises(HoldsEnough):
        _name(hub, meeting, "gwyn", "dai")
    with pytest.raises(NotAllowed):
        revoke_proxy(actor=hub.actor("dai"), proxy=proxy, at=now())
    revoke_proxy(actor=hub.actor("nest"), proxy=proxy, at=now())
    with pytest.raises(ProxyTakenBack):
        revoke_proxy(actor=hub.actor("nest"), proxy=Proxy.objects.get(pk=proxy.pk), at=now())
    _name(hub, meeting, "gwyn", "dai")


def test_a_proxy_counts_and_votes_as_instructed_and_an_own_vote_wins(hub: Hub) -> None:
    cast.allow_proxies(hub, each=2)
    meeting = cast.opened(hub, "dai", "sian")
    resolution = Resolution.objects.get(meeting=meeting)
    instructed = _name(hub, meeting, "nest", "dai", **{f"r{resolution.pk}": "against"})
    free = _name(hub, meeting, "gwyn", "dai")
    assert functions.present(meeting) == (3, 0, 2)
    item, _ = cast.at_the_resolution(hub, meeting, "ballot")
    with pytest.raises(NotAsInstructed):
        _as_proxy(hub, instructed, resolution, "for")
    with pytest.raises(NotAllowed):
        _as_proxy(hub, instructed, resolution, "against", by="sian")
    _as_proxy(hub, instructed, resolution, "against")
    _as_proxy(hub, free, resolution, "against")
    cast.arrive(hub, meeting, "gwyn", "nest")
    assert functions.present(meeting) == (5, 0, 0)
    hub.vote(resolution, gwyn="for", mair="for", dai="for", sian="for")
    with pytest.raises(OwnVoteWins):
        _as_proxy(hub, free, resolution, "against")
    revoke_proxy(actor=hub.actor("gwyn"), proxy=free, at=now())
    with pytest.raises(ProxyTakenBack):
        _as_proxy(hub, free, resolution, "against")
    closed = close_ballot(actor=hub.actor("mair"), item=item, at=now())
    assert (closed.votes_for, closed.votes_against) == (4, 1)


def test_the_database_knows_no_proxy_that_was_not_given(hub: Hub) -> None:
    meeting = cast.opened(hub, "dai", "sian")
    _item, resolution = cast.at_the_resolution(hub, meeting, "ballot")
    nest = cast.invited(hub, meeting, "nest")
    elector = Elector.objects.get(resolution=resolution, member=nest.member)
    dai = cast.invited(hub, meeting, "dai")
    statement = (
        "INSERT INTO governance_vote (society_id, resolution_id, elector_id, version, choice, holder_id, cast_at)"
        " VALUES (%s, %s, %s, 1, 'for', %s, now())"
    )
    for holder in (dai.member_id, None):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [hub.society.pk, resolution.pk, elector.pk, holder])
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT governance_take_count(%s, %s, 6, 0, 0, 6, true)",
            [hub.society.pk, resolution.pk],
        )
    assert not _again(resolution).is_counted
