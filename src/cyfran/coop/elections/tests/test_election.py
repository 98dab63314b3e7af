"""An election from the call to the board, and what each step refuses."""

from datetime import timedelta

import pytest

from cyfran.coop.elections import merkle, refusals
from cyfran.coop.elections.models import State
from cyfran.coop.elections.queries import (
    board_now,
    candidates_of,
    heads_of,
    leaves_of,
    retirements_of,
    seats_filled,
)
from cyfran.coop.elections.rules import leaf_text, seed_of
from cyfran.coop.elections.tests import cast
from cyfran.coop.governance.tests.cast import Hub
from cyfran.coop.membership.actions.members import cease_membership
from cyfran.coop.membership.tests import cast as membership
from cyfran.kernel.societies.actions import erase_party
from cyfran.kernel.societies.queries import holders_of
from cyfran.kernel.societies.refusals import HoldsAnOffice
from cyfran.kernel.time import now


def test_from_the_call_to_the_board(hub: Hub):
    election = cast.opened(hub)
    receipts = cast.voted(hub, election, **cast.EVERYBODY)
    done = cast.declared(hub, election)
    assert done.state == State.DECLARED
    assert (done.ballots, done.opened, done.candidates) == (6, 6, 3)
    assert {receipt.hash for receipt in receipts.values()} == set(
        leaves_of(done).values_list("hash", flat=True)
    )
    elected = [seat.nomination.nominee.name for seat in seats_filled(done)]
    assert elected == ["Dai", "Sian"]
    board = {one.party.name: one for one in board_now(hub.society, now())}
    assert set(board) == {"Dai", "Sian"}
    assert board["Dai"].mandate.reference == "election:1"
    assert board["Dai"].ends_at.year == now().year + 3
    assert "board" in hub.actor("sian").roles(hub.society)


def test_the_log_is_the_tree_of_its_leaves_and_its_root_the_seed(hub: Hub):
    election = cast.opened(hub)
    cast.voted(hub, election, **cast.EVERYBODY)
    done = cast.declared(hub, election)
    leaves = [
        merkle.leaf_hash(
            leaf_text(
                hub.society.pk, done.number, leaf.token, leaf.signature, leaf.commitment
            ).encode()
        )
        for leaf in leaves_of(done)
    ]
    assert [leaf.hex() for leaf in leaves] == list(leaves_of(done).values_list("hash", flat=True))
    assert done.root == merkle.root_of(leaves).hex() == heads_of(done).last().root
    assert done.seed == seed_of(done.root)
    for place, leaf in enumerate(leaves):
        path = merkle.path_of(place, leaves)
        assert merkle.root_from(leaf, place, len(leaves), path).hex() == done.root


def test_who_was_elected_and_leaves_is_off_the_board(hub: Hub):
    election = cast.opened(hub)
    cast.voted(hub, election, **cast.EVERYBODY)
    cast.declared(hub, election)
    dai = cast.party(hub, "dai")
    assert dai in holders_of(hub.society, "board")
    with pytest.raises(HoldsAnOffice):
        erase_party(actor=hub.actor("mair"), party=dai, at=now())
    cease_membership(actor=hub.actor("mair"), member=dai.memberships.get(), at=now())
    assert dai not in holders_of(hub.society, "board")
    assert "board" not in hub.actor("dai").roles(hub.society)


def test_a_term_ends_by_itself(hub: Hub):
    election = cast.opened(hub)
    cast.voted(hub, election, **cast.EVERYBODY)
    cast.declared(hub, election)
    held = board_now(hub.society, now()).get(party=cast.party(hub, "sian"))
    hub.clock.until(held.ends_at)
    assert not board_now(hub.society, now()).exists()
    assert "board" not in hub.actor("sian").roles(hub.society)
    assert not holders_of(hub.society, "board").exists()


def test_the_third_that_has_served_longest_retires_and_may_stand_again(hub: Hub):
    first = cast.opened(hub, seats=3, retiring="none")
    cast.declared(hub, first)
    assert board_now(hub.society, now()).count() == 3
    second = cast.call(hub, seats=1, retiring="third")
    (retiring,) = retirements_of(second)
    name = retiring.appointment.party.name.lower()
    stays = next(one for one in ("dai", "sian", "elin") if one != name)
    with pytest.raises(refusals.ServesOn):
        cast.put_forward(hub, second, stays)
    cast.put_forward(hub, second, name, "gwyn")
    hub.clock.until(second.opens_at + timedelta(minutes=1))
    cast.fix(second)
    second.refresh_from_db()
    places = {one.nominee.name.lower(): one.place for one in candidates_of(second)}
    cast.voted(hub, second, nest=(places["gwyn"],), mair=(places["gwyn"],))
    cast.declared(hub, second)
    board = {one.party.name.lower() for one in board_now(hub.society, now())}
    assert board == {"dai", "sian", "elin", "gwyn"} - {name}


def test_no_more_candidates_than_seats_are_elected_without_a_vote(hub: Hub):
    election = cast.call(hub, seats=3)
    cast.put_forward(hub, election, "dai", "sian")
    hub.clock.until(election.nominations_close_at)
    done = cast.fix(election)
    assert done.was_uncontested
    assert {one.party.name for one in board_now(hub.society, now())} == {"Dai", "Sian"}
    assert done.sealed_key == b""


def test_re_open_nominations_can_win_and_leaves_the_seat_vacant(hub: Hub):
    election = cast.opened(hub, "dai", seats=1, reopen=True)
    cast.voted(hub, election, mair=(2,), gwyn=(2, 1), nest=(1,))
    done = cast.declared(hub, election)
    assert seats_filled(done) == []
    assert not board_now(hub.society, now()).exists()


def test_one_class_elects_its_own(hub: Hub):
    grower = hub.people["fflur"] = membership.person("Fflur")
    membership.joined(hub.society, hub.people["mair"], grower, "producer", at=now())
    election = cast.call(hub, seats=1, class_code="producer")
    assert election.electorate_count == 1
    with pytest.raises(refusals.NotOnTheRoll):
        cast.put_forward(hub, election, "dai")
    cast.put_forward(hub, election, "fflur")
