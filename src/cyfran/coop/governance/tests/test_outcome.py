"""The count, the waiting period, and what the software then does."""

from datetime import timedelta

import pytest

from cyfran.coop.governance.actions.drafts import add_call, add_rule_change
from cyfran.coop.governance.actions.outcome import (
    close_resolution,
    enact_resolution,
    record_rule_registration,
)
from cyfran.coop.governance.models import Attempt, Resolution
from cyfran.coop.governance.refusals import (
    CountedAlready,
    EnactedAlready,
    LapsedAlready,
    NotCarried,
    NotRegistered,
    StillOpen,
    StillWaiting,
    TriedLately,
    WrongRegistrationDay,
)
from cyfran.coop.governance.tasks import move_resolutions
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.membership.actions.members import cease_membership
from cyfran.coop.membership.queries import member_for
from cyfran.kernel.actions import Actor
from cyfran.kernel.record.models import RecordEntry
from cyfran.kernel.refusals import NotAllowed
from cyfran.kernel.societies.models import RuleVersion
from cyfran.kernel.societies.queries import job_mandate
from cyfran.kernel.societies.rulebook import rule
from cyfran.kernel.time import now, society_day


def test_it_is_lost_when_too_few_take_part(hub: Hub) -> None:
    opened = hub.opened(hub.draft())
    hub.vote(opened, dai="for", sian="for")
    closed = hub.closed(opened)
    assert (closed.state, closed.turnout, closed.quorum_was_reached) == ("lost", 2, False)


def test_abstentions_count_towards_the_quorum_and_not_the_result(hub: Hub) -> None:
    opened = hub.opened(hub.draft())
    hub.vote(opened, dai="for", sian="abstain", elin="abstain")
    assert hub.closed(opened).state == "carried"


def test_a_tie_is_lost(hub: Hub) -> None:
    opened = hub.opened(hub.draft())
    hub.vote(opened, dai="for", sian="for", elin="against", gwyn="against")
    assert hub.closed(opened).state == "lost"


def test_three_quarters_of_the_votes_cast_change_a_rule_and_less_does_not(hub: Hub) -> None:
    one, two = hub.give_notice(hub.draft_change()), hub.give_notice(hub.draft_change(to=3))
    assert one.opens_at is not None
    hub.clock.to(one.opens_at)
    hub.vote(one, dai="for", sian="for", elin="for", gwyn="against")
    hub.vote(two, dai="for", sian="for", elin="against", gwyn="abstain")
    assert hub.closed(one).state == "waiting"
    assert hub.closed(two).state == "lost"


def test_nobody_closes_a_vote_early_and_anybody_may_once_it_is_over(hub: Hub) -> None:
    opened = hub.opened(hub.draft())
    with pytest.raises(StillOpen):
        close_resolution(actor=hub.actor("mair"), resolution=opened, at=now())
    assert hub.closed(opened).state == "lost"


def test_votes_are_counted_once_and_the_record_tells_of_one_count(hub: Hub) -> None:
    counted = hub.closed(hub.opened(hub.draft()))
    for _again in range(3):
        with pytest.raises(CountedAlready):
            close_resolution(actor=Actor.guest(), resolution=counted, at=now())
    told = RecordEntry.objects.filter(society=hub.society, verb="governance.close_resolution")
    assert (counted.state, told.count()) == ("lost", 1)


def test_a_carried_change_of_rule_acts_after_its_waiting_period_and_not_before(hub: Hub) -> None:
    waiting = hub.carried(hub.draft_change())
    assert waiting.state == "waiting"
    with pytest.raises(StillWaiting):
        enact_resolution(actor=Actor.guest(), resolution=waiting, at=now())
    hub.waited(waiting)
    enacted = enact_resolution(actor=Actor.guest(), resolution=waiting, at=now())
    assert enacted.state == "enacted"
    reading = rule("governance.supporters", hub.society)
    assert (reading.value, reading.mandate_id) == (2, enacted.mandate_id)
    assert enacted.mandate is not None
    assert (enacted.mandate.kind, enacted.mandate.reference) == ("resolution", "resolution:1")


