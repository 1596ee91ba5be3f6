"""Kinds of arguments that several commands take."""

from __future__ import annotations

import argparse

_LARGEST = 2**63 - 1  # what a column of the database holds


def positive(text: str) -> int:
    """A number from 1."""
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 1 <= number <= _LARGEST:
        raise argparse.ArgumentTypeError(f"a number from 1 to {_LARGEST} expected")
    return number
