"""Short secrets kept in columns (a matricule), encrypted with a key of the service."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from carnet.base.secrets import secret
from carnet.vault.problems import IntegrityProblem

_NONCE = 12


@cache
def _cipher() -> AESGCM:
    return AESGCM(secret("fields.key", 32))


def seal(value: bytes, aad: bytes) -> bytes:
    """Encrypt ``value``: nonce 12 B, ciphertext, tag 16 B. ``aad`` says what the field is of."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher().encrypt(nonce, value, aad)


def seal_each(values: Sequence[tuple[bytes, bytes]]) -> list[bytes]:
    """``seal`` many (value, aad): asking the system for nonces one by one costs as much again."""
    drawn, encrypt = os.urandom(_NONCE * len(values)), _cipher().encrypt
    nonces = [drawn[start : start + _NONCE] for start in range(0, len(drawn), _NONCE)]
    return [
        nonce + encrypt(nonce, value, aad)
        for nonce, (value, aad) in zip(nonces, values, strict=True)
    ]


def unseal(sealed: bytes, aad: bytes) -> bytes:
    """Decrypt what ``seal`` made for the same ``aad``; raise ``IntegrityProblem`` otherwise."""
    sealed = bytes(sealed)
    try:
        return _cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], aad)
    except (InvalidTag, ValueError) as error:
        raise IntegrityProblem(
            "a sealed field does not open: altered, or of another row"
        ) from error
