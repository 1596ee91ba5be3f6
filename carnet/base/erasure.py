"""What each slice forgets of a person whose record is destroyed.

A slice registers one function a kind of thing, as it registers consumers of the outbox. They all
run in the transaction that destroys, and say how many things they erased: the receipt counts them.
tests/records/test_destruction.py finds the tables that nobody erases.
"""

from __future__ import annotations

from collections.abc import Callable

Eraser = Callable[[int], int]
_erasers: dict[str, Eraser] = {}


def eraser(what: str) -> Callable[[Eraser], Eraser]:
    """Register the function that erases ``what`` (French plural) of one person, and counts it."""

    def register(function: Eraser) -> Eraser:
        _erasers[what] = function
        return function

    return register


def erase(person_id: int) -> dict[str, int]:
    """Erase all that is registered, in the current transaction; return how many of each."""
    return {what: function(person_id) for what, function in _erasers.items()}
