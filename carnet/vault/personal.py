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


class Box:
    """The short secrets of one person, for several at once: their key is made ready only once.

    Raises KeyAbsent, KeyDestroyed.
    """

    def __init__(self, person_id: int) -> None:
        self._cipher = _cipher(person_id)

    def seal(self, value: bytes, aad: bytes) -> bytes:
        """Encrypt ``value``: nonce 12 B, ciphertext, tag 16 B."""
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, value, aad)

    def unseal(self, sealed: bytes, aad: bytes) -> bytes:
        """Decrypt what ``seal`` made for the same person and ``aad``; else ``IntegrityProblem``."""
        view = memoryview(sealed)  # nothing is copied: a search opens a thousand
        try:
            return self._cipher.decrypt(view[:_NONCE], view[_NONCE:], aad)
        except (InvalidTag, ValueError) as error:
            raise IntegrityProblem(
                "a sealed value does not open: altered, or of another"
            ) from error


def seal(person_id: int, value: bytes, aad: bytes) -> bytes:
    """Encrypt one value. Raises KeyAbsent, KeyDestroyed."""
    return Box(person_id).seal(value, aad)


def unseal(person_id: int, sealed: bytes, aad: bytes) -> bytes:
    """Decrypt one value that ``seal`` made for the same person and ``aad``."""
    return Box(person_id).unseal(sealed, aad)


def _cipher(person_id: int) -> AESGCM:
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=_PURPOSE)
    return AESGCM(derived.derive(keys.store().unwrap(person_id)))
