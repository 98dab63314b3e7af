"""What code could try with the web's role and raw SQL, and how the database answers; and what actions refuse."""

import secrets
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from cyfran.coop.elections import functions, refusals
from cyfran.coop.elections.actions.closing import declare_election
from cyfran.coop.elections.actions.standing import nominate, stand
from cyfran.coop.elections.actions.voting import cast_ballot, cast_plainly, collect_paper
from cyfran.coop.elections.models import BoxedBallot, Election, Leaf, Opening, Paper, State
from cyfran.coop.elections.queries import due
from cyfran.coop.elections.sealing import Ballot
from cyfran.coop.elections.tests import cast
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.membership.actions.members import cease_membership
from cyfran.coop.membership.models import Member
from cyfran.coop.membership.tests import cast as membership
from cyfran.kernel.actions import Actor
from cyfran.kernel.database import society_transaction
from cyfran.kernel.refusals import constraint_of
from cyfran.kernel.time import now
from cyfran.site.testing.races import at_once

NO_PRIVILEGE = "42501"
TABLES = {
    "elections_election": "SELECT INSERT",
    "elections_nomination": "SELECT INSERT",
    "elections_told": "SELECT INSERT",
    "elections_roll": "SELECT",
    "elections_retirement": "SELECT",
    "elections_paper": "SELECT",
    "elections_boxedballot": "SELECT",
    "elections_leaf": "SELECT",
    "elections_head": "SELECT",
    "elections_opening": "SELECT",
    "elections_seat": "SELECT",
}
DENIED = [
    "UPDATE elections_election SET state = 'declared'",
    "UPDATE elections_election SET result = '{{}}'",
    "UPDATE elections_election SET closes_at = now() + interval '1 year'",
    "UPDATE elections_election SET sealed_key = ''",
    "DELETE FROM elections_election",
    "TRUNCATE elections_election CASCADE",
    "UPDATE elections_nomination SET place = 1",
    "DELETE FROM elections_nomination",
    "DELETE FROM elections_paper",
    "UPDATE elections_paper SET way = 'plain'",
    "INSERT INTO elections_paper (id, society_id, election_id, on_roll_id, way, digest)"
    " SELECT gen_random_uuid(), society_id, election_id, id, 'plain', '' FROM elections_roll",
    "INSERT INTO elections_roll (society_id, election_id, member_id, class_code)"
    " SELECT society_id, {election}, id, 'x' FROM membership_member",
    "DELETE FROM elections_roll",
    "DELETE FROM elections_boxedballot",
    "UPDATE elections_boxedballot SET commitment = ''",
    "DELETE FROM elections_leaf",
    "UPDATE elections_leaf SET place = 7",
    "TRUNCATE elections_leaf",
    "UPDATE elections_head SET root = ''",
    "INSERT INTO elections_opening (society_id, election_id, place, salt, ranking) VALUES ({society}, {election}, 0, '', '1')",
    "INSERT INTO elections_seat (society_id, election_id, nomination_id)"
    " SELECT society_id, election_id, id FROM elections_nomination",
    "SELECT elections_empty_box(e) FROM elections_election e",
    "SELECT elections_mandate({society}, 1)",
    "ALTER TABLE elections_leaf DISABLE TRIGGER ALL",
    "DROP TRIGGER log_stays ON elections_leaf",
]
REFUSED = [
    ("SELECT elections_close({society}, {election})", "closed_when_voting_is_over"),
    ("SELECT elections_open({society}, {election}, '[]')", "ballots_opened_after_the_close"),
    ("SELECT elections_declare({society}, {election}, '{{}}')", "declared_after_the_count"),
    ("SELECT elections_withdraw({society}, {election})", "withdrawn_before_nominations_close"),
    ("SELECT elections_call({society}, {election}, '', '')", "called_election_stands_still"),
    ("SELECT elections_shuffle({other}, {election})", "stays_in_its_society"),
    (
        "SELECT elections_give_paper({society}, {election}, 0, 'x')",
        "paper_for_somebody_on_the_roll",
    ),
    (
        'UPDATE elections_election SET title = \'{{"en": "Mine", "cy": "", "source": "en"}}\'',
        "called_election_stands_still",
    ),
    ("UPDATE elections_nomination SET state = 'withdrawn'", "nominated_while_nominations_are_open"),
    (
        'UPDATE elections_nomination SET statement = \'{{"en": "x", "cy": "", "source": "en"}}\'',
        "nominated_while_nominations_are_open",
    ),
    (
        "INSERT INTO societies_appointment (society_id, party_id, office, mandate_id, starts_at)"
        " SELECT {society}, p.id, 'board', societies_mandate_for({society}, 'appointment', 'election:1'), now()"
        " FROM societies_party p LIMIT 1",
        "election_appoints_the_elected",
    ),
    (
        "INSERT INTO elections_election (society_id, title, seats, rules, reopen, class_code, retiring,"
        " returning_officer_id, nominations_close_at, opens_at, closes_at, state, electorate_hash, public_key, sealed_key,"
        " root, seed, result) SELECT society_id, title, 1, rules, false, '', 'none', returning_officer_id,"
        " nominations_close_at, opens_at, closes_at, 'declared', '', '', '', '', '', '{{}}' FROM elections_election LIMIT 1",
        "election_begins_as_a_draft",
    ),
]


