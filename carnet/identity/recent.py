"""Answers kept for a short while in one process, for tables that change rarely."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Answer = TypeVar("Answer")
MAX_ANSWERS = 10_000


class Recent:
    """Keeps answers ``ttl`` seconds; absences are never kept, so that an addition shows at once.

    Threads may load the same answer twice; nobody sees a half-made one.
    """

    def __init__(self, ttl: float) -> None:
        self.ttl = ttl
        self._answers: dict[Hashable, tuple[float, Any]] = {}

    def get(self, key: Hashable, load: Callable[[], Answer | None]) -> Answer | None:
        """The answer for ``key``, loaded when not known or too old."""
        known = self._answers.get(key)
        if known and known[0] > time.monotonic():
            answer: Answer = known[1]
            return answer
        loaded = load()
        if loaded is not None:
            if len(self._answers) >= MAX_ANSWERS:
                self.forget()
            self._answers[key] = (time.monotonic() + self.ttl, loaded)
        return loaded

    def forget(self) -> None:
        """Drop every answer."""
        self._answers = {}
