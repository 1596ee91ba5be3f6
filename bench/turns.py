"""Functions that run at once, a thread each, in turns with others."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Turn:
    """What several turns measured: single durations, and the time that all took."""

    def __init__(self, functions: list[Callable[[], None]]) -> None:
        self._functions = functions
        self._failures: list[BaseException] = []
        self.durations: list[float] = []
        self.elapsed = 0.0

    @property
    def rate(self) -> float:
        """Calls a second, of all threads together."""
        return len(self.durations) / self.elapsed

    def run(self, seconds: float, *, keep: bool = True) -> None:
        """Run all functions for a while; whatever one of them raises is raised here."""
        durations: list[float] = []
        began = time.perf_counter()
        crew = [
            threading.Thread(target=self._repeat, args=(function, began + seconds, durations))
            for function in self._functions
        ]
        for thread in crew:
            thread.start()
        for thread in crew:
            thread.join()
        if self._failures:
            raise self._failures[0]
        if keep:
            self.durations += durations
            self.elapsed += time.perf_counter() - began

    def _repeat(self, function: Callable[[], None], end: float, durations: list[float]) -> None:
        try:
            now = time.perf_counter()
            while now < end:
                function()
                after = time.perf_counter()
                durations.append(after - now)
                now = after
        except Exception as failure:  # noqa: BLE001 - told by run, in the thread that waits
            self._failures.append(failure)
        finally:
            _close()


def _close() -> None:
    """Close what this thread opened: Django keeps a connection for each."""
    from django.db import connection

    connection.close()
