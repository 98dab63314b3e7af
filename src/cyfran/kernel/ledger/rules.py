"""Sharing a sum exactly: the one arithmetic behind dividends, scale-back, prize pots and matched funding."""

import hashlib
from collections.abc import Sequence


def allocate(
    pot: int,
    weights: Sequence[int],
    *,
    keys: Sequence[int] | None = None,
    seed: str | None = None,
) -> list[int]:
    """`pot` shared in proportion to the weights, in whole units that add up to `pot` exactly.

    Largest remainder: each share is its quota rounded down, and the units left over go one each to the
    largest remainders. Among equal remainders they go to the smallest key (the place in the list unless
    `keys` says otherwise) or, with a `seed`, in the order of sha256("seed:key"): with a seed that nobody
    could choose, such as a resolution's published hash, nobody is favoured for having joined early.
    The database says the same in sql/50_allocation.sql.

    >>> allocate(100, [1, 1, 1])
    [34, 33, 33]

    Raises ValueError for a negative pot or weight, and where there is something to share but no weight.
    """
    total = sum(weights)
    if pot < 0 or any(weight < 0 for weight in weights) or (pot and not total):
        raise ValueError("nothing can be shared that way")
    if not pot:
        return [0] * len(weights)
    names = range(len(weights)) if keys is None else keys
    parts = [divmod(weight * pot, total) for weight in weights]
    shares = [whole for whole, _rest in parts]
    by_claim = sorted(
        range(len(weights)), key=lambda place: (-parts[place][1], _ticket(names[place], seed))
    )
    for place in by_claim[: pot - sum(shares)]:
        shares[place] += 1
    return shares


def _ticket(key: int, seed: str | None) -> bytes:
    if seed is None:
        return key.to_bytes(8, "big")
    return hashlib.sha256(f"{seed}:{key}".encode()).digest()
