"""The verbs of folders: create, rename, delete; documents go in, out, and outlive them."""

from __future__ import annotations

from collections.abc import Sequence

from carnet.access.decide import Decision
from carnet.access.facts import Actor
from carnet.base import clock
from carnet.base.database import column, execute
from carnet.filing import asking, names, shelves
from carnet.filing.problems import BadName, NoFolder, TooMany
from carnet.filing.shelves import Shelves
from carnet.journal.events import EventKind, record
from carnet.records import door
from carnet.records.asking import Permitted

MOST = 100  # folders of one record: a page of choices that is still read
TAKEN = "the name of another folder"
_NEXT = "SELECT coalesce(max(folder_no), 0) + 1 FROM filing_folder WHERE person_id = %s"
_CREATE = """
INSERT INTO filing_folder (person_id, folder_no, name, made_by, since) VALUES (%s, %s, %s, %s, %s)
"""
_RENAME = """
UPDATE filing_folder SET name = %s WHERE person_id = %s AND folder_no = %s AND ended_at IS NULL
"""
_END = """
UPDATE filing_folder SET name = '', ended_at = %s
WHERE person_id = %s AND folder_no = %s AND ended_at IS NULL
"""
_EMPTY = "DELETE FROM filing_placed WHERE person_id = %s AND folder_no = %s"
_PLACE = """
INSERT INTO filing_placed AS p (person_id, entry_no, folder_no, since)
SELECT f.person_id, n, f.folder_no, %s FROM filing_folder f, unnest(%s::int[]) n
WHERE f.person_id = %s AND f.folder_no = %s AND f.ended_at IS NULL
ON CONFLICT (person_id, entry_no) DO UPDATE
SET folder_no = excluded.folder_no, since = excluded.since
WHERE p.folder_no <> excluded.folder_no RETURNING p.entry_no
"""
_TAKE_OUT = """
DELETE FROM filing_placed WHERE person_id = %s AND entry_no = ANY(%s) RETURNING entry_no
"""


def create(person_id: int, actor: Actor, typed: str) -> int:
    """Make a folder and return its number. Raises BadName, TooMany, Refused."""
    seen = _seen(person_id, actor)
    name = _free(seen, typed)
    if len(seen.folders) >= MOST:
        raise TooMany(MOST)

    def write(decision: Decision) -> int:
        number = int(column(_NEXT, [person_id])[0])
        sealed = names.seal(person_id, number, name)
        execute(_CREATE, [person_id, number, sealed, actor.actor_id, clock.now()])
        _tell(EventKind.FOLDER_CREATED, person_id, actor, decision, folder=number)
        return number

    return asking.setting(person_id, actor, write)


def rename(person_id: int, actor: Actor, folder_no: int, typed: str) -> None:
    """Name a folder otherwise. Raises BadName, NoFolder, Refused."""
    seen = _seen(person_id, actor, folder_no)
    name = _free(seen, typed, but=folder_no)

    def write(decision: Decision) -> None:
        sealed = names.seal(person_id, folder_no, name)
        if not execute(_RENAME, [sealed, person_id, folder_no]):
            raise NoFolder
        _tell(EventKind.FOLDER_RENAMED, person_id, actor, decision, folder=folder_no)

    asking.setting(person_id, actor, write)


def delete(person_id: int, actor: Actor, folder_no: int) -> None:
    """End a folder; what lay in it is in none any more. Raises NoFolder, Refused."""
    _seen(person_id, actor, folder_no)

    def write(decision: Decision) -> None:
        if not execute(_END, [clock.now(), person_id, folder_no]):
            raise NoFolder
        execute(_EMPTY, [person_id, folder_no])
        _tell(EventKind.FOLDER_DELETED, person_id, actor, decision, folder=folder_no)

    asking.setting(person_id, actor, write)


def move(
    person_id: int, actor: Actor, entry_nos: Sequence[int], folder_no: int | None
) -> frozenset[int]:
    """Put documents in a folder, or in none (None); return those that were elsewhere.

    All or none. Raises NoFolder (the automatic one too: it fills itself), Refused, NotFound.
    """
    if folder_no is not None:
        _seen(person_id, actor, folder_no)

    def write(permitted: Permitted) -> frozenset[int]:
        moved = _move(person_id, sorted(permitted), folder_no)
        kind = EventKind.DOCUMENT_UNFILED if folder_no is None else EventKind.DOCUMENT_FILED
        for entry_no in sorted(moved):  # one event each: who may not see one is told of no other
            decision = permitted[entry_no]
            _tell(kind, person_id, actor, decision, folder=folder_no, entry_no=entry_no)
        return moved

    return asking.documents(person_id, actor, entry_nos, write)


def _move(person_id: int, entry_nos: list[int], folder_no: int | None) -> frozenset[int]:
    if folder_no is None:
        return frozenset(column(_TAKE_OUT, [person_id, entry_nos]))
    return frozenset(column(_PLACE, [clock.now(), entry_nos, person_id, folder_no]))


def _seen(person_id: int, actor: Actor, folder_no: int | None = None) -> Shelves:
    """What this reader sees. Raises NoFolder where that one is not theirs to change."""
    seen = shelves.of(door.open(person_id, actor))
    if folder_no is not None and seen.folder(folder_no).automatic:
        raise NoFolder
    return seen


def _free(seen: Shelves, typed: str, *, but: int | None = None) -> str:
    """A name that no other of these folders bears. Raises BadName."""
    name = names.read(typed)
    taken = {one.name.casefold() for one in seen.folders if one.folder_no != but}
    if name.casefold() in taken:
        raise BadName(TAKEN)
    return name


def _tell(
    kind: EventKind,
    person_id: int,
    actor: Actor,
    decision: Decision,
    **about: int | None,
) -> None:
    """One event; ``folder`` and ``entry_no`` say about what."""
    folder, entry_no = about.get("folder"), about.get("entry_no")
    detail = {"folder": folder} if folder is not None else None
    record(kind, person_id, actor, entry_no=entry_no, decision=decision, detail=detail)
