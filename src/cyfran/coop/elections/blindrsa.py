"""Blind signatures: whoever signs does not see what. RFC 9474, RSABSSA-SHA384-PSS-Randomized.

The voter's side is in static/elections/own/blindrsa.js and, in the same words, here: for the tests, and for
ballots that the server itself makes out. Numbers are big-endian; `e` is 65537 throughout.
"""

import secrets
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha384
from math import gcd

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

E = 65537
BITS = 3072
PREFIX = 32  # bytes of randomness before the message: what makes the variant "Randomized"
SALT = HASH = 48
SCHEME = padding.PSS(padding.MGF1(hashes.SHA384()), SALT)


class BadSignature(Exception):
    """The signature is not one that this key made of this message."""


@dataclass(frozen=True)
class SecretKey:
    """An RSA key as its two primes."""

    p: int
    q: int

    @property
    def n(self) -> int:
        """The public modulus."""
        return self.p * self.q

    @cached_property
    def ordinary(self) -> rsa.RSAPrivateKey:
        """The same key as other libraries have it; it was checked when it was made."""
        p, q, d = self.p, self.q, pow(E, -1, (self.p - 1) * (self.q - 1))
        numbers = rsa.RSAPrivateNumbers(
            p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), rsa.RSAPublicNumbers(E, self.n)
        )
        return numbers.private_key(unsafe_skip_rsa_key_validation=True)

    def power(self, value: int) -> int:
        """`value` to the private exponent, by the Chinese remainder theorem."""
        p, q = self.p, self.q
        first = pow(value % p, pow(E, -1, p - 1), p)
        second = pow(value % q, pow(E, -1, q - 1), q)
        return second + q * ((first - second) * pow(q, -1, p) % p)


def new_key() -> SecretKey:
    """A key for one election."""
    made = rsa.generate_private_key(public_exponent=E, key_size=BITS).private_numbers()
    return SecretKey(made.p, made.q)


def prepare(message: bytes, prefix: bytes | None = None) -> bytes:
    """The message with randomness before it (section 4.1)."""
    return (prefix or secrets.token_bytes(PREFIX)) + message


def blind(
    prepared: bytes, n: int, *, salt: bytes | None = None, r: int | None = None
) -> tuple[bytes, int]:
    """What the signer is shown, and the inverse that takes the blindness off again (section 4.2)."""
    encoded = int.from_bytes(_encode(prepared, n, salt or secrets.token_bytes(SALT)), "big")
    if gcd(encoded, n) != 1:
        raise BadSignature("invalid input")
    while r is None or gcd(r, n) != 1:
        r = secrets.randbelow(n - 1) + 1
    return _octets(encoded * pow(r, E, n) % n, n), pow(r, -1, n)


def blind_sign(blinded: bytes, key: SecretKey) -> bytes:
    """The signature of what nobody here can read (section 4.3); raises BadSignature for what cannot be signed."""
    shown = int.from_bytes(blinded, "big")
    if len(blinded) != _length(key.n) or shown >= key.n:
        raise BadSignature("message representative out of range")
    signed = key.power(shown)
    if pow(signed, E, key.n) != shown:  # a fault in the arithmetic would give the key away
        raise BadSignature("signing failure")
    return _octets(signed, key.n)


def finalize(prepared: bytes, blind_signature: bytes, inverse: int, n: int) -> bytes:
    """The signature with the blindness taken off (section 4.4); raises BadSignature if it does not hold."""
    signature = _octets(int.from_bytes(blind_signature, "big") * inverse % n, n)
    verify(prepared, signature, n)
    return signature


def sign(prepared: bytes, key: SecretKey) -> bytes:
    """A signature for a message that the signer does see: an ordinary RSASSA-PSS one, no different to look at."""
    return key.ordinary.sign(prepared, SCHEME, hashes.SHA384())


def verify(prepared: bytes, signature: bytes, n: int) -> None:
    """RSASSA-PSS-VERIFY with SHA-384, MGF1 and 48 bytes of salt (RFC 8017, 8.1.2); raises BadSignature."""
    public = rsa.RSAPublicNumbers(E, n).public_key()
    try:
        public.verify(signature, prepared, SCHEME, hashes.SHA384())
    except InvalidSignature as wrong:
        raise BadSignature("invalid signature") from wrong


def _encode(prepared: bytes, n: int, salt: bytes) -> bytes:
    """EMSA-PSS-ENCODE (RFC 8017, 9.1.1)."""
    length = _length(n)
    digest = sha384(bytes(8) + sha384(prepared).digest() + salt).digest()
    block = (b"\x01" + salt).rjust(length - HASH - 1, b"\0")
    masked = bytearray(_xor(block, _mask(digest, len(block))))
    masked[0] &= 0xFF >> (8 * length - (n.bit_length() - 1))
    return bytes(masked) + digest + b"\xbc"


def _mask(seed: bytes, length: int) -> bytes:
    """MGF1 (RFC 8017, B.2.1)."""
    blocks = range(-(-length // HASH))
    return b"".join(sha384(seed + c.to_bytes(4, "big")).digest() for c in blocks)[:length]


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _length(n: int) -> int:
    return -(-n.bit_length() // 8)


def _octets(value: int, n: int) -> bytes:
    return value.to_bytes(_length(n), "big")
