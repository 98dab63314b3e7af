"""The reference a payer writes on a bank transfer, so that the money finds what it was sent for.

Short form: eight symbols, `7K3M9QT4`, for people; the eighth is a check on the others.
Long form: `RF18 7K3M 9QT4`, the creditor reference of ISO 11649, for banks that know it.
"""

import re
from collections.abc import Iterator

from cyfran.coop.payments.rules.accounts import remainder_97

# No A, E, I, O, U: no words come out. 29 is prime, so the check finds every wrong symbol and every swapped pair.
SYMBOLS = "0123456789BCDFGHJKMNPQRSTVWXY"
BODY_LENGTH = 7
LONGEST_WORD = 40
HOW_MANY = len(SYMBOLS) ** BODY_LENGTH
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "Z": "2", "U": "V"})
_VALUE = {symbol: value for value, symbol in enumerate(SYMBOLS)}


def short_reference(number: int) -> str:
    """The short form of a number from 0 to HOW_MANY - 1; different numbers never share one.

    >>> short_reference(1)
    '0000001Q'
    """
    if not 0 <= number < HOW_MANY:
        raise ValueError(f"{number} is not from 0 to {HOW_MANY - 1}")
    body = ""
    for _place in range(BODY_LENGTH):
        number, value = divmod(number, len(SYMBOLS))
        body = SYMBOLS[value] + body
    return body + _check_symbol(body)


def is_short_reference(text: str) -> bool:
    """True when the eight symbols are right, check symbol included."""
    return (
        len(text) == BODY_LENGTH + 1
        and set(text) <= set(SYMBOLS)
        and text[-1] == _check_symbol(text[:-1])
    )


def spoken(reference: str) -> str:
    """`"7K3M9QT4"` -> `"7K3M 9QT4"`: how it is shown."""
    return f"{reference[:4]} {reference[4:]}"


def creditor_reference(body: str) -> str:
    """The ISO 11649 reference around `body` (1 to 21 letters and digits).

    >>> creditor_reference("539007547034")
    'RF18539007547034'
    """
    bare = re.sub(r"\s", "", body).upper()
    if not re.fullmatch(r"[A-Z0-9]{1,21}", bare):
        raise ValueError("a creditor reference has 1 to 21 letters and digits")
    return f"RF{98 - remainder_97(bare + 'RF00'):02d}{bare}"


def is_creditor_reference(text: str) -> bool:
    """True for a reference of ISO 11649 with right check digits, gaps allowed."""
    bare = re.sub(r"\s", "", text).upper()
    return (
        bool(re.fullmatch(r"RF[0-9]{2}[A-Z0-9]{1,21}", bare))
        and remainder_97(bare[4:] + bare[:4]) == 1
    )


def references_in(text: str) -> list[str]:
    """Every short reference that a line of a bank statement may carry, in the order found.

    Reads `7k3m-9qt4`, `RF187K3M9QT4`, `ORDER 7K3M 9QT4 THANKS`, and letters taken for digits (O for 0).
    A payer's words can make one by accident, one time in 29: ask which are awaited before believing.
    """
    found = (candidate for candidate in _candidates(text) if is_short_reference(candidate))
    return list(dict.fromkeys(found))


def _candidates(text: str) -> Iterator[str]:
    words = re.findall(r"[A-Z0-9]+", text.upper().translate(_MISREAD))
    for start in range(len(words)):
        joined = ""
        for word in words[start : start + 4]:
            joined += word
            if len(joined) == BODY_LENGTH + 1:
                yield joined
            elif re.fullmatch(r"RF[0-9]{2}[A-Z0-9]{8}", joined):
                yield joined[4:]
        # Some banks run the reference into the words around it.
        glued = words[start] if BODY_LENGTH + 1 < len(words[start]) <= LONGEST_WORD else ""
        yield from (glued[at : at + BODY_LENGTH + 1] for at in range(len(glued) - BODY_LENGTH))


def _check_symbol(body: str) -> str:
    # Weighted sum modulo a prime, weights 2 to 8: all single errors and all swaps of neighbours show.
    return SYMBOLS[
        -sum(weight * _VALUE[symbol] for weight, symbol in enumerate(body, start=2)) % len(SYMBOLS)
    ]
