"""Short secrets of one person, sealed under that person's own key: they end when it does."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from carnet.vault import keys
from carnet.vault.problems import IntegrityProblem

_NONCE = 12
_PURPOSE = b"carnet.personal.1"  # the key itself wraps those of documents, and does nothing else


def seal(person_id: int, value: bytes, aad: bytes) -> bytes:
    """Encrypt ``value``: nonce 12 B, ciphertext, tag 16 B. Raises KeyAbsent, KeyDestroyed."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher(person_id).encrypt(nonce, value, aad)


def unseal(person_id: int, sealed: bytes, aad: bytes) -> bytes:
    """Decrypt what ``seal`` made for the same person and ``aad``; else ``IntegrityProblem``."""
    sealed = bytes(sealed)
    try:
        return _cipher(person_id).decrypt(sealed[:_NONCE], sealed[_NONCE:], aad)
    except (InvalidTag, ValueError) as error:
        raise IntegrityProblem("a sealed value does not open: altered, or of another") from error


def _cipher(person_id: int) -> AESGCM:
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=_PURPOSE)
    return AESGCM(derived.derive(keys.store().unwrap(person_id)))