def test_a_resolution_is_enacted_once_and_the_record_tells_of_one_enactment(hub: Hub) -> None:
    waiting = hub.waited(hub.carried(hub.draft_change()))
    enact_resolution(actor=Actor.guest(), resolution=waiting, at=now())
    for _again in range(3):
        with pytest.raises(EnactedAlready):
            enact_resolution(actor=Actor.guest(), resolution=waiting, at=now())
    assert RuleVersion.objects.filter(key="governance.supporters").count() == 1
    assert _enactments(hub) == 1


def test_lost_withdrawn_and_worded_resolutions_are_never_carried_out(hub: Hub) -> None:
    worded = hub.carried(hub.draft())
    assert worded.state == "carried"
    with pytest.raises(NotCarried):
        enact_resolution(actor=Actor.guest(), resolution=hub.waited(worded), at=now())


def test_it_lapses_when_the_rule_is_no_longer_what_was_voted_on(hub: Hub) -> None:
    one, two = hub.give_notice(hub.draft_change(to=2)), hub.give_notice(hub.draft_change(to=3))
    assert one.opens_at is not None
    hub.clock.to(one.opens_at)
    for resolution in (one, two):
        hub.vote(resolution, dai="for", sian="for", elin="for")
    for resolution in (one, two):
        hub.closed(resolution)
    hub.waited(one)
    assert enact_resolution(actor=Actor.guest(), resolution=one, at=now()).state == "enacted"
    lapsed = enact_resolution(actor=Actor.guest(), resolution=two, at=now())
    assert (lapsed.state, lapsed.ended_why) == ("lapsed", "stale")
    with pytest.raises(LapsedAlready):
        enact_resolution(actor=Actor.guest(), resolution=lapsed, at=now())
    assert _enactments(hub) == 2
    assert rule("governance.supporters", hub.society).value == 2


def test_a_change_of_registered_rules_waits_for_the_date_of_registration(hub: Hub) -> None:
    waiting = hub.waited(hub.carried(hub.draft_change("governance.notice_days", to=21)))
    with pytest.raises(NotRegistered):
        enact_resolution(actor=Actor.guest(), resolution=waiting, at=now())
    today = society_day(hub.society, now())
    with pytest.raises(NotAllowed):
        record_rule_registration(
            actor=hub.actor("dai"), resolution=waiting, registered_on=today, at=now()
        )
    for wrong in (today + timedelta(days=1), today - timedelta(days=60)):
        with pytest.raises(WrongRegistrationDay):
            record_rule_registration(
                actor=hub.actor("mair"), resolution=waiting, registered_on=wrong, at=now()
            )
    record_rule_registration(
        actor=hub.actor("mair"), resolution=waiting, registered_on=today, at=now()
    )
    enact_resolution(actor=Actor.guest(), resolution=waiting, at=now())
    assert rule("governance.notice_days", hub.society).value == 21
    with pytest.raises(NotCarried):
        record_rule_registration(
            actor=hub.actor("mair"), resolution=waiting, registered_on=today, at=now()
        )


def test_what_was_voted_is_done_by_the_mandate_of_the_resolution(hub: Hub) -> None:
    waiting = hub.waited(hub.carried(_expulsion_of_nest(hub)))
    enacted = enact_resolution(actor=Actor.guest(), resolution=waiting, at=now())
    assert member_for(hub.society, hub.people["nest"].pk) is None
    entry = RecordEntry.objects.get(verb="membership.expel_member")
    assert (entry.actor_kind, entry.mandate_id) == ("mandate", enacted.mandate_id)


