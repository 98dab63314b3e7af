"""What only the server may read until voting closes: the signing key, and what the ballots say."""

import json
from dataclasses import dataclass

from django.conf import settings

from cyfran.coop.elections.blindrsa import SecretKey
from cyfran.coop.payments.rules.sealing import CannotOpen, open_bytes, seal_bytes

PADDED_TO = 512  # room for a ranking of a hundred candidates


@dataclass(frozen=True)
class Ballot:
    """A ballot in clear: the salt behind its commitment, and the ranking as it is written."""

    salt: str
    ranking: str


def seal_key(key: SecretKey, election_id: int) -> bytes:
    """The key, bound to its election."""
    return seal_bytes(
        f"{key.p:x} {key.q:x}".encode(), bound_to=_key(election_id), keys=settings.FIELD_KEYS
    )


def open_key(sealed: bytes, election_id: int) -> SecretKey:
    """The key; raises CannotOpen."""
    plain = open_bytes(sealed, bound_to=_key(election_id), keys=settings.FIELD_KEYS)
    p, q = (int(number, 16) for number in plain.split())
    return SecretKey(p, q)


def seal_ballot(ballot: Ballot, commitment: str) -> bytes:
    """The ballot, bound to its commitment; all of one length, so that the length tells nothing."""
    plain = json.dumps([ballot.salt, ballot.ranking]).encode()
    return seal_bytes(plain.ljust(PADDED_TO), bound_to=commitment, keys=settings.FIELD_KEYS)


def open_ballot(sealed: bytes, commitment: str) -> Ballot | None:
    """The ballot; None where it cannot be opened any more."""
    try:
        plain = open_bytes(sealed, bound_to=commitment, keys=settings.FIELD_KEYS)
    except CannotOpen:
        return None
    salt, ranking = json.loads(plain)
    return Ballot(salt, ranking)


def _key(election_id: int) -> str:
    return f"elections.key:{election_id}"
