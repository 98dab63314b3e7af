"""The forms that ballots are written in, and when a term ends: no Django, and nothing hidden."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

FEWEST_PUBLISHED = 5  # below so many ballots, long rankings would tell who wrote them
LEAST_BATCH = 8  # so many ballots go into the log together at the least, until voting closes
HEX_32 = re.compile(r"[0-9a-f]{64}")


def paper_message(society: int, number: int) -> bytes:
    """What a voting paper of that election is a signature of, behind its 32 random bytes."""
    return f"voting paper|1|{society}|{number}".encode()


def ballot_text(society: int, number: int, salt: str, ranking: str) -> str:
    """The canonical form, version 1, of a ballot; its SHA-256 is the commitment that the log holds."""
    return f"ballot|1|{society}|{number}|{salt}|{ranking}"


def commitment_of(society: int, number: int, salt: str, ranking: str) -> str:
    """The commitment to a ballot."""
    return sha256(ballot_text(society, number, salt, ranking).encode()).hexdigest()


def leaf_text(society: int, number: int, token: str, signature: str, commitment: str) -> str:
    """The canonical form, version 1, of an entry in the log; sql/40_box.sql says the same."""
    return f"leaf|1|{society}|{number}|{token}|{signature}|{commitment}"


def seed_of(root: str) -> str:
    """The seed of every lot in the count: the SHA-256 of the log's closing root, which nobody could foretell."""
    return sha256(bytes.fromhex(root)).hexdigest()


def written(ranking: Sequence[int]) -> str:
    """`[3, 1, 2]` as `3,1,2`."""
    return ",".join(map(str, ranking))


def ranking_in(text: str, candidates: int) -> tuple[int, ...] | None:
    """The ranking that the text says; None unless it names candidates 1 to so many, each once at most, and one at least."""
    if not re.fullmatch(r"[1-9][0-9]{0,3}(,[1-9][0-9]{0,3})*", text):
        return None
    ranking = tuple(int(place) for place in text.split(","))
    fits = len(set(ranking)) == len(ranking) and max(ranking) <= candidates
    return ranking if fits else None


def years_later(at: datetime, years: int) -> datetime:
    """The same moment so many years later; 28 February for the 29th."""
    try:
        return at.replace(year=at.year + years)
    except ValueError:
        return at.replace(year=at.year + years, day=28)


def ranking_from(numbers: Mapping[int, int]) -> list[int] | None:
    """The places in order of preference, from the number given to each; None unless these are 1, 2, 3 …, each once."""
    if not numbers or sorted(numbers.values()) != list(range(1, len(numbers) + 1)):
        return None
    return sorted(numbers, key=numbers.__getitem__)
