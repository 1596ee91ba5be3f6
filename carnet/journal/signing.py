"""The key that signs heads and promises (Ed25519), and the check of any such signature."""

from __future__ import annotations

from functools import cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from carnet.base.secrets import secret


def sign(statement: bytes) -> bytes:
    """Sign for the house; each kind of statement begins with its own name (statements.py)."""
    return _signer().sign(statement)


@cache
def public_key() -> bytes:
    """The house's public key, 32 bytes."""
    return _signer().public_key().public_bytes_raw()


def is_signed(key: bytes, statement: bytes, signature: bytes) -> bool:
    """Whether the owner of this public key signed these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, statement)
    except (InvalidSignature, ValueError):
        return False
    return True


@cache
def _signer() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(secret("journal.sign", 32))
