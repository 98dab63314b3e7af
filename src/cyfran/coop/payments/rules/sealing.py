"""Secrets at rest: AES-256-GCM with keys that are never in the database.

A sealed value names its key and is bound to the row it stands in: moved to another row, it does not open.
"""

import base64
import binascii
import hashlib
import json
import secrets
from collections.abc import Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from cyfran.coop.payments.rules.accounts import Iban, UkAccount
from cyfran.coop.payments.rules.pain001 import Holder

_VERSION = b"\x01"
_KEY_ID, _NONCE = 4, 12
_PADDED_TO = 256  # so that the length tells nothing of the name


class CannotOpen(Exception):
    """No key at hand opens this: it was sealed under a lost key, or was changed or moved."""


class Private:
    """A value that the record must hold neither in clear nor as a digest: only that one was given."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "Private(…)"


def key_id(key: str) -> str:
    """The short public name of a key."""
    return hashlib.sha256(b"cyfran field key" + _raw(key)).digest()[:_KEY_ID].hex()


def seal(holder: Holder, *, bound_to: str, keys: Sequence[str]) -> bytes:
    """The account, readable only with the first of the keys and only where it is `bound_to`."""
    plain = json.dumps(_stored(holder), ensure_ascii=False).encode()
    return seal_bytes(plain, bound_to=bound_to, keys=keys)


def seal_bytes(plain: bytes, *, bound_to: str, keys: Sequence[str]) -> bytes:
    """Any text as bytes, likewise; blanks at its end are not kept."""
    nonce = secrets.token_bytes(_NONCE)
    padded = plain.ljust(-(-len(plain) // _PADDED_TO) * _PADDED_TO)
    sealed = AESGCM(_raw(keys[0])).encrypt(nonce, padded, bound_to.encode())
    return _VERSION + bytes.fromhex(key_id(keys[0])) + nonce + sealed


def open_sealed(sealed: bytes, *, bound_to: str, keys: Sequence[str]) -> Holder:
    """The account as it was given; raises CannotOpen."""
    return _loaded(json.loads(open_bytes(sealed, bound_to=bound_to, keys=keys)))


def open_bytes(sealed: bytes, *, bound_to: str, keys: Sequence[str]) -> bytes:
    """What `seal_bytes` was given; raises CannotOpen."""
    body = bytes(sealed)
    wanted = body[1 : 1 + _KEY_ID].hex()
    nonce, rest = body[1 + _KEY_ID : 1 + _KEY_ID + _NONCE], body[1 + _KEY_ID + _NONCE :]
    for key in keys:
        if body[:1] == _VERSION and key_id(key) == wanted:
            try:
                return AESGCM(_raw(key)).decrypt(nonce, rest, bound_to.encode()).rstrip(b" ")
            except InvalidTag as error:
                raise CannotOpen("changed or moved") from error
    raise CannotOpen("sealed under a key that is not among CYFRAN_FIELD_KEYS")


def key_of(sealed: bytes) -> str:
    """The public name of the key a value was sealed under."""
    return bytes(sealed)[1 : 1 + _KEY_ID].hex()


def _raw(key: str) -> bytes:
    try:
        raw = base64.b64decode(key, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("each of CYFRAN_FIELD_KEYS is 32 bytes in base64") from error
    if len(raw) != 32:
        raise ValueError("each of CYFRAN_FIELD_KEYS is 32 bytes in base64")
    return raw


def _stored(holder: Holder) -> dict[str, str]:
    account = holder.account
    if isinstance(account, Iban):
        return {"name": holder.name, "iban": account.text}
    return {"name": holder.name, "sort_code": account.sort_code, "number": account.number}


def _loaded(stored: dict[str, str]) -> Holder:
    if "iban" in stored:
        return Holder(stored["name"], Iban(stored["iban"]))
    return Holder(stored["name"], UkAccount(stored["sort_code"], stored["number"]))
