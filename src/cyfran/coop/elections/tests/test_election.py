"""An election from the call to the board, and what each step refuses."""

from cyfran.coop.elections import merkle
from cyfran.coop.elections.models import State
from cyfran.coop.elections.queries import board_now, heads_of, leaves_of, seats_filled
from cyfran.coop.elections.rules import leaf_text, seed_of
from cyfran.coop.elections.tests import cast
from cyfran.coop.governance.tests.cast import Hub
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
