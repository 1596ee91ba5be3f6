"""The real server in a process of its own, as ``carnet run`` starts it."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WORKERS = 2
_START = """
import argparse, os
from carnet.cli import run
run.serve(argparse.Namespace(host="127.0.0.1", port=int(os.environ["BENCH_PORT"]), workers={}))
"""


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
    """Start the server, wait until it answers, stop it at the end."""
    port = _free_port()
    environment = os.environ | {
        "BENCH_PORT": str(port),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "PROMETHEUS_MULTIPROC_DIR": "",
    }
    log = (Path(os.environ["CARNET_DATA"]) / "server.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-c", _START.format(WORKERS)], env=environment, stdout=log, stderr=log
    )
    try:
        _wait(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()
        log.close()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    from carnet.cli.run import answers

    until = time.monotonic() + 60
    while not answers(port):
        if process.poll() is not None or time.monotonic() > until:
            log = Path(os.environ["CARNET_DATA"]) / "server.log"
            raise RuntimeError(f"the server does not answer:\n{log.read_text()[-2000:]}")
        time.sleep(0.1)


def _rss(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
