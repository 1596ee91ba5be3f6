"""RPPS numbers of health professionals: eleven digits, the last a Luhn key."""

from __future__ import annotations

from stdnum import luhn

LENGTH = 11


def valid(number: str) -> bool:
    """Whether ``number`` is a well-formed RPPS."""
    return len(number) == LENGTH and number.isascii() and number.isdigit() and luhn.is_valid(number)
