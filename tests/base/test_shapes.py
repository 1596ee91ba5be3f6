"""Decoders made by one thread at a time."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import msgspec

from carnet.base import shapes

# Without the lock, eight threads that meet these classes together end the process (SIGSEGV).
_TOGETHER = """
import sys, threading
from carnet.api.fhir.model import Bundle
from carnet.base import shapes
sys.setswitchinterval(1e-6)
start, decoded = threading.Barrier(8), []
body = b'{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"DocumentReference"}}]}'
def decode():
    start.wait()
    decoded.append(shapes.json(Bundle).decode(body))
crew = [threading.Thread(target=decode) for _ in range(8)]
for thread in crew:
    thread.start()
for thread in crew:
    thread.join()
print(len(decoded))
"""


class Point(msgspec.Struct):
    x: int
    next: Point | None = None


def test_the_decoder_of_a_class_is_made_once() -> None:
    assert shapes.json(Point) is shapes.json(Point)
    found: Any = shapes.msgpack(list[Point]).decode(msgspec.msgpack.encode([Point(1, Point(2))]))
    assert found == shapes.convert([{"x": 1, "next": {"x": 2}}], list[Point])


def test_threads_that_meet_a_class_together_do_not_end_the_process() -> None:
    for _ in range(2):
        run = subprocess.run(
            [sys.executable, "-c", _TOGETHER], capture_output=True, text=True, check=False
        )
        assert (run.returncode, run.stdout) == (0, "8\n"), run.stderr