def _run(sql: str, hub: Hub, election: Election) -> None:
    said = sql.format(society=hub.society.pk, other=hub.society.pk + 1, election=election.pk)
    with connection.cursor() as cursor:
        cursor.execute(said)


def test_the_web_role_may_not(hub: Hub):
    election = cast.opened(hub)
    cast.voted(hub, election, dai=(1,))
    for sql in DENIED:
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            _run(sql, hub, election)
        assert getattr(error.value.__cause__, "sqlstate", "") == NO_PRIVILEGE, sql


def test_the_database_refuses_by_name(hub: Hub):
    election = cast.opened(hub)
    for sql, constraint in REFUSED:
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            _run(sql, hub, election)
        assert constraint_of(error.value) == constraint, sql


def test_what_the_web_role_may_do_to_each_table_is_this_and_no_more(hub: Hub):
    with connection.cursor() as cursor:
        for table, granted in TABLES.items():
            for privilege in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER"):
                cursor.execute(
                    "SELECT has_table_privilege(current_user, %s, %s)", [table, privilege]
                )
                assert cursor.fetchone()[0] is (privilege in granted.split()), (table, privilege)


def test_the_returning_officer_cannot_stand(hub: Hub):
    election = cast.call(hub, officer="dai")
    with pytest.raises(refusals.OfficerCannotStand):
        cast.put_forward(hub, election, "dai")


def test_who_joined_after_the_notice_neither_stands_nor_votes(hub: Hub):
    election = cast.call(hub)
    late = hub.people["late"] = membership.person("Late")
    membership.joined(hub.society, hub.people["mair"], late, at=now())
    with pytest.raises(refusals.NotOnTheRoll):
        cast.put_forward(hub, election, "late")
    cast.put_forward(hub, election, "dai", "sian", "elin")
    hub.clock.until(election.nominations_close_at)
    cast.fix(election)
    hub.clock.until(election.opens_at + timedelta(minutes=1))
    with pytest.raises(refusals.NotOnTheRoll):
        cast.Browser(election).collect(hub.actor("late"))
    with pytest.raises(refusals.NotOnTheRoll):
        cast_plainly(actor=hub.actor("late"), election=election, ranking="1", at=now())


def test_who_left_after_the_notice_does_not_vote(hub: Hub):
    election = cast.opened(hub)
    gwyn = Member.objects.get(party=cast.party(hub, "gwyn"))
    cease_membership(actor=hub.actor("mair"), member=gwyn, at=now())
    with pytest.raises(refusals.CeasedToBeAMember), transaction.atomic():
        functions.give_paper(election, election.roll.get(member=gwyn), "0" * 64)


