"""The folders of a record as one reader sees them: named, counted, and what lies in them.

Whoever is not the holder sees a folder that they made, or that holds something they may see: a
name such as « Psychiatre » would tell of what is hidden from them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from carnet.base.database import rows
from carnet.filing import asking, names
from carnet.filing.problems import NoFolder
from carnet.records import among
from carnet.records.opened import OpenRecord
from carnet.vault import personal

SICK_LEAVE = "PRESC-AAT"  # TRE_A05: these file themselves (domain.md 3.6)
AUTOMATIC = 0  # the number of « Arrêts de travail », in which no row lies
_FOLDERS = """
SELECT folder_no, name, made_by FROM filing_folder
WHERE person_id = %s AND ended_at IS NULL ORDER BY folder_no
"""
_PLACED = """
SELECT p.entry_no, p.folder_no FROM filing_placed p JOIN filing_folder f
USING (person_id, folder_no) WHERE p.person_id = %s AND f.ended_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder; ``name`` is "" for the automatic one, which pages name. ``count``: documents."""

    folder_no: int
    name: str
    count: int

    @property
    def automatic(self) -> bool:
        """Whether it fills itself, and is neither renamed nor deleted."""
        return self.folder_no == AUTOMATIC


@dataclass(frozen=True, slots=True)
class Shelves:
    """All that this reader sees: ``placed`` tells the folder of each current document in one."""

    folders: tuple[Folder, ...] = ()
    placed: Mapping[int, int] = field(default_factory=dict)

    def folder(self, folder_no: int) -> Folder:
        """One of them. Raises NoFolder."""
        found = (one for one in self.folders if one.folder_no == folder_no)
        if folder := next(found, None):
            return folder
        raise NoFolder

    def of(self, entry_no: int) -> Folder | None:
        """The folder of one document."""
        return self.folder(self.placed[entry_no]) if entry_no in self.placed else None

    def entries(self, folder_no: int) -> frozenset[int]:
        """The documents of one folder."""
        return frozenset(number for number, place in self.placed.items() if place == folder_no)


def of(record: OpenRecord) -> Shelves:
    """The folders that this reader sees; none for those who care, whose matter they are not."""
    if not asking.of_family(record):
        return Shelves()
    placed = _placed(record)
    counted = Counter(placed.values())
    every = [*_own(record, counted), *_automatic(counted)]
    return Shelves(tuple(every), placed)


def _placed(record: OpenRecord) -> dict[int, int]:
    """The folder of each current document that the reader sees in one."""
    kept = dict(rows(_PLACED, [record.person_id]))
    seen = among.current(record, kept, [SICK_LEAVE])
    return {number: kept.get(number, AUTOMATIC) for number in seen}


def _own(record: OpenRecord, counted: Mapping[int, int]) -> list[Folder]:
    found = rows(_FOLDERS, [record.person_id])
    box = personal.Box(record.person_id) if found else None
    reader = record.facts.actor.actor_id
    return sorted(
        (
            Folder(number, names.unseal(box, number, sealed), counted.get(number, 0))
            for number, sealed, made_by in found
            if box and (record.facts.holder or made_by == reader or number in counted)
        ),
        key=lambda folder: folder.name.casefold(),
    )


def _automatic(counted: Mapping[int, int]) -> Iterable[Folder]:
    return [Folder(AUTOMATIC, "", counted[AUTOMATIC])] if AUTOMATIC in counted else []
