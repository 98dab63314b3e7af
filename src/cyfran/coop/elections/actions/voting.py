"""Voting in secret. None of these verbs is in the record: it would tell who came when, and so who voted how."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from cyfran.coop.elections import blindrsa, functions, sealing
from cyfran.coop.elections.blindrsa import BadSignature, SecretKey
from cyfran.coop.elections.models import Election, Roll
from cyfran.coop.elections.queries import on_roll
from cyfran.coop.elections.refusals import (
    BallotMalformed,
    ElectionClosed,
    ElectionNotOpen,
    ForgedPaper,
    NoBlindedNumber,
    NotOnTheRoll,
    RankingMalformed,
)
from cyfran.coop.elections.rules import (
    HEX_32,
    commitment_of,
    paper_message,
    ranking_in,
)
from cyfran.coop.elections.sealing import Ballot
from cyfran.kernel.actions import Actor, action, anyone, nobody, roles


@dataclass(frozen=True)
class Signed:
    """A signature made unseen, for the browser to take the blindness off."""

    signature: bytes


@dataclass(frozen=True)
class Receipt:
    """The hash under which a ballot stands in the log."""

    hash: str


@dataclass(frozen=True)
class Vote:
    """A ballot with the paper that lets it count: token, signature, and what is committed to."""

    token: str
    signature: str
    ballot: Ballot


@action(may=roles("member"), recorded=False, label=_("Collect a voting paper"))
def collect_paper(*, actor: Actor, election: Election, blinded: bytes, at: datetime) -> Signed:
    """The member has had their voting paper; what was signed is known to their browser alone.

    The same browser can ask again and is given the same. Refuses with NotOnTheRoll, CeasedToBeAMember, PaperTaken,
    ElectionNotOpen, ElectionClosed, NoBlindedNumber.
    """
    line = line_of(election, actor)
    require_open(election, at)
    try:
        signature = blindrsa.blind_sign(blinded, _key(election))
    except BadSignature as wrong:
        raise NoBlindedNumber from wrong
    functions.give_paper(election, line, sha256(blinded).hexdigest())
    return Signed(signature)


@action(may=anyone, recorded=False, label=_("Cast a ballot"))
def cast_ballot(*, actor: Actor, election: Election, vote: Vote, at: datetime) -> Receipt:
    """The ballot is in the box, without a name; the same one sent again is the same one.

    Refuses with ForgedPaper, PaperUsed, RankingMalformed, BallotMalformed, ElectionNotOpen, ElectionClosed.
    """
    require_open(election, at)
    _require_paper(election, vote)
    commitment, sealed = sealed_ballot(election, vote.ballot)
    return Receipt(functions.cast(election, vote.token, vote.signature, commitment, sealed))


@action(may=roles("member"), recorded=False, label=_("Cast a ballot without a script"))
def cast_plainly(*, actor: Actor, election: Election, ranking: str, at: datetime) -> Receipt:
    """The member has had their paper and their ballot is in the box; no row says that the two belong together.

    The server makes the paper out itself and forgets it: less secret than `cast_ballot`, against whoever runs it.
    Refuses with NotOnTheRoll, CeasedToBeAMember, PaperTaken, RankingMalformed, ElectionNotOpen, ElectionClosed.
    """
    line = line_of(election, actor)
    require_open(election, at)
    commitment, sealed = sealed_ballot(election, Ballot(secrets.token_hex(32), ranking))
    token, signature = made_out(election)
    return Receipt(functions.cast_plainly(election, line, token, signature, commitment, sealed))


@action(may=roles("member"), recorded=False, label=_("Give a voting paper back"))
def return_paper(
    *, actor: Actor, election: Election, token: str, signature: str, at: datetime
) -> Roll:
    """The member's unused paper counts no more, and they may collect another; how many did so is published.

    Refuses with ForgedPaper, PaperUsed, NothingToGiveBack, NotOnTheRoll, ElectionNotOpen, ElectionClosed.
    """
    line = line_of(election, actor)
    require_open(election, at)
    _require_paper(election, Vote(token, signature, Ballot("", "")))
    functions.return_paper(election, line, token)
    return line


@action(may=nobody, scheduled=True, recorded=False, label=_("Shuffle ballots into the log"))
def shuffle_ballots(*, actor: Actor, election: Election) -> Election:
    """What waits in the box is in the log, shuffled, if it is enough to hide each among the others."""
    functions.shuffle(election)
    return election


def line_of(election: Election, actor: Actor) -> Roll:
    line = on_roll(election, actor.person_id)
    if line is None:
        raise NotOnTheRoll
    return line


def require_open(election: Election, at: datetime) -> None:
    """Said before any arithmetic; the database says it again, by its own clock and under its own lock."""
    if at >= election.closes_at:
        raise ElectionClosed
    if not election.is_open_at(at):
        raise ElectionNotOpen


def _key(election: Election) -> SecretKey:
    return sealing.open_key(bytes(election.sealed_key), election.pk)


def _require_paper(election: Election, vote: Vote) -> None:
    assert election.number is not None
    try:
        prepared = bytes.fromhex(vote.token) + paper_message(election.society_id, election.number)
        signature = bytes.fromhex(vote.signature)
        if not HEX_32.fullmatch(vote.token) or signature.hex() != vote.signature:
            raise BadSignature("not in hexadecimal")
        blindrsa.verify(prepared, signature, int(election.public_key, 16))
    except (BadSignature, ValueError) as wrong:
        raise ForgedPaper from wrong


def sealed_ballot(election: Election, ballot: Ballot) -> tuple[str, bytes]:
    assert election.number is not None
    if not HEX_32.fullmatch(ballot.salt):
        raise BallotMalformed
    if ranking_in(ballot.ranking, election.places) is None:
        raise RankingMalformed
    commitment = commitment_of(election.society_id, election.number, ballot.salt, ballot.ranking)
    return commitment, sealing.seal_ballot(ballot, commitment)


def made_out(election: Election) -> tuple[str, str]:
    """A paper that the server makes out itself: a token and its signature."""
    assert election.number is not None
    token = secrets.token_bytes(blindrsa.PREFIX)
    prepared = token + paper_message(election.society_id, election.number)
    return token.hex(), blindrsa.sign(prepared, _key(election)).hex()
