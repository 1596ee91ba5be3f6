"""The child that reads hostile documents: bounded memory and time, no Django, no secret.

``python -m carnet.formats.child SECONDS`` answers requests on standard input until it closes.
"""

from __future__ import annotations

import gc
import os
import resource
import select
import signal
import sys

import msgspec

from carnet.base import shapes
from carnet.formats import frames, registry
from carnet.formats.problems import FormatProblem
from carnet.nomenclature import tables

# A child stays under 256 MB: what it may write to, and beside it the code of its libraries, which
# is mapped and not written (32 MB resident when all are loaded).
MEMORY = 224 * 1024 * 1024
MAPPED = 2 * MEMORY
MAX_REQUEST = 64 * 1024 * 1024
_AT_ONCE = 1 << 20  # of a request: most come whole


def main() -> None:
    """Answer requests one by one; die at the end of input, or when one takes too long."""
    replies = os.dup(1)
    os.dup2(2, 1)  # what a library prints must not enter the answers
    seconds = int(sys.argv[1])
    # Ctrl-C comes to the whole group: whoever asks us stops, and closes our input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _load()
    gc.freeze()  # what is loaded stays: looking through it for garbage is time lost
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_AS, (MAPPED, MAPPED))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            request = frames.receive(0, MAX_REQUEST, chunk=_AT_ONCE)
        except frames.Closed:
            return
        # The parent kills first; this holds when the parent is gone. Nothing can catch it.
        signal.alarm(seconds + 1)
        frames.send(replies, answer(request))
        signal.alarm(0)


def _load() -> None:
    """What is most asked, before it is asked; the rest while nobody waits."""
    registry.function("metadata")
    if not select.select([0], [], [], 0)[0]:
        registry.function("shown")
        tables.displays()


def answer(request: bytes | memoryview) -> frames.Reply:
    """Run what a request asks for; whatever happens is an answer."""
    try:
        asked = shapes.msgpack(frames.Request).decode(request)
        result = registry.function(asked.name)(asked.data, *asked.arguments)
        return frames.Reply(frames.Outcome.DONE, msgspec.Raw(msgspec.msgpack.encode(result)))
    except FormatProblem as problem:
        words = [problem.path, problem.expected, problem.found, problem.severity]
        return frames.Reply(frames.Outcome.REFUSED, words=words)
    except (MemoryError, RecursionError):
        return frames.Reply(frames.Outcome.COSTLY)
    except Exception as error:  # noqa: BLE001 - the child outlives a mistake in one reader
        return frames.Reply(frames.Outcome.FAILED, words=[f"{type(error).__name__}: {error}"[:500]])


if __name__ == "__main__":
    main()
