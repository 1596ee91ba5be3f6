"""A document kept from one professional or structure, and from no other.

The policy asks for these rows (``Facts.kept_from``): the author still sees the document, and so
does the médecin traitant who sees what is hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from carnet.access.facts import Action, Actor, ActorKind
from carnet.base import clock
from carnet.base.database import column, execute, rows
from carnet.journal.events import EventKind, record
from carnet.records import chains
from carnet.records.asking import Permitted, change
from carnet.records.spans import spans

PROFESSIONAL, ORGANIZATION = "P", "O"  # carnet.sharing.models.Subject, for those outside

_KEEP = """
INSERT INTO records_kept_from (person_id, subject, subject_id, entry_no, since)
SELECT %s, %s, %s, unnest(%s::int[]), %s ON CONFLICT DO NOTHING RETURNING entry_no
"""
_LIFT = """
DELETE FROM records_kept_from
WHERE person_id = %s AND subject = %s AND subject_id = %s AND entry_no = ANY(%s)
RETURNING entry_no
"""
_INHERIT = """
INSERT INTO records_kept_from (person_id, subject, subject_id, entry_no, since)
SELECT person_id, subject, subject_id, %s, since FROM records_kept_from
WHERE person_id = %s AND entry_no = %s ON CONFLICT DO NOTHING
"""
_OF_ENTRY = """
SELECT subject, subject_id, since FROM records_kept_from
WHERE person_id = %s AND entry_no = %s ORDER BY since, subject, subject_id
"""
_WHOM = "SELECT DISTINCT subject, subject_id FROM records_kept_from WHERE person_id = %s"
_FROM = """
SELECT entry_no FROM records_kept_from
WHERE person_id = %s
  AND ((subject = 'P' AND subject_id = %s) OR (subject = 'O' AND subject_id = %s))
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """From whom one document is kept: a professional (``P``) or a structure (``O``)."""

    subject: str
    subject_id: int
    since: datetime


def keep_from(
    person_id: int, actor: Actor, entry_no: int, subject: str, subject_id: int
) -> tuple[int, ...]:
    """Keep a document, and what it replaced, from one of them; return the entries newly kept.

    Only the person may: an author hides from all, at the person's wish. Raises Refused, NotFound.
    """
    return _change(person_id, actor, entry_no, (subject, subject_id), keep=True)


def lift(
    person_id: int, actor: Actor, entry_no: int, subject: str, subject_id: int
) -> tuple[int, ...]:
    """Undo ``keep_from``; return the entries that were kept. Raises Refused, NotFound."""
    return _change(person_id, actor, entry_no, (subject, subject_id), keep=False)


def of_entry(person_id: int, entry_no: int) -> list[Kept]:
    """From whom an entry is kept. For who may see it: the page of its readers asked the door."""
    return [Kept(*line) for line in rows(_OF_ENTRY, [person_id, entry_no])]


def whom(person_id: int) -> dict[str, list[int]]:
    """From whom anything is kept, professionals (``P``) and structures (``O``)."""
    found: dict[str, list[int]] = {PROFESSIONAL: [], ORGANIZATION: []}
    for subject, subject_id in sorted(rows(_WHOM, [person_id])):
        found[subject].append(subject_id)
    return found


def kept_from(person_id: int, actor: Actor) -> frozenset[int]:
    """The entries kept at this moment from a professional, or from the structure they act from."""
    professional = actor.actor_id if actor.kind is ActorKind.PROFESSIONAL else 0
    return frozenset(column(_FROM, [person_id, professional, actor.organization_id]))


def inherit(person_id: int, old: int, new: int) -> None:
    """What replaces a document is kept from the same people."""
    execute(_INHERIT, [new, person_id, old])


def _change(
    person_id: int, actor: Actor, entry_no: int, subject: tuple[str, int], *, keep: bool
) -> tuple[int, ...]:
    def write(permitted: Permitted) -> tuple[int, ...]:
        asked = [person_id, *subject, sorted(chains.of(person_id, [entry_no]))]
        found = column(_KEEP, [*asked, clock.now()]) if keep else column(_LIFT, asked)
        changed = tuple(sorted(found))
        if changed:
            kind = EventKind.KEPT_FROM if keep else EventKind.KEPT_FROM_LIFTED
            whom = "professional" if subject[0] == PROFESSIONAL else "organization"
            detail = {whom: subject[1], "entries": spans(changed)}
            decision = permitted[entry_no]
            record(kind, person_id, actor, entry_no=entry_no, decision=decision, detail=detail)
        return changed

    return change(person_id, actor, [entry_no], Action.GOVERN, write)
