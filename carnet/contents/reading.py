"""The worker's reading: each document once, its words and its values sealed under its person's key.

Nobody sees anything by it, so it writes no line in the trace (docs/contents.md). What a document
says appears in no log: a failure is named by its class.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import structlog

from carnet.contents import drawing, packing, refusals, waiting, words
from carnet.contents.waiting import Claim, Problem, Read
from carnet.formats import kinds, sandbox
from carnet.formats.cda.values_model import Value
from carnet.formats.problems import Busy, FormatProblem, TooCostly
from carnet.formats.words import Words
from carnet.records.originals import Shut, original
from carnet.records.problems import NotFound
from carnet.vault.personal import Box
from carnet.vault.problems import VaultProblem

READER = 2  # raise it with a better reader: « carnet contents read-again » then reads all again
_log = structlog.get_logger(__name__)


def read_waiting(limit: int = 200) -> int:
    """Read documents that wait, at most ``limit``; return how many were read, or given up.

    One that fails waits and lets the others pass; after ``waiting.MOST_TRIES`` it ends with the
    name of its problem.
    """
    ended = 0
    for person_id, entry_nos in waiting.people(limit):
        values = not refusals.refuses(person_id)
        claims = waiting.claim(person_id, entry_nos)
        found = [read for claim in claims if (read := _read(claim, values=values))]
        waiting.keep(found, READER)
        ended += len(found)
    return ended


def _read(claim: Claim, *, values: bool) -> Read | None:
    """What one document says; None when it waits for another try."""
    if claim.tries > waiting.MOST_TRIES:  # the tries before did not even come to an end
        return Read(claim, problem=Problem.COSTLY)
    try:
        return _whole(claim, original(claim.person_id, claim.entry_no), values=values)
    except (Shut, NotFound):
        waiting.put_off_while_shut(claim)
    except Busy:
        waiting.put_off_while_busy(claim, Busy.wait)
    except (VaultProblem, OSError, TooCostly) as fault:
        return _failed(claim, fault)
    return None


def _failed(claim: Claim, fault: Exception) -> Read | None:
    _log.warning("contents.not_read", reason=type(fault).__name__, tries=claim.tries)
    if claim.last:
        return Read(claim, problem=Problem.UNREACHABLE)
    waiting.put_off(claim)
    return None


def _whole(claim: Claim, data: bytes, *, values: bool) -> Read:
    """All that can be read; at the last try, what is too costly is left out."""
    said: Words | None
    said, problem = _asked("words", data, claim)
    drawn: list[Value] | None = None
    if values and kinds.kind(data) in kinds.CLINICAL:
        drawn, other = _asked("values", data, claim)
        problem = problem or other
    box, number = Box(claim.person_id), claim.entry_no
    packed = packing.sealed(box, number, drawn or [])
    shown = drawing.sealed(box, number, data)
    return _worded(box, Read(claim, values=packed, problem=problem, shown=shown), said)


def _asked(name: str, data: bytes, claim: Claim) -> tuple[Any, Problem]:
    """Ask a child; what our readers do not understand now, they will not later."""
    try:
        return sandbox.call(name, data), Problem.NONE
    except TooCostly:
        if not claim.last:
            raise
        return None, Problem.COSTLY
    except FormatProblem:
        return None, Problem.UNREADABLE


def _worded(box: Box, read: Read, said: Words | None) -> Read:
    """The same with its words, where it has any."""
    if said is None:
        return read
    number = read.claim.entry_no
    packed = box.seal(words.pack(f"{said.title}\n{said.text}"), words.bound("words", number))
    text = box.seal(words.pack_text(said.text), words.bound("text", number))
    return replace(read, words=packed, text=text)
