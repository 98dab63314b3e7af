"""Ballots on paper, by two tellers who agree; and papers that are given back before they are used."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from cyfran.coop.elections import refusals
from cyfran.coop.elections.actions.paper import (
    confirm_paper_ballot,
    enter_paper_ballot,
    give_out_paper,
    name_teller,
    strike_paper_ballot,
)
from cyfran.coop.elections.actions.voting import return_paper
from cyfran.coop.elections.models import BoxedBallot, Election, Opening, PaperBallot, Roll
from cyfran.coop.elections.queries import papers_by_way
from cyfran.coop.elections.tests import cast
from cyfran.coop.governance.tests.cast import Hub
from cyfran.kernel.refusals import constraint_of
from cyfran.kernel.societies.addresses import society_url
from cyfran.kernel.time import now


def _line(hub: Hub, election: Election, name: str) -> Roll:
    return election.roll.get(member__party=cast.party(hub, name))


def _told(hub: Hub, election: Election, *names: str) -> None:
    for name in names:
        name_teller(
            actor=hub.actor("mair"), election=election, party=cast.party(hub, name), at=now()
        )


def _given(hub: Hub, election: Election, name: str) -> None:
    line = _line(hub, election, name)
    give_out_paper(actor=hub.actor("mair"), election=election, on_roll=line, at=now())


def _enter(hub: Hub, election: Election, by: str, ranking: str) -> int:
    return enter_paper_ballot(
        actor=hub.actor(by), election=election, ranking=ranking, at=now()
    ).number


def _confirm(hub: Hub, election: Election, by: str, number: int, ranking: str) -> object:
    return confirm_paper_ballot(
        actor=hub.actor(by), election=election, number=number, ranking=ranking, at=now()
    )


@pytest.fixture
def election(hub: Hub) -> Election:
    election = cast.opened(hub)
    _told(hub, election, "gwyn", "nest")
    return election


def test_three_papers_are_entered_and_counted_with_the_others(hub: Hub, election: Election):
    cast.voted(hub, election, mair=(1,), nest=(1, 2), gwyn=(3,))
    for name, ranking in (("dai", "2,1"), ("sian", "2"), ("elin", "2,3")):
        _given(hub, election, name)
        number = _enter(hub, election, "gwyn", ranking)
        _confirm(hub, election, "nest", number, ranking)
    done = cast.declared(hub, election)
    assert (done.ballots, papers_by_way(done)["paper"]) == (6, 3)
    assert sorted(Opening.objects.values_list("ranking", flat=True)) == sorted(
        ["1", "1,2", "3", "2,1", "2", "2,3"]
    )


def test_the_second_teller_must_be_another_and_must_say_the_same(hub: Hub, election: Election):
    _given(hub, election, "dai")
    number = _enter(hub, election, "gwyn", "2,1")
    with pytest.raises(refusals.SecondTellerNeeded):
        _confirm(hub, election, "gwyn", number, "2,1")
    with pytest.raises(refusals.TellersDiffer):
        _confirm(hub, election, "nest", number, "1,2")
    assert not BoxedBallot.objects.exists()
    strike_paper_ballot(actor=hub.actor("nest"), election=election, number=number, at=now())
    with pytest.raises(refusals.NotWaiting):
        _confirm(hub, election, "nest", number, "2,1")
    again = _enter(hub, election, "nest", "1,2")
    _confirm(hub, election, "gwyn", again, "1,2")
    with pytest.raises(refusals.NotWaiting):
        _confirm(hub, election, "gwyn", again, "1,2")
    assert BoxedBallot.objects.count() == 1


def test_no_more_are_entered_than_were_given_out(hub: Hub, election: Election):
    with pytest.raises(refusals.MoreThanGivenOut):
        _enter(hub, election, "gwyn", "1")
    _given(hub, election, "dai")
    _enter(hub, election, "gwyn", "1")
    with pytest.raises(refusals.MoreThanGivenOut):
        _enter(hub, election, "nest", "1")


def test_whoever_votes_on_paper_votes_in_no_other_way(hub: Hub, election: Election):
    _given(hub, election, "dai")
    with pytest.raises(refusals.PaperTaken):
        cast.Browser(election).collect(hub.actor("dai"))
    with pytest.raises(refusals.PaperTaken):
        _given(hub, election, "dai")


def test_only_the_officer_and_tellers_have_a_hand_in_it(hub: Hub, election: Election):
    line = _line(hub, election, "nest")
    with pytest.raises(refusals.NotTheOfficer):
        give_out_paper(actor=hub.actor("dai"), election=election, on_roll=line, at=now())
    with pytest.raises(refusals.NotATeller):
        _enter(hub, election, "mair", "1")
    with pytest.raises(refusals.TellerStands):
        _told(hub, election, "dai")
    with pytest.raises(refusals.TellerAlready):
        _told(hub, election, "gwyn")
    with pytest.raises(refusals.RankingMalformed):
        _enter(hub, election, "gwyn", "1,1")


def test_the_web_role_cannot_confirm_an_entry_by_itself(hub: Hub, election: Election):
    _given(hub, election, "dai")
    _enter(hub, election, "gwyn", "1")
    with (
        pytest.raises(DatabaseError) as error,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE elections_paperballot SET state = 'confirmed'")
    assert getattr(error.value.__cause__, "sqlstate", "") == "42501"


def test_the_pages_of_paper(hub: Hub, election: Election):
    client = Client()
    client.force_login(hub.people["mair"])
    address = society_url(hub.society, "elections:papers", number=1)
    assert "Given out: 0" in client.get(address).text
    answer = client.post(address, {"out-number": "2", "give_out": "yes"}, follow=True)
    assert "Given out: 1" in answer.text
    client.force_login(hub.people["dai"])
    assert client.get(address).status_code == 403
    client.force_login(hub.people["gwyn"])
    enter = society_url(hub.society, "elections:enter", number=1)
    assert client.post(enter, {"place-1": "2"}).status_code == 422
    assert "number 1 on the paper" in client.post(enter, {"place-2": "1"}, follow=True).text
    client.force_login(hub.people["nest"])
    confirm = society_url(hub.society, "elections:confirm", number=1, entry=1)
    assert "first teller entered" in client.post(confirm, {"place-1": "1"}).text
    assert "in the box" in client.post(confirm, {"place-2": "1"}, follow=True).text
    assert PaperBallot.objects.get().state == "confirmed"


def test_an_unused_paper_is_given_back_and_another_collected(hub: Hub, election: Election):
    old, new = cast.Browser(election), cast.Browser(election)
    old.collect(hub.actor("gwyn"))
    given = {"actor": hub.actor("gwyn"), "election": election, "at": now()}
    return_paper(token=old.token.hex(), signature=old.signature.hex(), **given)
    with pytest.raises(refusals.PaperGivenBack):
        old.cast(1)
    with pytest.raises(refusals.NothingToGiveBack):
        return_paper(token=old.token.hex(), signature=old.signature.hex(), **given)
    new.collect(hub.actor("gwyn"))
    new.cast(2)
    with pytest.raises(refusals.PaperUsed):
        return_paper(token=new.token.hex(), signature=new.signature.hex(), **given)
    with pytest.raises(refusals.PaperTaken):
        cast.Browser(election).collect(hub.actor("gwyn"))
    with pytest.raises(refusals.ForgedPaper):
        return_paper(token="0" * 64, signature=new.signature.hex(), **given)
    assert cast.declared(hub, election).ballots == 1


def test_a_paper_given_back_in_the_name_of_another_is_refused(hub: Hub, election: Election):
    paper = cast.Browser(election)
    paper.collect(hub.actor("gwyn"))
    with pytest.raises(refusals.NothingToGiveBack):
        return_paper(
            actor=hub.actor("nest"),
            election=election,
            token=paper.token.hex(),
            signature=paper.signature.hex(),
            at=now(),
        )


def test_a_teller_who_stands_is_refused_by_the_database_too(hub: Hub, election: Election):
    with (
        pytest.raises(DatabaseError) as error,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO elections_teller (society_id, election_id, party_id)"
            " SELECT society_id, election_id, nominee_id FROM elections_nomination LIMIT 1"
        )
    assert constraint_of(error.value) == "teller_does_not_stand"