def test_a_refused_call_undoes_all_of_it_and_is_shown_and_tried_again(hub: Hub) -> None:
    draft = _expulsion_of_nest(hub, kind="rule_change")
    add_rule_change(
        actor=hub.actor("dai"), resolution=draft, key="governance.supporters", new_value=2
    )
    waiting = hub.waited(hub.carried(draft))
    nest = member_for(hub.society, hub.people["nest"].pk)
    assert nest is not None
    cease_membership(actor=hub.actor("nest"), member=nest, at=now())
    tried = enact_resolution(actor=Actor.guest(), resolution=waiting, at=now())
    assert (tried.state, tried.mandate_id) == ("waiting", None)
    assert rule("governance.supporters", hub.society).value == 5
    attempt = Attempt.objects.get(resolution=waiting)
    assert (attempt.refusal, attempt.verb) == ("NotCurrentMember", "membership.expel_member")


def test_however_often_it_is_tried_one_attempt_is_kept_in_six_hours(hub: Hub) -> None:
    waiting = hub.waited(hub.carried(_expulsion_of_nest(hub)))
    nest = member_for(hub.society, hub.people["nest"].pk)
    assert nest is not None
    cease_membership(actor=hub.actor("nest"), member=nest, at=now())
    enact_resolution(actor=Actor.guest(), resolution=waiting, at=now())
    for _again in range(3):
        with pytest.raises(TriedLately, match="That membership has ended"):
            enact_resolution(actor=Actor.guest(), resolution=waiting, at=now())
    assert (Attempt.objects.count(), _enactments(hub)) == (1, 1)
    hub.clock.on(hours=7)
    enact_resolution(actor=Actor.guest(), resolution=waiting, at=now())
    assert (Attempt.objects.count(), _enactments(hub)) == (2, 2)


def test_what_cannot_be_done_for_four_weeks_lapses(hub: Hub) -> None:
    waiting = hub.waited(hub.carried(_expulsion_of_nest(hub)))
    nest = member_for(hub.society, hub.people["nest"].pk)
    assert nest is not None
    cease_membership(actor=hub.actor("nest"), member=nest, at=now())
    _sweep(hub)
    hub.clock.on(days=29)
    _sweep(hub)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.ended_why) == ("lapsed", "refused")


def test_time_moves_resolutions_by_itself(hub: Hub) -> None:
    noticed = hub.give_notice(hub.draft_change())
    assert noticed.opens_at is not None
    assert noticed.closes_at is not None
    hub.clock.to(noticed.opens_at)
    _sweep(hub)
    noticed.refresh_from_db()
    assert noticed.state == "open"
    hub.vote(noticed, **dict.fromkeys(hub.people, "for"))
    hub.clock.to(noticed.closes_at)
    _sweep(hub)
    noticed.refresh_from_db()
    assert noticed.state == "waiting"
    hub.waited(noticed)
    _sweep(hub)
    noticed.refresh_from_db()
    assert noticed.state == "enacted"


def test_a_worker_that_slept_catches_up_in_one_sweep(hub: Hub) -> None:
    noticed = hub.give_notice(hub.draft_change())
    assert noticed.opens_at is not None
    hub.clock.to(noticed.opens_at)
    hub.vote(noticed, **dict.fromkeys(hub.people, "for"))
    hub.waited(noticed)
    _sweep(hub)
    noticed.refresh_from_db()
    assert noticed.state == "enacted"


def _enactments(hub: Hub) -> int:
    return RecordEntry.objects.filter(
        society=hub.society, verb="governance.enact_resolution"
    ).count()


def _sweep(hub: Hub) -> None:
    mandate = job_mandate(hub.society, "governance.resolutions")
    move_resolutions(hub.society, Actor.mandate(mandate), now())


def _expulsion_of_nest(hub: Hub, kind: str = "extraordinary") -> Resolution:
    nest = member_for(hub.society, hub.people["nest"].pk)
    assert nest is not None
    draft = hub.draft(kind=kind)
    add_call(
        actor=hub.actor("dai"),
        resolution=draft,
        verb="membership.expel_member",
        arguments={"member": nest.pk},
    )
    return draft
