"""Hiding a document from professionals, and showing it again: a new version of its metadata."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from carnet.access.decide import Decision, decide, refusal
from carnet.access.facts import Action, Actor, Facts
from carnet.access.rules import NO_SUCH_DOCUMENT
from carnet.base import clock
from carnet.base.database import execute, row, rows
from carnet.journal.events import EventKind, record
from carnet.records import columns
from carnet.records.problems import NotFound, Refused
from carnet.records.spans import spans
from carnet.records.views import EntryView
from carnet.sharing.queries import facts

_ENTRY = f"""
SELECT {columns.listed("o")} FROM records_entry o
WHERE o.person_id = %s AND o.entry_no = %s FOR UPDATE
"""
# What a document replaced says much the same: the whole chain is hidden, or shown, together.
_CHANGE = """
WITH RECURSIVE chain (entry_no) AS (
  SELECT %s::int
  UNION
  SELECT unnest(ARRAY[l.replaces_entry_no, l.replaced_by_entry_no])
  FROM records_entry l JOIN chain USING (entry_no) WHERE l.person_id = %s
), e AS (
  UPDATE records_entry SET hidden_from_professionals = %s, version = version + 1
  WHERE person_id = %s AND entry_no IN (SELECT entry_no FROM chain)
    AND hidden_from_professionals <> %s
  RETURNING person_id, entry_no, version, status,
            hidden_from_professionals, hidden_from_patient, hidden_from_representatives
)
INSERT INTO records_entry_version (person_id, entry_no, version, since, status,
  hidden_from_professionals, hidden_from_patient, hidden_from_representatives)
SELECT person_id, entry_no, version, %s, status,
  hidden_from_professionals, hidden_from_patient, hidden_from_representatives FROM e
RETURNING entry_no, version
"""


def hide(person_id: int, actor: Actor, entry_no: int) -> int:
    """Hide a document from professionals; return its version. Raises Refused, NotFound."""
    return _change(person_id, actor, entry_no, Action.HIDE)


def show(person_id: int, actor: Actor, entry_no: int) -> int:
    """Undo ``hide``; return the version. Raises Refused, NotFound."""
    return _change(person_id, actor, entry_no, Action.SHOW)


def set_hide_new_documents(person_id: int, actor: Actor, *, hidden: bool) -> None:
    """Choose whether documents to come are hidden from professionals. Raises Refused."""
    known = facts(person_id, actor, Action.SHOW)
    decision = decide(known)
    if not decision.allowed:
        raise _refused(known, person_id, decision)
    with transaction.atomic():
        execute(
            "UPDATE records_record SET hide_new_documents = %s WHERE person_id = %s",
            [hidden, person_id],
        )
        detail = {"hide_new_documents": hidden}
        kind = EventKind.CONFIDENTIALITY_CHANGED
        record(kind, person_id, actor, decision=decision, detail=detail)


def _change(person_id: int, actor: Actor, entry_no: int, action: Action) -> int:
    known = facts(person_id, actor, action)
    with transaction.atomic():
        found = row(_ENTRY, [person_id, entry_no])
        if found is not None:
            entry = columns.view(found)
            known = known.about(columns.document(entry))
            decision = decide(known)
            if decision.allowed:
                return _write(entry, actor, action, decision)
    raise _problem(known, person_id, entry_no)


def _write(entry: EntryView, actor: Actor, action: Action, decision: Decision) -> int:
    hidden, person_id, entry_no = action is Action.HIDE, entry.person_id, entry.entry_no
    asked = [entry_no, person_id, hidden, person_id, hidden, clock.now()]
    versions = dict(rows(_CHANGE, asked))
    if versions:
        kind = EventKind.DOCUMENT_HIDDEN if hidden else EventKind.DOCUMENT_SHOWN
        detail = {"entries": spans(versions)} if len(versions) > 1 else None
        record(kind, person_id, actor, entry_no=entry_no, decision=decision, detail=detail)
    return int(versions.get(entry_no, entry.version))


def _problem(known: Facts, person_id: int, entry_no: int) -> Refused | NotFound:
    """Say no as a reading would: who may not see the document learns nothing of it here."""
    of_record = decide(replace(known, action=Action.READ, document=None))
    if not of_record.allowed:
        return _refused(known, person_id, of_record)
    if known.document is None:
        _refused(known, person_id, refusal(NO_SUCH_DOCUMENT.number))
        return NotFound()
    reading = decide(replace(known, action=Action.READ))
    if reading.allowed:
        return _refused(known, person_id, decide(known), entry_no)
    _refused(known, person_id, reading, entry_no)
    return NotFound()


def _refused(known: Facts, person_id: int, decision: Decision, entry_no: int = 0) -> Refused:
    record(
        EventKind.ACCESS_REFUSED, person_id, known.actor,
        entry_no=entry_no, decision=decision, detail={"action": int(known.action)},
    )  # fmt: skip
    return Refused(decision)
