"""One member, one vote, between the opening and the closing moment; the last one counts."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from cyfran.coop.governance.models import Elector, Vote
from cyfran.coop.governance.queries import elector_for, resolution_numbered, taken_part, to_vote_on
from cyfran.coop.governance.refusals import (
    NoLongerAMember,
    NotAnElector,
    VotingClosed,
    VotingNotOpen,
)
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.membership.actions.members import cease_membership
from cyfran.coop.membership.queries import member_for
from cyfran.coop.membership.tests.cast import joined, person
from cyfran.kernel.record.models import RecordEntry, RecordText
from cyfran.kernel.refusals import NotAllowed, constraint_of
from cyfran.kernel.time import now


def test_a_member_votes_and_may_change_it_and_the_last_one_counts(hub: Hub) -> None:
    opened = hub.opened(hub.draft())
    for choice in ("for", "against", "abstain", "for"):
        hub.cast(opened, "dai", choice)
    elector = elector_for(opened, hub.people["dai"].pk)
    assert elector is not None
    assert getattr(elector, "choice", "") == "for"
    assert [vote.version for vote in elector.votes.order_by("version")] == [1, 2, 3, 4]
    found = resolution_numbered(hub.society, 1)
    assert found is not None
    assert taken_part(found) == 1
    hub.vote(opened, sian="against", elin="for")
    closed = hub.closed(opened)
    assert (closed.votes_for, closed.votes_against, closed.votes_abstained) == (2, 1, 0)


def test_votes_are_refused_before_the_opening_moment(hub: Hub) -> None:
    noticed = hub.give_notice(hub.draft())
    assert noticed.opens_at is not None
    hub.clock.to(noticed.opens_at - timedelta(seconds=30))
    with pytest.raises(VotingNotOpen):
        hub.cast(noticed, "dai", "for")
    hub.clock.to(noticed.opens_at)
    hub.cast(noticed, "dai", "for")


def test_votes_are_refused_at_the_closing_moment_and_after(hub: Hub) -> None:
    opened = hub.opened(hub.draft())
    assert opened.closes_at is not None
    hub.clock.to(opened.closes_at - timedelta(seconds=30))
    hub.cast(opened, "dai", "for")
    hub.clock.to(opened.closes_at)
    with pytest.raises(VotingClosed):
        hub.cast(opened, "sian", "for")
    hub.closed(opened)
    with pytest.raises(VotingClosed):
        hub.cast(opened, "sian", "for")


def test_a_draft_cannot_be_voted_on(hub: Hub) -> None:
    with pytest.raises(NotAnElector):
        hub.cast(hub.draft(), "dai", "for")


def test_whoever_joined_after_the_notice_is_refused(hub: Hub) -> None:
    noticed = hub.give_notice(hub.draft())
    hub.people["late"] = person("Hywel")
    joined(hub.society, hub.people["mair"], hub.people["late"], at=now())
    assert noticed.opens_at is not None
    hub.clock.to(noticed.opens_at)
    with pytest.raises(NotAnElector):
        hub.cast(noticed, "late", "for")


def test_whoever_left_since_the_notice_is_refused(hub: Hub) -> None:
    opened = hub.opened(hub.draft())
    dai = member_for(hub.society, hub.people["dai"].pk)
    assert dai is not None
    cease_membership(actor=hub.actor("dai"), member=dai, at=now())
    with pytest.raises(NotAllowed):
        hub.cast(opened, "dai", "for")
    elector = Elector.objects.get(resolution=opened, member=dai)
    assert _refused(opened.pk, elector.pk, hub.society.pk) == "vote_by_a_member"
    assert str(NoLongerAMember())


def test_what_waits_for_a_member_goes_once_they_have_voted(hub: Hub) -> None:
    opened = hub.opened(hub.draft())
    dai = member_for(hub.society, hub.people["dai"].pk)
    assert list(to_vote_on(hub.society, dai, now())) == [opened]
    hub.cast(opened, "dai", "abstain")
    assert not to_vote_on(hub.society, dai, now()).exists()
    assert not to_vote_on(hub.society, None, now()).exists()


def test_the_record_says_that_dai_voted_and_not_how(hub: Hub) -> None:
    opened = hub.opened(hub.draft())
    hub.cast(opened, "dai", "against")
    entry = RecordEntry.objects.filter(verb="governance.cast_vote").get()
    assert entry.actor_id == hub.people["dai"].pk
    assert "choice" not in entry.facts
    assert not RecordText.objects.filter(entry=entry).exists()


@pytest.mark.parametrize(
    ("sql", "constraint"),
    [
        ("UPDATE governance_vote SET choice = 'for'", "denied"),
        ("DELETE FROM governance_vote", "denied"),
        ("UPDATE governance_elector SET member_id = 1", "denied"),
        (
            "INSERT INTO governance_elector (society_id, resolution_id, member_id, class_code) "
            "SELECT society_id, resolution_id, member_id, class_code FROM governance_elector LIMIT 1",
            "denied",
        ),
    ],
)
def test_a_vote_cast_is_out_of_reach(hub: Hub, sql: str, constraint: str) -> None:
    hub.vote(hub.opened(hub.draft()), dai="against")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(sql)


def test_the_database_dates_and_numbers_a_vote_itself(hub: Hub) -> None:
    opened = hub.opened(hub.draft())
    elector = elector_for(opened, hub.people["dai"].pk)
    vote = Vote.objects.create(
        society=hub.society,
        resolution=opened,
        elector=elector,
        choice="for",
        version=77,
        cast_at=now() - timedelta(days=30),
    )
    vote.refresh_from_db()
    assert vote.version == 1
    assert abs(vote.cast_at - now()) < timedelta(seconds=30)


def test_an_elector_of_one_resolution_is_none_of_another(hub: Hub) -> None:
    one = hub.give_notice(hub.draft())
    other = hub.opened(hub.draft())
    elector = Elector.objects.filter(resolution=one).first()
    assert elector is not None
    assert _refused(other.pk, elector.pk, hub.society.pk) == "vote_by_an_elector"


def _refused(resolution: int, elector: int, society: int) -> str | None:
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        connection.cursor().execute(
            "INSERT INTO governance_vote (society_id, resolution_id, elector_id, version, choice, cast_at) "
            "VALUES (%s, %s, %s, 1, 'for', now())",
            [society, resolution, elector],
        )
    return constraint_of(error.value)
