"""The one writer of what changes in an entry after its deposit: each change is a new version.

Status and visibility are all that changes; their history answers what the record was on a date.
What the bin gives up is emptied, for ever: that alone touches what never changes otherwise.
Call these in a transaction. Hiding, replacing, announcing and deleting come through here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from carnet.base import clock
from carnet.base.database import execute, rows, together
from carnet.records import macs, patient

_CHANGING = (
    "entry_no, version, status, hidden_from_professionals, hidden_from_patient,"
    " hidden_from_representatives, hidden_with_category, replaced_by_entry_no"
)
# In the order of their numbers, so that two who change several never wait for one another.
_LOCKED = f"""
SELECT {_CHANGING} FROM records_entry
WHERE person_id = %s AND entry_no = ANY(%s) ORDER BY entry_no FOR UPDATE
"""
_VERSION = f"""
INSERT INTO records_entry_version ({", ".join(macs.CHANGING)}, mac)
VALUES ({", ".join(["%s"] * len(macs.CHANGING))}, %s)
"""
_ENTRY = """
UPDATE records_entry SET version = %s, status = %s, hidden_from_professionals = %s,
  hidden_from_patient = %s, hidden_from_representatives = %s, hidden_with_category = %s,
  replaced_by_entry_no = %s
WHERE person_id = %s AND entry_no = %s
"""
_FIXED = f"""
SELECT {", ".join(macs.FIXED)} FROM records_entry
WHERE person_id = %s AND entry_no = ANY(%s) AND status = 4 ORDER BY entry_no FOR UPDATE
"""
# Hashes of the bytes too: who has the same file would know it by them.
_EMPTY: dict[str, Any] = {
    "title": "", "author_name": "", "header": {}, "language": "", "mime_type": "", "size": 0,
    "sha1": b"", "sha256": b"", "wrapped_key": b"",
}  # fmt: skip
_ERASE = f"""
UPDATE records_entry SET source_patient = %s, mac = %s,
  {", ".join(f"{name} = %s" for name in _EMPTY)}
WHERE person_id = %s AND entry_no = %s
"""


@dataclass(frozen=True, slots=True)
class Version:
    """All of an entry that may change."""

    entry_no: int
    version: int
    status: int  # carnet.records.models.Status
    hidden_from_professionals: bool
    hidden_from_patient: bool
    hidden_from_representatives: bool
    hidden_with_category: bool  # as one of its category, not by itself
    replaced_by_entry_no: int | None = None


def keep(person_id: int, new: Version, since: datetime) -> None:
    """Write one version, the first of an entry just deposited or a later one."""
    values = [person_id, new.entry_no, new.version, since, *_columns(new)[1:]]
    execute(_VERSION, [*values, macs.of_version(values)])


def change(person_id: int, entry_nos: Iterable[int], **columns: Any) -> dict[int, int]:
    """Give these columns (fields of Version) their new value; return the versions it made.

    An entry that is so already keeps its version, and is not in the answer.
    """
    locked = rows(_LOCKED, [person_id, sorted(entry_nos)])
    before = [Version(*line) for line in locked]
    after = [replace(one, **columns) for one in before]
    changed = [new for old, new in zip(before, after, strict=True) if new != old]
    return _write(person_id, [replace(new, version=new.version + 1) for new in changed])


def erase(person_id: int, entry_nos: Iterable[int]) -> None:
    """Destroy the keys of what was deleted, and empty what tells of it; its numbers stay.

    Without its wrapped key, the bytes of a document never open again.
    """
    for line in rows(_FIXED, [person_id, sorted(entry_nos)], binary=True):
        left = dict(zip(macs.FIXED, line, strict=True)) | _EMPTY
        nobody = left["source_patient"] = patient.sealed({}, person_id, left["unique_id"])
        columns = [json.dumps(one) if one == {} else one for one in map(left.get, _EMPTY)]
        where = [person_id, left["entry_no"]]
        execute(_ERASE, [nobody, macs.of_entry(left), *columns, *where])


def _write(person_id: int, versions: Sequence[Version]) -> dict[int, int]:
    since = clock.now()
    with together():
        for new in versions:
            execute(_ENTRY, [*_columns(new), person_id, new.entry_no])
            keep(person_id, new, since)
    return {new.entry_no: new.version for new in versions}


def _columns(new: Version) -> list[Any]:
    return [
        new.version, new.status, new.hidden_from_professionals, new.hidden_from_patient,
        new.hidden_from_representatives, new.hidden_with_category, new.replaced_by_entry_no,
    ]  # fmt: skip
