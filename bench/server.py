"""The real server in a process of its own, as ``carnet run`` starts it."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import IO

WORKERS = 2


@dataclass(frozen=True)
class Server:
    """Where it listens, and its first process."""

    port: int
    pid: int

    def worker_memory(self) -> float:
        """RSS of the first worker, in MB (the parent only watches over them)."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        sizes = [_rss(int(pid)) for pid in children]
        return max(sizes, default=_rss(self.pid))


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """Start the server and ``carnet work`` beside it, as in production; stop both at the end."""
    port = _free_port()
    environment = os.environ | {
        "BASE_URL": f"http://127.0.0.1:{port}",
    }
    with contextlib.ExitStack() as stack:
        log = stack.enter_context((Path(os.environ["CARNET_DATA"]) / "server.log").open("w"))
        serve = ("serve", "--port", str(port), "--workers", str(WORKERS))
        process = stack.enter_context(_command(*serve, environment=environment, log=log))
        stack.enter_context(_command("work", environment=environment, log=log))
        _wait(port, process)
        yield Server(port, process.pid)


@contextlib.contextmanager
def _command(
    *words: str, environment: dict[str, str], log: IO[str]
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "carnet.cli.main", *words], env=environment, stdout=log, stderr=log
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > until:
            log = Path(os.environ["CARNET_DATA"]) / "server.log"
            raise RuntimeError(f"the server does not answer:\n{log.read_text()[-2000:]}")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except OSError:
        return False


def _rss(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
