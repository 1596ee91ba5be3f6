"""What a process had in memory at most, as the system counts the pages that it touched."""

from __future__ import annotations

from pathlib import Path


def peak(process: int | str = "self") -> float:
    """Since it began, in MB; ``getrusage`` would tell that of its parent."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    found = next(line for line in lines if line.startswith("VmHWM:"))
    return int(found.split()[1]) / 1024
