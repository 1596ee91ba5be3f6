"""``carnet run``: opens, says so, and leaves nothing behind, even after a kill -9."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

PATIENCE = 90.0  # seconds, for a busy machine


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.2)


class House:
    """One house in production settings (no nation to load), on a port of its own."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, _free_port()
        self.log = data / "run.log"

    def start(self) -> subprocess.Popen[bytes]:
        data = {"CARNET_DATA": str(self.data), "PRODUCTION_APPROVED": "1", "DATABASE_URL": ""}
        names = {"BASE_URL": "https://carnet.test", "ALLOWED_HOSTS": "carnet.test"}
        inherited = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "carnet.cli.main", "run", "--port", str(self.port)],
                env=inherited | data | names, stderr=log, start_new_session=True,
            )  # fmt: skip

    def announced(self) -> bool:
        return self.log.read_text().count("Carnet is open at") > 0

    def processes(self) -> list[str]:
        """The command line of every process that works on this data folder."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                command = (folder / "cmdline").read_bytes()
                told = command + (folder / "environ").read_bytes()
            except OSError:
                continue
            if str(self.data).encode() in told:
                found.append(command.replace(b"\0", b" ").decode())
        return found


@pytest.fixture
def house() -> House:
    data = Path(os.environ["CARNET_DATA"]) / f"run-{time.monotonic_ns()}"
    data.mkdir(mode=0o755)
    return House(data)


def test_it_opens_and_a_stop_leaves_nothing(house: House) -> None:
    running = house.start()
    _until(house.announced)
    request = urllib.request.Request(f"http://127.0.0.1:{house.port}/healthz")
    request.add_header("Host", "carnet.test")
    answer = urllib.request.urlopen(request)
    assert answer.read() == b"ok"
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    again = house.start()
    assert again.wait(PATIENCE) == 1  # the port is taken: said, and the first one lives
    assert "is taken" in house.log.read_text()
    running.send_signal(signal.SIGTERM)
    assert running.wait(PATIENCE) == 0
    assert house.processes() == []


def test_it_comes_back_after_a_kill(house: House) -> None:
    running = house.start()
    _until(house.announced)
    running.kill()
    running.wait()
    _until(lambda: not any("carnet.cli" in command for command in house.processes()))
    house.log.write_text("")
    running = house.start()
    _until(house.announced)
    running.send_signal(signal.SIGINT)
    assert running.wait(PATIENCE) == 0
    assert house.processes() == []
