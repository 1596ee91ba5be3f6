"""Secrets: made once, kept private, the same for processes that race for the first use."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

READ = "from carnet.base.secrets import secret; print(secret('race').hex())"


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "CARNET_SECRETS": str(folder)}


def test_processes_that_race_get_the_same_bytes(tmp_path: Path) -> None:
    environment = _environment(tmp_path / "secrets")
    racing = [
        subprocess.Popen([sys.executable, "-c", READ], env=environment, stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    answers = {process.communicate()[0] for process in racing}
    assert len(answers) == 1
    assert len(bytes.fromhex(answers.pop().decode().strip())) == 32


def test_only_the_owner_may_read_them(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    subprocess.run([sys.executable, "-c", READ], env=_environment(folder), check=True)
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "race").stat().st_mode & 0o077 == 0
    assert [file.name for file in folder.iterdir()] == ["race"]
