"""Shares the reading of the insurer's file between processes; blocks come back in their order."""

from __future__ import annotations

import contextlib
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from carnet.accounts import prepared
from carnet.accounts.blocks import BYTES, Raw
from carnet.accounts.insured import Form
from carnet.accounts.prepared import Block
from carnet.base.parent import SUPERVISOR, end_with_parent

MOST = 8  # processes: one writer keeps no more of them busy
AHEAD = 2  # blocks, for each process
SMALL = 4 * BYTES  # a file that ends before processes would be ready
Prepare = Callable[[Form, Iterator[Raw]], Iterator[tuple[Raw, Block]]]


@contextlib.contextmanager
def crew(size: int) -> Iterator[Prepare]:
    """Those who prepare so many bytes: this process alone, or several."""
    processes = min(os.cpu_count() or 1, MOST)
    if size <= SMALL or processes == 1:
        yield _here
        return
    # Spawned, never forked: the database connection stays here. They end with us, even killed.
    with _supervising():
        pool = ProcessPoolExecutor(processes, get_context("spawn"), _start)
        try:
            yield partial(_shared, pool, processes * AHEAD)
        finally:
            pool.shutdown(cancel_futures=True)


def _here(form: Form, coming: Iterator[Raw]) -> Iterator[tuple[Raw, Block]]:
    for raw in coming:
        yield raw, prepared.prepare_block(raw.lines, raw.first, form)


def _shared(
    pool: ProcessPoolExecutor, ahead: int, form: Form, coming: Iterator[Raw]
) -> Iterator[tuple[Raw, Block]]:
    under_way: deque[tuple[Raw, Future[bytes]]] = deque()
    for raw in coming:
        future = pool.submit(_prepare, raw.lines, raw.first, form)
        under_way.append((raw._replace(lines=b""), future))
        if len(under_way) >= ahead:
            yield _done(under_way)
    while under_way:
        yield _done(under_way)


def _done(under_way: deque[tuple[Raw, Future[bytes]]]) -> tuple[Raw, Block]:
    raw, future = under_way.popleft()
    return raw, prepared.decode(future.result())


def _prepare(lines: bytes, first: int, form: Form) -> bytes:
    return prepared.encode(prepared.prepare_block(lines, first, form))


@contextlib.contextmanager
def _supervising() -> Iterator[None]:
    """Name ourselves as the parent with whom the processes end."""
    before = os.environ.get(SUPERVISOR)
    os.environ[SUPERVISOR] = str(os.getpid())
    try:
        yield
    finally:
        os.environ.pop(SUPERVISOR)
        if before is not None:
            os.environ[SUPERVISOR] = before


def _start() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who writes
    end_with_parent()