def test_a_second_paper_is_refused_and_the_same_one_given_again(hub: Hub):
    election = cast.opened(hub)
    first, second = cast.Browser(election), cast.Browser(election)
    first.collect(hub.actor("gwyn"))
    signature = first.signature
    first.collect(hub.actor("gwyn"))
    assert first.signature == signature
    with pytest.raises(refusals.PaperTaken):
        second.collect(hub.actor("gwyn"))
    with pytest.raises(refusals.PaperTaken):
        cast_plainly(actor=hub.actor("gwyn"), election=election, ranking="1", at=now())
    assert Paper.objects.count() == 1


def test_a_paper_is_used_once_and_the_same_ballot_is_the_same_one(hub: Hub):
    election = cast.opened(hub)
    browser = cast.Browser(election)
    browser.collect(hub.actor("gwyn"))
    vote = browser.vote((2, 1))
    receipt = cast.send(election, vote)
    assert cast.send(election, vote) == receipt
    with pytest.raises(refusals.PaperUsed):
        cast.send(election, browser.vote((1,)))
    assert BoxedBallot.objects.count() == 1


def test_a_forged_a_borrowed_and_a_malformed_ballot_each_have_their_sentence(hub: Hub):
    election = cast.opened(hub)
    browser = cast.Browser(election)
    browser.collect(hub.actor("gwyn"))
    vote = browser.vote((2, 1))
    forged = "0" * 768
    for wrong, refusal in (
        (replace(vote, signature=forged), refusals.ForgedPaper),
        (replace(vote, signature="zz"), refusals.ForgedPaper),
        (replace(vote, token="0" * 64), refusals.ForgedPaper),
        (replace(vote, token=vote.token.upper()), refusals.ForgedPaper),
        (replace(vote, ballot=Ballot("short", "1")), refusals.BallotMalformed),
        *(
            (
                replace(vote, ballot=Ballot(secrets.token_hex(32), ranking)),
                refusals.RankingMalformed,
            )
            for ranking in ("", "0", "4", "1,1", "1,,2", "1, 2", "1;2", "a", "-1", "1" * 3000)
        ),
    ):
        with pytest.raises(refusal):
            cast.send(election, wrong)
    assert not BoxedBallot.objects.exists()
    with pytest.raises(refusals.NoBlindedNumber):
        collect_paper(actor=hub.actor("nest"), election=election, blinded=b"\xff" * 384, at=now())
    assert Paper.objects.count() == 1


def test_a_paper_of_another_election_is_no_paper(hub: Hub):
    first, second = cast.call(hub), cast.call(hub)
    for election, names in ((first, ("dai", "sian", "elin")), (second, ("gwyn", "nest", "dai"))):
        cast.put_forward(hub, election, *names)
    hub.clock.until(first.opens_at + timedelta(minutes=1))
    for election in (first, second):
        cast.fix(election)
    browser = cast.Browser(second)
    browser.collect(hub.actor("gwyn"))
    with pytest.raises(refusals.ForgedPaper):
        cast.send(first, browser.vote((1,)))
    cast.send(second, browser.vote((1,)))


def test_nothing_is_taken_before_the_opening_or_from_the_closing_moment_on(hub: Hub):
    election = cast.call(hub)
    cast.put_forward(hub, election, "dai", "sian", "elin")
    hub.clock.until(election.nominations_close_at)
    cast.fix(election)
    browser = cast.Browser(election)
    with pytest.raises(refusals.ElectionNotOpen):
        browser.collect(hub.actor("gwyn"))
    hub.clock.until(election.opens_at)
    browser.collect(hub.actor("gwyn"))
    late = cast.Browser(election)
    vote = browser.vote((1,))
    before = now()
    hub.clock.until(election.closes_at)
    with pytest.raises(refusals.ElectionClosed):
        cast.send(election, vote)
    with pytest.raises(refusals.ElectionClosed):
        late.collect(hub.actor("nest"))
    # The database says so too, whatever time the caller pretends it to be.
    with pytest.raises(refusals.ElectionClosed):
        cast_ballot(actor=Actor.guest(), election=election, vote=vote, at=before)
    assert not BoxedBallot.objects.exists()


