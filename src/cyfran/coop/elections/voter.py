"""A voter's side of a secret ballot in Python, as the browser has it in static/elections/own: for whoever has no browser."""

import secrets
from collections.abc import Sequence

from cyfran.coop.elections import blindrsa
from cyfran.coop.elections.actions.voting import Vote
from cyfran.coop.elections.models import Election
from cyfran.coop.elections.rules import paper_message, written
from cyfran.coop.elections.sealing import Ballot


class Voter:
    """One voting paper: shown to the server blinded, and used without a name."""

    def __init__(self, election: Election) -> None:
        assert election.number is not None
        self.n = int(election.public_key, 16)
        self.token = secrets.token_bytes(blindrsa.PREFIX)
        self.prepared = self.token + paper_message(election.society_id, election.number)
        self.blinded, self._inverse = blindrsa.blind(self.prepared, self.n)
        self.signature = b""

    def take(self, signed: bytes) -> None:
        """The server's signature, with the blindness taken off; raises BadSignature where it does not hold."""
        self.signature = blindrsa.finalize(self.prepared, signed, self._inverse, self.n)

    def vote(self, ranking: Sequence[int]) -> Vote:
        """The ballot as it leaves."""
        ballot = Ballot(secrets.token_hex(32), written(ranking))
        return Vote(self.token.hex(), self.signature.hex(), ballot)
