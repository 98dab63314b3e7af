"""The tree over a log of ballots: RFC 6962 section 2.1 hashing. sql/40_box.sql makes the same roots."""

from collections.abc import Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry."""
    return sha256(b"\0" + entry).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over the leaf hashes. An odd one out goes up a level as it is: the RFC's split, from below."""
    level = list(leaves)
    while len(level) > 1:
        pairs = [_node(*level[i : i + 2]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[2 * len(pairs) :]
    return level[0] if level else EMPTY


def path_of(place: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The audit path of the leaf at `place`: what it must be hashed with, from below (section 2.1.1)."""
    level, found = list(leaves), []
    while len(level) > 1:
        beside = place ^ 1
        if beside < len(level):
            found.append(level[beside])
        pairs = [_node(*level[i : i + 2]) for i in range(0, len(level) - 1, 2)]
        level, place = pairs + level[2 * len(pairs) :], place // 2
    return found


def root_from(leaf: bytes, place: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a leaf and its path lead to in a tree of that size; None when the path does not fit."""
    rest, last, known = list(path), size - 1, leaf
    while last > 0:
        if place % 2 or place < last:
            if not rest:
                return None
            beside = rest.pop(0)
            known = _node(beside, known) if place % 2 else _node(known, beside)
        place, last = place // 2, last // 2
    return None if rest else known


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()
