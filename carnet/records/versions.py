"""The one writer of what changes in an entry after its deposit: each change is a new version.

Status and visibility are all that changes; their history answers what the record was on a date.
Call these in a transaction. Hiding, replacing, announcing and deleting come through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from carnet.base import clock
from carnet.base.database import execute, rows, together

_CHANGING = (
    "entry_no, version, status, hidden_from_professionals, hidden_from_patient,"
    " hidden_from_representatives, hidden_with_category, replaced_by_entry_no"
)
# In the order of their numbers, so that two who change several never wait for one another.
_LOCKED = f"""
SELECT {_CHANGING} FROM records_entry
WHERE person_id = %s AND entry_no = ANY(%s) ORDER BY entry_no FOR UPDATE
"""
_FIRST = """
INSERT INTO records_entry_version (person_id, entry_no, version, since, status,
  hidden_from_professionals, hidden_from_patient, hidden_from_representatives)
SELECT person_id, entry_no, version, submitted_at, status,
  hidden_from_professionals, hidden_from_patient, hidden_from_representatives
FROM records_entry WHERE person_id = %s AND entry_no >= %s
"""
_LATER = """
INSERT INTO records_entry_version (person_id, entry_no, version, since, status,
  hidden_from_professionals, hidden_from_patient, hidden_from_representatives)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""
_ENTRY = """
UPDATE records_entry SET version = %s, status = %s, hidden_from_professionals = %s,
  hidden_from_patient = %s, hidden_from_representatives = %s, hidden_with_category = %s,
  replaced_by_entry_no = %s
WHERE person_id = %s AND entry_no = %s
"""


@dataclass(frozen=True, slots=True)
class Version:
    """All of an entry that may change. The last two columns have no history of their own."""

    entry_no: int
    version: int
    status: int  # carnet.records.models.Status
    hidden_from_professionals: bool
    hidden_from_patient: bool
    hidden_from_representatives: bool
    hidden_with_category: bool  # as one of its category, not by itself
    replaced_by_entry_no: int | None


def first(person_id: int, since_entry_no: int) -> None:
    """Write the first version of the entries just deposited."""
    execute(_FIRST, [person_id, since_entry_no])


def change(person_id: int, entry_nos: Iterable[int], **columns: Any) -> dict[int, int]:
    """Give these columns (fields of Version) their new value; return the versions it made.

    An entry that is so already keeps its version, and is not in the answer.
    """
    locked = rows(_LOCKED, [person_id, sorted(entry_nos)])
    before = [Version(*line) for line in locked]
    after = [replace(one, **columns) for one in before]
    changed = [new for old, new in zip(before, after, strict=True) if new != old]
    return _write(person_id, [replace(new, version=new.version + 1) for new in changed])


def _write(person_id: int, versions: Sequence[Version]) -> dict[int, int]:
    since = clock.now()
    with together():
        for new in versions:
            columns = _columns(new)
            execute(_ENTRY, [*columns, person_id, new.entry_no])
            execute(_LATER, [person_id, new.entry_no, new.version, since, *columns[1:5]])
    return {new.entry_no: new.version for new in versions}


def _columns(new: Version) -> list[Any]:
    return [
        new.version, new.status, new.hidden_from_professionals, new.hidden_from_patient,
        new.hidden_from_representatives, new.hidden_with_category, new.replaced_by_entry_no,
    ]  # fmt: skip
