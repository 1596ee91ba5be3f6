"""Page links that name no patient: the whole question, sealed (AES-SIV), is the token.

Deterministic, so that two equal questions get equal answers to the byte.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache
from typing import TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from carnet.base import shapes
from carnet.base.secrets import secret

T = TypeVar("T")


@cache
def _cipher() -> AESSIV:
    return AESSIV(secret("continuation.key", 64))


def seal(question: msgspec.Struct) -> str:
    """Turn a question into an opaque token of URL characters."""
    sealed = _cipher().encrypt(msgspec.msgpack.encode(question), [type(question).__name__.encode()])
    return urlsafe_b64encode(sealed).decode().rstrip("=")


def unseal(token: str, expected: type[T]) -> T:
    """The question of a token that ``seal`` made; ValueError for any other text."""
    try:
        sealed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        plain = _cipher().decrypt(sealed, [expected.__name__.encode()])
        return shapes.msgpack(expected).decode(plain)
    except (InvalidTag, ValueError, msgspec.MsgspecError) as problem:
        raise ValueError("not a page token of this service") from problem
