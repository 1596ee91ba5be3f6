"""Which lines of a person's trace a page asks for, as conditions over ``journal_event e``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from carnet.access.facts import ActorKind, Purpose
from carnet.journal.kinds import EventKind

# What was refused to somebody, or made by nobody who proved who they are.
REFUSALS = (EventKind.ACCESS_REFUSED, EventKind.DEPOSIT_REFUSED)
# The entries that a search returned: spans written by carnet.records.spans (« 1-50,53 »).
_LISTED = """
(e.entry_no = %s OR EXISTS (
  SELECT FROM regexp_split_to_table(substring(e.detail from '"entries":"([0-9,-]+)"'), ',') s
  WHERE %s BETWEEN split_part(s, '-', 1)::int AND split_part(s, '-', -1)::int))
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to keep of a trace; an empty one keeps all."""

    actor_kinds: tuple[ActorKind, ...] = ()
    kinds: tuple[EventKind, ...] = ()
    actor_id: int = 0  # what this one did, among these kinds of actors
    except_person: int = 0  # what this person did is left out
    entry_no: int = 0  # what tells of this document, or listed it
    since: datetime | None = None
    until: datetime | None = None
    # Of which the reader may not know. A refusal stays: OpenRecord tells it as about nothing.
    without_entries: tuple[int, ...] = ()
    without_purposes: tuple[Purpose, ...] = ()


Condition = tuple[str, list[Any]]
_ASKED: tuple[tuple[str, Callable[[Wanted], list[Any]]], ...] = (
    ("e.actor_kind = ANY(%s)", lambda w: _numbers(w.actor_kinds)),
    ("e.kind = ANY(%s)", lambda w: _numbers(w.kinds)),
    ("e.actor_id = %s", lambda w: _given(w.actor_id)),
    (f"(e.actor_kind, e.actor_id) <> ({ActorKind.PERSON:d}, %s)",
     lambda w: _given(w.except_person)),
    (_LISTED, lambda w: _given(w.entry_no) * 2),
    ("e.at >= %s", lambda w: _given(w.since)),
    ("e.at < %s", lambda w: _given(w.until)),
    (f"(e.entry_no <> ALL(%s) OR e.kind = {EventKind.ACCESS_REFUSED:d})",
     lambda w: _numbers(w.without_entries)),
    ("e.purpose <> ALL(%s)", lambda w: _numbers(w.without_purposes)),
)  # fmt: skip


def condition(wanted: Wanted) -> Condition:
    """All that is asked, joined; ``TRUE`` for all."""
    found = [(sql, values) for sql, of in _ASKED if (values := of(wanted))]
    return " AND ".join(sql for sql, _ in found) or "TRUE", [v for _, vs in found for v in vs]


def _given(value: object) -> list[Any]:
    return [value] if value else []


def _numbers(values: tuple[int, ...]) -> list[Any]:
    return [[int(value) for value in values]] if values else []
