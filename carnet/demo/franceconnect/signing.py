"""The key of the stand-in: the same in each process, made at first use."""

from __future__ import annotations

from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc import jwt
from joserfc.jwk import ECKey

from carnet.base.secrets import secret

ALGORITHM = "ES256"


@cache
def key() -> ECKey:
    """The signing key, from 31 secret bytes: fewer than the order of the curve."""
    number = int.from_bytes(secret("franceconnect-demo-signing.key", 31))
    pem = ec.derive_private_key(number, ec.SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    made = ECKey.import_key(pem, {"use": "sig", "alg": ALGORITHM})
    made.ensure_kid()
    return made


def signed(claims: dict[str, Any]) -> str:
    """The claims as a signed JWT."""
    return jwt.encode({"alg": ALGORITHM, "kid": key().kid}, claims, key(), algorithms=[ALGORITHM])
