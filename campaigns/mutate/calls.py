"""Asks the house and watches it: no fault, no fault in its log, an answer in time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from structlog.testing import capture_logs

T = TypeVar("T")
SERVER_ERROR = 500
_LOUD = frozenset({"error", "critical"})


@dataclass(slots=True)
class Watch:
    """What went wrong in one round, and how long its slowest call took."""

    seconds: float  # beyond, a call hangs
    errors: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def call(self, what: str, ask: Callable[[], T]) -> T | None:
        """Ask; None after an exception, which is an error, as is an answer of 500 and more."""
        start = time.monotonic()
        try:
            answer = ask()
        except Exception as fault:  # noqa: BLE001 - finding them is the point
            self.errors.append(f"{what}: {type(fault).__name__}: {fault}"[:300])
            answer = None
        lasted = time.monotonic() - start
        self.slowest = max(self.slowest, (lasted, what))
        if lasted > self.seconds:
            self.hangs.append(f"{what}: {lasted:.1f} s")
        status = getattr(answer, "status_code", 0)
        if status >= SERVER_ERROR:
            self.errors.append(f"{what}: {status}")
        return answer

    def expect(self, what: str, *, holds: bool) -> None:
        """Say what should have been."""
        if not holds:
            self.errors.append(what)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Nothing that happens inside may be logged as an error."""
        with capture_logs() as said:
            yield
        for line in said:
            if line.get("log_level") in _LOUD:
                about = line.get("function") or line.get("route") or line.get("reason") or ""
                fault = line.get("exc_info")
                what = type(fault).__name__ if isinstance(fault, Exception) else ""
                self.errors.append(f"logged: {line['event']} {about} {what}".strip())
