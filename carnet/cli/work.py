"""``carnet work``: seal the journal, do the effects that wait, forget what time has ended."""

from __future__ import annotations

import argparse
import os
import signal
import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog

from carnet.base.parent import end_with_parent
from carnet.cli import house

EVERY = 1.0  # seconds
MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR
NICE = 15  # of what reads documents: deposits and pages come first
PATIENCE = 5.0  # seconds: run kills what has not stopped a little later
_beside: dict[Callable[[], object], threading.Thread] = {}
_log = structlog.get_logger(__name__)


def register(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("work", help="seal the journal, send what waits (run starts it)")
    parser.set_defaults(action=work)


def work(options: argparse.Namespace) -> int:
    """Work until a signal comes; finish the round that is under way."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    end_with_parent()
    with house.opened():
        rounds = chores()
        while not stop.is_set():
            for chore in rounds:
                attempt(chore)
            stop.wait(EVERY)
        finish()  # before the database stops
    return 0


def chores() -> list[Callable[[], object]]:
    """What each round does, in this order."""
    from django.conf import settings

    from carnet.accounts import digests, majority
    from carnet.accounts.actions import (
        forget_attempts,
        forget_codes,
        forget_sessions,
        inform_by_email,
        open_after_window,
        write_renewed,
    )
    from carnet.api.oauth.actions import forget_expired
    from carnet.assistance.actions import (
        destroy_cases,
        destroy_tickets,
        end_consents,
        end_mandates,
        forget_helps,
    )
    from carnet.base import outbox
    from carnet.contents.reading import read_waiting
    from carnet.journal import census, partitions, sealer
    from carnet.portability import making
    from carnet.records import scanning
    from carnet.records.actions import (
        end_years,
        erase_due,
        forget_drafts,
        reveal_due,
        run_timers,
        tell_due,
    )
    from carnet.sharing import codes, delegation_ends, expiry

    slow = (
        *(codes.forget_over, delegation_ends.run),
        *(forget_expired, forget_sessions, forget_attempts, forget_codes, majority.run),
        *(end_mandates, end_consents, destroy_tickets, forget_helps, destroy_cases),
        *(tell_due, reveal_due, erase_due, forget_drafts, making.forget_over),
    )
    often: list[Callable[[], object]] = [
        partitions.ensure, outbox.drain, inform_by_email, open_after_window, run_timers
    ]  # fmt: skip
    # The sealer waits for no daily message, however many there are.
    often += [slowly(expiry.run, MINUTE), slowly(apart(digests.run), MINUTE)]
    if not settings.PRODUCTION:
        often.append(write_renewed)  # nobody prints: each letter waits under /demo/lettres/
    rare = slowly(end_years, DAY)  # it reads the key store whole
    counting = apart(census.keep)  # of a nation, it takes minutes: the sealer goes on meanwhile
    if settings.CLAMD_SOCKET:
        often.append(apart(scanning.scan_waiting))  # an antivirus may be long to answer
    reading = apart(humbly(read_waiting))  # parsing takes its time too
    copying = apart(humbly(making.make_waiting))  # so does a record of thousands of documents
    hourly = (slowly(chore, HOUR) for chore in slow)
    return [*often, *hourly, rare, sealer.seal_once, counting, reading, copying]


def slowly(chore: Callable[[], object], seconds: float) -> Callable[[], object]:
    """Make a chore that leaves this time between its rounds; one that fails comes again at once."""
    due = 0.0

    @wraps(chore)
    def sometimes() -> None:
        nonlocal due
        if time.monotonic() >= due:
            chore()
            due = time.monotonic() + seconds

    return sometimes


def apart(chore: Callable[[], object]) -> Callable[[], object]:
    """Make a chore that runs beside the rounds, one at a time; ``finish`` waits for it."""

    def alone() -> None:
        from django.db import connections

        try:
            attempt(chore)
        finally:
            connections.close_all()

    @wraps(chore)
    def begin() -> None:
        before = _beside.get(chore)
        if before is None or not before.is_alive():
            _beside[chore] = threading.Thread(target=alone, daemon=True)
            _beside[chore].start()

    return begin


def humbly(chore: Callable[[], object]) -> Callable[[], object]:
    """Make a chore that leaves the processor to all others, for a thread of its own (``apart``)."""

    @wraps(chore)
    def last() -> object:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)  # of this thread, on Linux
        return chore()

    return last


def finish() -> None:
    """Wait for what runs beside the rounds; what lasts longer is cut, and done again next time."""
    until = time.monotonic() + PATIENCE
    for thread in _beside.values():
        thread.join(max(0.0, until - time.monotonic()))


def attempt(chore: Callable[[], object]) -> None:
    """Do one chore; a failure is logged and the next round tries again."""
    from django.db import close_old_connections

    try:
        chore()
    except Exception:  # noqa: BLE001 - one bad round must not end the watch
        _log.exception("work.failed", chore=chore.__module__)
        close_old_connections()
