"""Asks the policy before documents change; a refusal is journaled and says what a reading would."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from django.db import transaction

from carnet.access.decide import Decision, decide
from carnet.access.facts import Action, Actor, Facts
from carnet.base.database import execute, rows
from carnet.journal.events import EventKind, record
from carnet.records import columns
from carnet.records.problems import NotFound, Refused
from carnet.records.views import APPROVED, EntryView
from carnet.sharing.queries import facts

T = TypeVar("T")
Permitted = Mapping[int, Decision]

_ENTRIES = f"""
SELECT {columns.listed("o")} FROM records_entry o
WHERE o.person_id = %s AND o.entry_no = ANY(%s) ORDER BY o.entry_no FOR UPDATE
"""
# Deposits take it too: nobody changes documents of one record at the same time as another.
_RECORD = "SELECT FROM records_record WHERE person_id = %s FOR UPDATE"


def change(
    person_id: int,
    actor: Actor,
    entry_nos: Sequence[int],
    action: Action,
    write: Callable[[Permitted], T],
    *,
    deleted: bool = False,
) -> T:
    """Call ``write`` with the decision about each entry, in one transaction, or change nothing.

    ``deleted``: what was deleted is asked about as if it were not, for who may bring it back;
    whom that refuses is told, as ever, that there is no such document.
    Raises Refused, NotFound: for the first entry that the policy refuses.
    """
    known = facts(person_id, actor, action)
    with transaction.atomic():
        lock(person_id)
        there = _there(known, person_id, entry_nos)
        asked = {n: _undeleted(one) if deleted else one for n, one in there.items()}
        denied = next((n for n in entry_nos if n not in asked or not decide(asked[n]).allowed), 0)
        if not denied:
            return write({number: decide(about) for number, about in asked.items()})
    raise _problem(there.get(denied, known), person_id, denied)


def setting(
    person_id: int, actor: Actor, write: Callable[[Decision], T], action: Action = Action.GOVERN
) -> T:
    """Call ``write`` with the decision about the record as a whole. Raises Refused."""
    known = facts(person_id, actor, action)
    decision = decide(known)
    if not decision.allowed:
        raise _refused(known, person_id, decision)
    with transaction.atomic():
        lock(person_id)
        return write(decision)


def lock(person_id: int) -> None:
    """Wait for whoever deposits in this record or changes its documents."""
    execute(_RECORD, [person_id])


def _there(known: Facts, person_id: int, entry_nos: Sequence[int]) -> dict[int, Facts]:
    found: list[EntryView] = [
        columns.view(line) for line in rows(_ENTRIES, [person_id, sorted(entry_nos)])
    ]
    return {entry.entry_no: known.about(columns.document(entry)) for entry in found}


def _undeleted(known: Facts) -> Facts:
    document = known.document
    return replace(known, document=replace(document, status=APPROVED)) if document else known


def _problem(known: Facts, person_id: int, entry_no: int) -> Refused | NotFound:
    """Say no as a reading would: who may not see the document learns nothing of it here."""
    of_record = decide(replace(known, action=Action.READ, document=None))
    if not of_record.allowed:
        return _refused(known, person_id, of_record)
    if known.document is None:
        _refused(known, person_id, decide(replace(known, absent=True)))
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
