"""Shows a long step as a bar on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable

Progress = Callable[[str, int, int], None]  # step, done, total
WIDTH = 30


def bar(step: str, done: int, total: int) -> None:
    """Draw the bar of a step; on a terminal in place, elsewhere one line when it is done."""
    if not sys.stderr.isatty():
        if done == total:
            sys.stderr.write(f"{step}: {total}\n")
        return
    filled = WIDTH * done // max(total, 1)
    shown = "█" * filled + "·" * (WIDTH - filled)
    end = "\n" if done == total else ""
    sys.stderr.write(f"\r{step:<28} {shown} {done}/{total}{end}")
    sys.stderr.flush()
