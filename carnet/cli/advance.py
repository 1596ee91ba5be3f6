"""How far a long command is, on standard error: a bar with its rate and the time that is left."""

from __future__ import annotations

import sys
import time

WIDTH = 24
EVERY_LINE = 10.0  # seconds between two lines where there is no terminal
EVERY_DRAWING = 0.2


class Advance:
    """The progress of one command. ``total`` and ``done`` count the same thing."""

    def __init__(self, unit: str, total: int) -> None:
        self._unit, self._total = unit, max(total, 1)
        self._began = self._said = time.monotonic()
        self._before = 0
        self._drawn = False
        self._terminal = sys.stderr.isatty()

    def begin(self, done: int) -> None:
        """Go on from what an earlier run did: it counts in no rate."""
        self._before = done

    def show(self, done: int, words: str = "") -> None:
        """Draw the bar, in place on a terminal; elsewhere a line from time to time."""
        now = time.monotonic()
        if now - self._said < (EVERY_DRAWING if self._terminal else EVERY_LINE):
            return
        self._said, self._drawn = now, True
        line = self._line(done, words, now - self._began)
        sys.stderr.write(f"\r\033[K{line}" if self._terminal else f"{line}\n")
        sys.stderr.flush()

    def end(self) -> None:
        """Leave the bar as it was drawn last."""
        if self._terminal and self._drawn:
            sys.stderr.write("\n")

    def _line(self, done: int, words: str, seconds: float) -> str:
        share = min(done / self._total, 1.0)
        filled = int(WIDTH * share)
        rate = (done - self._before) / seconds
        left = (self._total - done) / rate if rate else 0.0
        said = words or f"{done:,} {self._unit}, {rate:,.0f}/s"
        return f"{'█' * filled}{'·' * (WIDTH - filled)} {share:4.0%}  {said}, {span(left)} left"


def span(seconds: float) -> str:
    """« 3 h 05 min », « 12 min », « 40 s »."""
    whole = max(int(seconds), 0)
    hours, minutes = whole // 3600, whole // 60 % 60
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min" if minutes else f"{whole} s"
