"""Loads the nation into the running database through the actions of each room."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]  # step, done, total


def load(progress: Progress | None = None) -> dict[str, int]:
    """Load the nation once; a second call does nothing. Return how many of each were loaded."""
    raise NotImplementedError(progress)
