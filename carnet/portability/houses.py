"""Whose signature a file bears, and whether this house knows them."""

from __future__ import annotations

from django.conf import settings

from carnet.journal import signing
from carnet.portability.problems import NotBroughtIn


def name_of(key: bytes) -> str:
    """The house of this public key (setting KNOWN_HOUSES, and this one); "" for a stranger."""
    if key == signing.public_key():
        return str(settings.SERVICE_NAME)
    for one in filter(None, settings.KNOWN_HOUSES.split(",")):
        name, _, known = one.rpartition(":")
        if known.strip().lower() == key.hex():
            return name.strip() or key.hex()[:16]
    return ""


def trust(key: bytes, given: bytes | None) -> None:
    """Raise NotBroughtIn unless the signer is the one whom the operator names, or is known."""
    if given is not None and key != given:
        raise NotBroughtIn(f"it was signed with the key {key.hex()}, not with the one you give")
    if given is None and not name_of(key):
        raise NotBroughtIn(
            f"it was signed with the key {key.hex()}, which this house does not know: compare it"
            " with the one that the other house publishes, then give it with --key"
        )
