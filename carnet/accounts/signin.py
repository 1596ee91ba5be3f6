"""Signing in: identifier and password, then a one-time code."""

from __future__ import annotations


def verify(identifier: str, password: str, address: str) -> int:
    """Return the account that this pair opens; ``WrongProof``, ``Slowed``, ``Locked``."""
    raise NotImplementedError


def send_code(account_id: int) -> None:
    """Send the one-time code of the second step to the account's confirmed contact."""
    raise NotImplementedError


def confirm(account_id: int, typed: str) -> None:
    """Check the one-time code and journal the sign-in; ``WrongProof``, ``Slowed``, ``Locked``."""
    raise NotImplementedError


def left(account_id: int) -> None:
    """Journal that the person signed out."""
    raise NotImplementedError
