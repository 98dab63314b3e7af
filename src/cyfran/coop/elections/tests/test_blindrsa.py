"""Blind signatures, to the letter of RFC 9474: its own test vector, a second implementation, and what must not pass."""

import pytest

from cyfran.coop.elections import blindrsa
from cyfran.coop.elections.blindrsa import BadSignature, SecretKey
from cyfran.coop.elections.tests import rfc9474
from cyfran.verify import is_signed

RFC = SecretKey(rfc9474.P, rfc9474.Q)


@pytest.fixture(scope="module")
def key() -> SecretKey:
    return blindrsa.new_key()


def test_every_step_of_the_rfcs_vector():
    prepared = blindrsa.prepare(rfc9474.MESSAGE, rfc9474.PREFIX)
    blinded, inverse = blindrsa.blind(
        prepared, RFC.n, salt=rfc9474.SALT, r=pow(rfc9474.INVERSE, -1, RFC.n)
    )
    assert (blinded, inverse) == (rfc9474.BLINDED, rfc9474.INVERSE)
    signed = blindrsa.blind_sign(blinded, RFC)
    assert signed == rfc9474.BLIND_SIGNATURE
    assert blindrsa.finalize(prepared, signed, inverse, RFC.n) == rfc9474.SIGNATURE


def test_a_second_implementation_takes_our_signatures_and_no_others(key: SecretKey):
    prepared = blindrsa.prepare(b"voting paper")
    blinded, inverse = blindrsa.blind(prepared, key.n)
    signature = blindrsa.finalize(prepared, blindrsa.blind_sign(blinded, key), inverse, key.n)
    for made in (signature, blindrsa.sign(prepared, key)):
        assert is_signed(prepared, made, key.n)
        assert not is_signed(prepared + b"!", made, key.n)
        assert not is_signed(prepared, bytes([made[0] ^ 1]) + made[1:], key.n)


def test_nothing_that_was_changed_passes(key: SecretKey):
    prepared = blindrsa.prepare(b"voting paper")
    signature = blindrsa.sign(prepared, key)
    blindrsa.verify(prepared, signature, key.n)
    other = blindrsa.new_key()
    changed = bytes([signature[0], signature[1] ^ 1]) + signature[2:]
    for message, made, n in (
        (prepared[:-1] + b"?", signature, key.n),
        (prepared, changed, key.n),
        (prepared, signature[1:], key.n),
        (prepared, (key.n).to_bytes(384, "big"), key.n),
        (prepared, signature, other.n),
    ):
        with pytest.raises(BadSignature):
            blindrsa.verify(message, made, n)


def test_what_is_no_number_below_the_modulus_is_not_signed(key: SecretKey):
    for shown in (b"", b"\1" * 383, key.n.to_bytes(384, "big")):
        with pytest.raises(BadSignature):
            blindrsa.blind_sign(shown, key)


def test_the_signer_sees_another_number_each_time(key: SecretKey):
    prepared = blindrsa.prepare(b"voting paper")
    assert blindrsa.blind(prepared, key.n) != blindrsa.blind(prepared, key.n)
