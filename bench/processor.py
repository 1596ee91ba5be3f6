"""The processor time of a process and of those under it: what other load changes least."""

from __future__ import annotations

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def spent(pid: int) -> float:
    """Seconds since each began, of those that still run."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / _TICKS  # utime, stime
    return own + sum(spent(child) for child in _children(pid))


def _children(pid: int) -> list[int]:
    """Those that any thread of it started."""
    listed = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for one in listed for child in one.read_text(encoding="utf-8").split()]
