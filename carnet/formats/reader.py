"""One reading child, seen from the server: started on demand, killed when it takes too long."""

from __future__ import annotations

import contextlib
import fcntl
import resource
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from carnet.base import shapes
from carnet.formats import frames

TIMEOUT = 10.0  # wall seconds for one call
MAX_REPLY = 64 * 1024 * 1024
MAX_CALLS = 5000  # then a fresh child, so that no leak lasts
# A child that holds more of what it drew gives way to a fresh one: what libraries keep leaves less
# and less for the next document (child.MEMORY). With all of them loaded it begins at 86 MB.
HEAVY = 128 * 1024 * 1024
_DATA = 5  # of /proc/…/statm, in pages: what the limit of a child counts
_PIPE_SIZE = 1 << 20
# Freed memory stays with the child, up to 32 MB: giving back and asking again costs more than
# reading. One pool and one thread: the others would only reserve what the child may not use.
_MEMORY = {"MALLOC_MMAP_THRESHOLD_": "33554432", "MALLOC_TRIM_THRESHOLD_": "33554432",
           "MALLOC_ARENA_MAX": "1", "OPENBLAS_NUM_THREADS": "1"}  # fmt: skip
_BROKEN = (TimeoutError, frames.Closed, frames.TooLong, msgspec.MsgspecError)
_PACKAGES = str(Path(__file__).resolve().parents[2])


class Reader:
    """A child process and its two pipes; not for two threads at once."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.calls = 0

    def run(self, request: frames.Request) -> frames.Reply:
        """Ask the child; a slow, dead or too wordy one is killed and the answer is COSTLY."""
        return self.ask(request)()

    def refresh(self) -> None:
        """Replace the child by another when it holds much of what it read before."""
        if self.process and _held(self.process.pid) > HEAVY:
            self.stop()
            self.begin()

    def ask(self, request: frames.Request) -> Callable[[], frames.Reply]:
        """Let the child begin; what is returned waits for its answer, to be called once.

        Nothing else may be asked meanwhile.
        """
        deadline = time.monotonic() + TIMEOUT
        try:
            answers = self._sent(request)
        except _BROKEN as error:
            reply = self._given_up(error)
            return lambda: reply
        served = self.calls > 1

        def answer() -> frames.Reply:
            reply = self._answer(answers, deadline)
            return self._anew(request) if served and _may_be_of_age(reply) else reply

        return answer

    def _anew(self, request: frames.Request) -> frames.Reply:
        """Ask a fresh child what one that had served failed in."""
        self.stop()
        return self.run(request)

    def _answer(self, answers: int, deadline: float) -> frames.Reply:
        try:
            reply = frames.receive(answers, MAX_REPLY, lambda: _wait(answers, deadline))
            return shapes.msgpack(frames.Reply).decode(reply)
        except _BROKEN as error:
            return self._given_up(error)

    def _given_up(self, error: Exception) -> frames.Reply:
        self.stop()
        return frames.Reply(frames.Outcome.COSTLY, words=[type(error).__name__])

    def _sent(self, request: frames.Request) -> int:
        try:
            return self._send(request)
        except frames.Closed:  # the child died since its last answer: its pipe says so
            self.stop()
            return self._send(request)

    def _send(self, request: frames.Request) -> int:
        """Send a request to the child, and tell where the answer will come."""
        if self.calls >= MAX_CALLS:
            self.stop()
        self.calls += 1
        process = self.begin()
        assert process.stdin is not None  # noqa: S101 - both are pipes, says _start
        assert process.stdout is not None  # noqa: S101
        frames.send(process.stdin.fileno(), request)
        return process.stdout.fileno()

    def begin(self) -> subprocess.Popen[bytes]:
        """Start the child if there is none; it makes itself ready before anything is asked."""
        if self.process is None:
            self.process = _start()
        return self.process

    def stop(self) -> None:
        """Kill the child, if any; the next call starts another."""
        process, self.process, self.calls = self.process, None, 0
        if process is not None:
            process.kill()
            with contextlib.suppress(OSError), process:
                process.wait()


def _may_be_of_age(reply: frames.Reply) -> bool:
    """Whether a child failed for want of memory, maybe: what it read before may hold it."""
    match reply.outcome:
        case frames.Outcome.FAILED:
            return True
        case frames.Outcome.COSTLY:
            return reply.words in ([], [frames.Closed.__name__])
        case _:
            return False


def _held(pid: int) -> int:
    """Bytes of data of a process; 0 where the system does not tell."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[_DATA]
    except (OSError, IndexError):
        return 0
    return int(pages) * resource.getpagesize()


def _start() -> subprocess.Popen[bytes]:
    # No variable of ours goes to the child: neither the database's address nor any secret.
    child = subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", "-m", "carnet.formats.child", str(round(TIMEOUT))],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, cwd="/",
        env={"PYTHONPATH": _PACKAGES, "LC_ALL": "C.UTF-8", **_MEMORY},
    )  # fmt: skip
    for pipe in (child.stdin, child.stdout):
        with contextlib.suppress(OSError, AttributeError):  # a limit of the machine, or not Linux
            fcntl.fcntl(pipe or -1, fcntl.F_SETPIPE_SZ, _PIPE_SIZE)
    return child


def _wait(descriptor: int, deadline: float) -> None:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise TimeoutError
