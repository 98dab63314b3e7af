"""What is dear to make, is not ours, and comes out the same for every test: made once."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]

from cyfran.site.testing.environment import STATE

KEYS = 4  # handed out in turn: elections that follow each other have different ones
make_key = rsa.generate_private_key
look_for_files = WhiteNoiseMiddleware.add_files_from_finders
static_files: dict[tuple[object, ...], dict[str, Any]] = {}
numbers = cycle(range(KEYS))


@contextmanager
def made_once() -> Iterator[None]:
    """Large RSA keys are those of the checkout's earlier runs; the static files are looked for by the first client alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rsa, "generate_private_key", _kept_key)
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", _add_files_found_once)
        yield


def _kept_key(public_exponent: int, key_size: int) -> rsa.RSAPrivateKey:
    path = STATE / f"rsa-{public_exponent}-{key_size}-{next(numbers)}.pem"
    if not path.exists():
        made = make_key(public_exponent, key_size)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        draft.rename(path)
    key = load_pem_private_key(path.read_bytes(), None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


def _add_files_found_once(self: WhiteNoiseMiddleware) -> None:
    """Every test client makes its own middleware, which would look at each file for its headers."""
    settings = (self.static_prefix, self.max_age, self.charset, self.allow_all_origins)
    if settings not in static_files:
        look_for_files(self)
        static_files[settings] = dict(self.files)
    self.files.update(static_files[settings])
