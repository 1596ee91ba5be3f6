"""Six-digit codes sent to confirm a contact or a sign-in; the newest one counts."""

from __future__ import annotations


def send(purpose: str, subject: str, address: str) -> None:
    """Send a new code to an e-mail address or a mobile; ``Slowed`` when asked too often."""
    raise NotImplementedError


def check(purpose: str, subject: str, typed: str) -> str:
    """Return the address that the right code confirms; ``WrongProof``, ``Slowed``, ``Locked``."""
    raise NotImplementedError
