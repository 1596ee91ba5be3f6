"""A push message, encrypted for one browser (RFC 8291) and signed by the house (RFC 8292).

The dozen lines of cryptography that ``pywebpush`` wraps: it would bring aiohttp, requests and
eleven packages more, where ``cryptography``, ``joserfc`` and httpx's core are here already.
"""

from __future__ import annotations

import secrets as randomness
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from joserfc import jwt
from joserfc.jwk import ECKey
from joserfc.util import urlsafe_b64encode

from carnet.base.secrets import secret

RECORD = 4096  # bytes, of the one record (RFC 8188, 2.1)
PADDED = 512  # every message is as long as another: its length tells nothing
_CURVE = SECP256R1()
_LAST = b"\x02"  # delimiter of the last record (RFC 8188, 2)


@dataclass(frozen=True, slots=True)
class Receiver:
    """A browser's half: P-256 point (65 bytes, uncompressed) and secret (16 bytes)."""

    public_key: bytes
    auth: bytes

    def __post_init__(self) -> None:
        """ValueError unless the point is on the curve and the secret has its length."""
        EllipticCurvePublicKey.from_encoded_point(_CURVE, self.public_key)
        if len(self.public_key) != 65 or len(self.auth) != 16:  # noqa: PLR2004 - RFC 8291, 2
            raise ValueError("expected 65 bytes of public key and 16 of secret")


def encrypt(
    plaintext: bytes,
    receiver: Receiver,
    *,
    sender: EllipticCurvePrivateKey | None = None,
    salt: bytes = b"",
    length: int = PADDED,
) -> bytes:
    """The body of a push message; ``sender`` and ``salt`` are fresh ones unless given."""
    sender, salt = sender or generate_private_key(_CURVE), salt or randomness.token_bytes(16)
    key, nonce, point = keys(sender, receiver, salt)
    padding = bytes(max(0, length - len(plaintext)))
    sealed = AESGCM(key).encrypt(nonce, plaintext + _LAST + padding, None)
    return salt + RECORD.to_bytes(4, "big") + bytes([len(point)]) + point + sealed


def keys(
    sender: EllipticCurvePrivateKey, receiver: Receiver, salt: bytes
) -> tuple[bytes, bytes, bytes]:
    """Key, nonce and the sender's point (RFC 8291, 3.4)."""
    theirs = EllipticCurvePublicKey.from_encoded_point(_CURVE, receiver.public_key)
    point = encoded(sender)
    info = b"WebPush: info\0" + receiver.public_key + point
    return *derived(sender.exchange(ECDH(), theirs), receiver.auth, info, salt), point


def derived(shared: bytes, auth: bytes, info: bytes, salt: bytes) -> tuple[bytes, bytes]:
    """Key and nonce from what both sides share."""
    known = _hkdf(shared, auth, info, 32)
    key = _hkdf(known, salt, b"Content-Encoding: aes128gcm\0", 16)
    return key, _hkdf(known, salt, b"Content-Encoding: nonce\0", 12)


def _hkdf(given: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(given)


def encoded(key: EllipticCurvePrivateKey) -> bytes:
    """The public point of a key, uncompressed."""
    form = serialization.PublicFormat.UncompressedPoint
    return key.public_key().public_bytes(serialization.Encoding.X962, form)


def public_key() -> str:
    """The house's, as browsers want it when they subscribe (base64url)."""
    return urlsafe_b64encode(encoded(_house())).decode()


def authorization(endpoint: str, contact: str, expires_at: int) -> str:
    """The header that proves to a push service who sends; ``expires_at`` in seconds, below a day.

    ``contact``: whom the service may write to (RFC 8292, 2.1).
    """
    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": expires_at, "sub": contact}
    token = jwt.encode({"typ": "JWT", "alg": "ES256"}, claims, _signing_key())
    return f"vapid t={token}, k={public_key()}"


@cache
def _house() -> EllipticCurvePrivateKey:
    """Made of a secret of 32 bytes: any number below the order of the curve is a key."""
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    return derive_private_key(int.from_bytes(secret("vapid.key")) % (order - 1) + 1, _CURVE)


@cache
def _signing_key() -> ECKey:
    clear = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    return ECKey.import_key(_house().private_bytes(serialization.Encoding.PEM, form, clear))
