"""Identifier and password that a person chooses: the rules, in the words that the page shows."""

from __future__ import annotations

from collections.abc import Iterable

IDENTIFIER_MIN, IDENTIFIER_MAX = 8, 64
PASSWORD_MIN, PASSWORD_MAX = 9, 128


def identifier_problems(identifier: str) -> list[str]:
    """What is wrong with this identifier, in French; empty when it may be taken."""
    raise NotImplementedError


def password_problems(password: str, personal: Iterable[str] = ()) -> list[str]:
    """What is wrong with this password; ``personal`` words (names, birth date…) may not be in it."""
    raise NotImplementedError
