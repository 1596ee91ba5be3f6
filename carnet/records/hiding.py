"""Hiding documents from professionals, and showing them again: new versions of their metadata."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from carnet.access.decide import Decision
from carnet.access.facts import Action, Actor
from carnet.base.database import execute
from carnet.journal.events import EventKind, record
from carnet.records import chains, queries, versions
from carnet.records.asking import Permitted, change, setting
from carnet.records.spans import spans

_TO_COME = "UPDATE records_record SET hide_new_documents = %s WHERE person_id = %s"


def hide(person_id: int, actor: Actor, entry_no: int) -> int:
    """Hide a document from professionals; return its version. Raises Refused, NotFound."""
    made = hide_all(person_id, actor, [entry_no])
    return made.get(entry_no) or queries.version(person_id, entry_no)


def show(person_id: int, actor: Actor, entry_no: int) -> int:
    """Undo ``hide``; return the version. Raises Refused, NotFound."""
    made = show_all(person_id, actor, [entry_no])
    return made.get(entry_no) or queries.version(person_id, entry_no)


def hide_all(person_id: int, actor: Actor, entry_nos: Sequence[int]) -> dict[int, int]:
    """Hide several documents, all or none; return the version of each that was not hidden yet.

    Raises Refused, NotFound.
    """
    write = partial(_write, person_id, actor, hidden=True)
    return change(person_id, actor, entry_nos, Action.HIDE, write)


def show_all(person_id: int, actor: Actor, entry_nos: Sequence[int]) -> dict[int, int]:
    """Show several documents again, all or none; return the version of each that was hidden.

    Raises Refused, NotFound.
    """
    write = partial(_write, person_id, actor, hidden=False)
    return change(person_id, actor, entry_nos, Action.SHOW, write)


def set_hide_new_documents(person_id: int, actor: Actor, *, hidden: bool) -> None:
    """Choose whether documents to come are hidden from professionals. Raises Refused."""

    def write(decision: Decision) -> None:
        execute(_TO_COME, [hidden, person_id])
        detail = {"hide_new_documents": hidden}
        kind = EventKind.CONFIDENTIALITY_CHANGED
        record(kind, person_id, actor, decision=decision, detail=detail)

    setting(person_id, actor, write)


def _write(person_id: int, actor: Actor, permitted: Permitted, *, hidden: bool) -> dict[int, int]:
    """One event a document that was named, which tells also of what it replaced."""
    made: dict[int, int] = {}
    for entry_no, decision in permitted.items():
        columns = {"hidden_from_professionals": hidden, "hidden_with_category": False}
        chain = chains.of(person_id, [entry_no])
        if new := versions.change(person_id, chain, **columns):
            kind = EventKind.DOCUMENT_HIDDEN if hidden else EventKind.DOCUMENT_SHOWN
            detail = {"entries": spans(new)} if new.keys() != {entry_no} else None
            record(kind, person_id, actor, entry_no=entry_no, decision=decision, detail=detail)
        made |= new
    return made