def test_the_count_cannot_begin_early_or_be_made_twice(hub: Hub):
    election = cast.opened(hub)
    cast.voted(hub, election, **cast.EVERYBODY)
    with pytest.raises(refusals.ElectionStillOpen):
        declare_election(actor=Actor.guest(), election=election, at=now())
    assert list(due(hub.society, now())) == []
    done = cast.declared(hub, election)
    result, mandate = done.result, done.mandate_id
    again = declare_election(actor=Actor.guest(), election=done, at=now())
    assert (again.result, again.mandate_id) == (result, mandate)
    assert done.sealed_key == b""
    with pytest.raises(DatabaseError), transaction.atomic():
        _run("SELECT elections_open({society}, {election}, '[]')", hub, done)


def test_an_opening_must_be_of_its_ballot(hub: Hub):
    election = cast.opened(hub)
    cast.voted(hub, election, **cast.EVERYBODY)
    hub.clock.until(election.closes_at)
    functions.close(election)
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        functions.open_ballots(election, [(0, "0" * 64, "1")])
    assert constraint_of(error.value) == "opening_is_of_its_ballot"
    assert not Opening.objects.exists()


@pytest.mark.parametrize(
    "result",
    [
        '{"seed": "x"}',
        '{"seed": "SEED", "rules": "meek", "seats": 2, "candidates": [1,2,3], "valid": 1, "elected": []}',
        '{"seed": "SEED", "rules": "scottish", "seats": 2, "candidates": [1,2,3], "valid": 99, "elected": []}',
        '{"seed": "SEED", "rules": "scottish", "seats": 2, "candidates": [1,2,3], "valid": 1, "elected": [1,2,3]}',
        '{"seed": "SEED", "rules": "scottish", "seats": 2, "candidates": [1,2,3], "valid": 1}',
    ],
)
def test_a_result_of_something_else_is_not_declared(hub: Hub, result: str):
    election = cast.opened(hub)
    cast.voted(hub, election, dai=(1,))
    hub.clock.until(election.closes_at)
    functions.close(election)
    with pytest.raises(refusals.NotToBeDeclared):
        functions.declare(election, result.replace("SEED", election.seed))
    election.refresh_from_db()
    assert election.state == State.CLOSED


def test_a_nominee_answers_for_themselves(hub: Hub):
    election = cast.call(hub)
    asked = nominate(
        actor=hub.actor("dai"), election=election, nominee=cast.party(hub, "sian"), at=now()
    )
    assert asked.state == "proposed"
    with pytest.raises(refusals.NotYourNomination):
        stand(actor=hub.actor("dai"), nomination=asked, statement=None, photograph=None, at=now())
    with pytest.raises(refusals.NominatedAlready):
        cast.put_forward(hub, election, "sian")
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        _run(
            "INSERT INTO elections_nomination (society_id, election_id, nominee_id, nominator_id, state, nominated_at)"
            " SELECT {society}, {election}, max(party_id), min(party_id), 'standing', now() FROM membership_member",
            hub,
            election,
        )
    assert constraint_of(error.value) == "nominee_has_said_yes"


def test_two_devices_of_one_member_get_one_paper_and_cast_one_ballot(committed_hub: Hub):
    with society_transaction(committed_hub.society):
        election = cast.opened(committed_hub)

    def collected() -> cast.Browser:
        with society_transaction(committed_hub.society):
            browser = cast.Browser(election)
            browser.collect(committed_hub.actor("gwyn"))
            return browser

    outcomes = at_once(collected, collected, collected)
    browsers = [one for one in outcomes if isinstance(one, cast.Browser)]
    assert len(browsers) == 1
    assert all(isinstance(one, cast.Browser | refusals.PaperTaken) for one in outcomes), outcomes

    def sent() -> object:
        with society_transaction(committed_hub.society):
            return browsers[0].cast(1)

    outcomes = at_once(sent, sent, sent)
    assert sum(not isinstance(one, Exception) for one in outcomes) == 1
    with society_transaction(committed_hub.society):
        assert cast.declared(committed_hub, election).ballots == 1
        assert Leaf.objects.count() == 1
