"""A device that holds passkeys, as a browser and its authenticator do it together."""

import json
import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Device:
    def __init__(self, origin: str = "http://localhost", *, verifies: bool = True) -> None:
        self.origin = origin
        self.flags = PRESENT | (VERIFIED if verifies else 0)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.key_id = os.urandom(16)
        self.rp, self.owner = "localhost", ""

    def make(self, question: dict[str, Any]) -> str:
        """The answer to a question for a new passkey."""
        wanted = question["publicKey"]
        self.rp, self.owner = wanted["rp"]["id"], wanted["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        data = AuthenticatorData.create(
            sha256(self.rp.encode()),
            self.flags | ATTESTED,
            0,
            AttestedCredentialData.create(Aaguid.NONE, self.key_id, public),
        )
        return self._written(
            clientDataJSON=self._told("webauthn.create", wanted["challenge"]),
            attestationObject=AttestationObject.create("none", data, {}),
        )

    def sign(self, question: dict[str, Any]) -> str:
        """The answer to a question that any passkey of this site may sign."""
        told = self._told("webauthn.get", question["publicKey"]["challenge"])
        data = AuthenticatorData.create(sha256(self.rp.encode()), self.flags, 1)
        signature = self.key.sign(data + sha256(told), ec.ECDSA(hashes.SHA256()))
        written = json.loads(
            self._written(clientDataJSON=told, authenticatorData=data, signature=signature)
        )
        written["response"]["userHandle"] = self.owner
        return json.dumps(written)

    def _told(self, kind: str, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(kind, challenge, self.origin)

    def _written(self, **response: bytes) -> str:
        return json.dumps(
            {
                "id": websafe_encode(self.key_id),
                "rawId": websafe_encode(self.key_id),
                "type": "public-key",
                "clientExtensionResults": {"credProps": {"rk": True}},
                "response": {name: websafe_encode(value) for name, value in response.items()},
            }
        )
