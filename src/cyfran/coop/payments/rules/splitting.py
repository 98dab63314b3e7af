"""Where arriving money goes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Split:
    """`applied` to what was asked for, `credited` to its payer, `suspended` until somebody says whose it is."""

    applied: int
    credited: int
    suspended: int


def split_of(amount: int, *, outstanding: int, has_owner: bool) -> Split:
    """What was asked for comes first; the rest is the payer's credit, or waits when nobody knows the payer.

    >>> split_of(30, outstanding=20, has_owner=True)
    Split(applied=20, credited=10, suspended=0)
    """
    applied = min(amount, max(outstanding, 0))
    rest = amount - applied
    return Split(applied, rest if has_owner else 0, 0 if has_owner else rest)
