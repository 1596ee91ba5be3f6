"""Runs parsers in bounded child processes: what arrives is hostile (law 7)."""

from __future__ import annotations

import atexit
import os
import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import msgspec
import structlog

from carnet.base import shapes
from carnet.formats import frames, kinds, registry
from carnet.formats.cda.model import Metadata
from carnet.formats.problems import Busy, FormatProblem, Severity, TooCostly
from carnet.formats.reader import Reader
from carnet.formats.shown_model import Shown, why

CHILDREN = 2
_FURTHEST = 1 << 31  # a page beyond the last is the last
WAIT = 30.0  # for a free child, before saying that the house is busy
_log = structlog.get_logger(__name__)


class _Pool:
    """Children of this process, started when needed, each used by one thread at a time."""

    def __init__(self) -> None:
        self.readers = [Reader() for _ in range(CHILDREN)]
        self.idle: queue.LifoQueue[Reader] = queue.LifoQueue()
        for reader in self.readers:
            self.idle.put(reader)

    @contextmanager
    def asked(self, request: frames.Request) -> Iterator[Callable[[], frames.Reply]]:
        """Ask a free child; it keeps to this caller, who waits for the answer when it is wanted."""
        try:
            reader = self.idle.get(timeout=WAIT)
        except queue.Empty:
            raise Busy from None
        answered = False

        def answer() -> frames.Reply:
            nonlocal answered
            reply = waited()
            answered = True
            return reply

        try:
            waited = reader.ask(request)
            yield answer
        finally:
            if not answered:  # whoever comes next must not get this answer
                reader.stop()
            reader.refresh()
            self.idle.put(reader)

    def begin(self) -> None:
        with suppress(queue.Empty):
            reader = self.idle.get_nowait()
            reader.begin()
            self.idle.put(reader)

    def close(self) -> None:
        for reader in self.readers:
            reader.stop()


_pool = _Pool()


@atexit.register
def close() -> None:
    """Stop the children of this process; the next call starts others."""
    _pool.close()


def _renew() -> None:
    global _pool
    _pool = _Pool()


# A forked process must not talk to its parent's children.
os.register_at_fork(after_in_child=_renew)


def begin() -> None:
    """Start one child ahead of what it will be asked."""
    _pool.begin()


def call(name: str, data: bytes, *arguments: Any) -> Any:
    """Run the function ``name`` of the registry on ``data``, in a child.

    FormatProblem when it refuses the document; TooCostly when it takes too much; Busy when no
    child is free.
    """
    with _asked(name, data, *arguments) as answer:
        return answer()


@contextmanager
def _asked(name: str, data: bytes, *arguments: Any) -> Iterator[Callable[[], Any]]:
    try:
        msgspec.msgpack.encode(arguments)
    except OverflowError as huge:  # a page number that no message carries
        raise FormatProblem("/", "a number of this document", "a huge one") from huge
    with _pool.asked(frames.Request(name, data, list(arguments))) as waited:
        yield lambda: _found(name, waited())


def _found(name: str, reply: frames.Reply) -> Any:
    match reply.outcome:
        case frames.Outcome.DONE:
            return shapes.msgpack(registry.result_type(name)).decode(reply.result)
        case frames.Outcome.REFUSED:
            path, expected, found, severity = reply.words
            raise FormatProblem(path, expected, found, Severity(severity))
        case frames.Outcome.COSTLY:
            raise TooCostly("/", "a document of reasonable cost", ", ".join(reply.words) or "more")
        case frames.Outcome.FAILED:
            _log.error("formats.reader_failed", function=name)  # its words may quote the document
            raise FormatProblem("/", "a document that our reader understands", "an unforeseen form")


def read_metadata(data: bytes, sha1: str = "") -> Metadata:
    """``formats.cda.metadata.read`` in a child."""
    found: Metadata = call("metadata", data, sha1)
    return found


def check(data: bytes) -> list[FormatProblem]:
    """``formats.cda.validate.check`` in a child."""
    return [FormatProblem(*msgspec.structs.astuple(one)) for one in call("check", data)]


def show(data: bytes, first: int = 1) -> Shown:
    """``formats.shown.shown`` in a child; a document that costs too much is said to be so."""
    with showing(data, first) as shown:
        return shown()


@contextmanager
def showing(data: bytes, first: int = 1) -> Iterator[Callable[[], Shown]]:
    """``show`` in two times: a child reads while its caller does something else, then waits."""
    with _asked("shown", data, min(first, _FURTHEST)) as answer:

        def shown() -> Shown:
            try:
                found: Shown = answer()
            except FormatProblem as refusal:
                return Shown(kinds.kind(data), why(refusal))
            return found

        yield shown
