"""Processes that end with the one that started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from carnet.base.parent import SUPERVISOR

CHILD = "from carnet.base.parent import end_with_parent; end_with_parent(); print('goes on')"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells")


def _child(supervisor: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CHILD],
        env=os.environ | {SUPERVISOR: str(supervisor)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_it_goes_on_while_the_supervisor_runs() -> None:
    assert _child(os.getpid()).stdout == "goes on\n"


def test_it_ends_when_the_supervisor_is_gone() -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    assert _child(gone.pid).returncode == -signal.SIGTERM


def test_a_supervisor_that_nobody_waited_for_is_gone_too() -> None:
    killed = subprocess.Popen(["true"])
    while "Z" not in Path(f"/proc/{killed.pid}/stat").read_text().rpartition(")")[2].split():
        pass
    assert _child(killed.pid).returncode == -signal.SIGTERM
    killed.wait()
