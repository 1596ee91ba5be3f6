"""Ties the life of a process to that of ``carnet run``, so that a kill -9 leaves nothing behind."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
from pathlib import Path

SUPERVISOR = "CARNET_SUPERVISOR"  # the process id of the ``carnet run`` that started us
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def end_with_parent() -> None:
    """Under ``carnet run``: ask the kernel for a SIGTERM when our parent ends (Linux only)."""
    supervisor = os.environ.get(SUPERVISOR)
    if supervisor is None:
        return
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if not _alive(int(supervisor)):  # it ended before we asked
        os.kill(os.getpid(), signal.SIGTERM)


def _alive(process: int) -> bool:
    """Whether it runs. A zombie does not: it ended, and nobody has asked for its exit code yet."""
    if not Path("/proc/self/stat").exists():  # not Linux: nothing tells
        return True
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in {"Z", "X"}
