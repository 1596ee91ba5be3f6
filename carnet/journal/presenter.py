"""Turns one event into a French sentence: who, from where, what, under which rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from carnet.journal.queries import Event


@dataclass(frozen=True, slots=True)
class Line:
    """One event as a page shows it. ``place`` and ``rule`` may be empty."""

    at: datetime
    sentence: str
    place: str
    rule: str


def present(event: Event, *, title: str = "", reader_id: int = 0) -> Line:
    """Tell ``event`` to the person ``reader_id`` (« Vous »); ``title`` is of its document."""
    raise NotImplementedError
