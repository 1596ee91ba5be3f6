"""The provisional code of the information letter: easy to copy from paper, kept as a slow hash."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

from carnet.base.secrets import secret

# No 0 O, 1 I L, 2 Z, 5 S, 8 B, G 6, Q, U V: nothing that a tired eye confuses.
ALPHABET = "ACDEFHJKMNPRTWXY3479"
LENGTH = 10  # 20 ** 10: 43 bits, behind a lock, a slow hash and a key that is not in the database
_GROUP = 5


class BadCode(ValueError):
    """What was typed cannot be a code; ``character`` is the first that no code holds, if any."""

    def __init__(self, character: str = "") -> None:
        super().__init__(character)
        self.character = character


def make() -> str:
    """Draw a new code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def show(code: str) -> str:
    """Write a code as people read it: ``ACDEF-HJKMN``."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def normalise(typed: str) -> str:
    """Read a code as people type it: any case, any spaces and dashes. Raises ``BadCode``."""
    code = "".join(
        character for character in typed.upper() if character.isalnum() or character in ALPHABET
    )
    for character in code:
        if character not in ALPHABET:
            raise BadCode(character)
    if len(code) != LENGTH:
        raise BadCode
    return code


def protect(code: str) -> str:
    """The slow hash to keep instead of the code: ``scrypt$salt$hash``, keyed by a secret file."""
    salt = secrets.token_bytes(12)
    return f"scrypt${_text(salt)}${_text(_hash(code, salt))}"


def matches(code: str, protected: str) -> bool:
    """Whether ``protected`` came from this code. As slow for an empty ``protected``."""
    _, salt, expected = (protected or "scrypt$AAAA$AAAA").split("$")
    found = _hash(code, base64.b64decode(salt))
    return hmac.compare_digest(found, base64.b64decode(expected))


def _hash(code: str, salt: bytes) -> bytes:
    keyed = hmac.digest(secret("codes.key"), code.encode(), "sha256")
    return hashlib.scrypt(keyed, salt=salt, n=settings.CODE_HASH_COST, r=8, p=1, dklen=24)


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
