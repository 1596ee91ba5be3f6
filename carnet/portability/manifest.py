"""The list of what a copy holds, and the house's signature on it (docs/portability.md)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, TypeVar

import msgspec
from django.conf import settings
from msgspec import Meta

from carnet.base import shapes
from carnet.journal import signing, statements
from carnet.portability.choice import Choice
from carnet.portability.problems import BadFile

FORMAT, SIGNATURE_FORMAT, VERSION = "carnet-copy", "carnet-copy-signature", 1
NAME, SIGNATURE = "manifest.json", "signature.json"
READER, HOUSE = "reader", "house"  # whose eyes: a person's, or from house to house
T = TypeVar("T")
_Hex32 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
_Hex64 = Annotated[str, Meta(pattern="^[0-9a-f]{128}$")]


class Listed(msgspec.Struct, frozen=True):
    """One file: its name in the ZIP, its bytes."""

    name: str
    size: Annotated[int, Meta(ge=0)]
    sha256: _Hex32


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """``files`` are the record, the same from any house; ``of_house`` what this one tells of it."""

    format: str = FORMAT
    version: int = VERSION
    scope: str
    chosen: Choice
    service: str
    address: str
    made: datetime
    key: _Hex32  # the house's public key, Ed25519
    files: list[Listed]
    of_house: list[Listed]


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """Ed25519 of ``statements.copy`` of the bytes of the manifest."""

    format: str = SIGNATURE_FORMAT
    version: int = VERSION
    key: _Hex32
    signature: _Hex64


class _Beginning(msgspec.Struct, frozen=True):
    format: str = ""
    version: int = 0


def make(
    scope: str, chosen: Choice, made: datetime, files: list[Listed], of_house: list[Listed]
) -> bytes:
    """The bytes of a manifest of this house."""
    written = Manifest(
        scope=scope, chosen=chosen, service=settings.SERVICE_NAME, address=settings.BASE_URL,
        made=made, key=signing.public_key().hex(), files=files, of_house=of_house,
    )  # fmt: skip
    return pretty(written)


def sign(manifest: bytes) -> bytes:
    """The bytes of its signature."""
    signature = signing.sign(statements.copy(manifest)).hex()
    return pretty(Signature(key=signing.public_key().hex(), signature=signature))


def read(data: bytes) -> Manifest:
    """Read a manifest. Raises BadFile."""
    return _read(NAME, data, Manifest, FORMAT)


def signer(manifest: bytes, signature: bytes) -> bytes:
    """The public key that signed these bytes. Raises BadFile when nobody did."""
    found = _read(SIGNATURE, signature, Signature, SIGNATURE_FORMAT)
    key = bytes.fromhex(found.key)
    if not signing.is_signed(key, statements.copy(manifest), bytes.fromhex(found.signature)):
        raise BadFile(f"{SIGNATURE}: wrong signature: the file was altered since it was made")
    if found.key != read(manifest).key:
        raise BadFile(f"{SIGNATURE}: signed with another key than the one that {NAME} names")
    return key


def pretty(value: object) -> bytes:
    """JSON that people can read too."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def _read(name: str, data: bytes, kind: type[T], expected: str) -> T:
    try:
        begun = shapes.json(_Beginning).decode(data)
        if begun.format != expected:
            raise BadFile(f"{name}: this is not the file of a copy")
        if begun.version != VERSION:
            raise BadFile(f"{name}: version {begun.version}; this house reads version {VERSION}")
        return shapes.json(kind).decode(data)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadFile(f"{name}: {error}") from error
