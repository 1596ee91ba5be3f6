"""How one document is filed, as its page shows it: folder, pin, what it goes with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from carnet.base.ids import Kind, Pointer, conceal
from carnet.filing import links, pins, shelves
from carnet.filing.asking import may_file
from carnet.filing.items import PROFILE
from carnet.filing.links import Linked
from carnet.records.opened import OpenRecord
from carnet.records.views import APPROVED, EntryView
from carnet.web.patient.filing_words import ANSWERS
from carnet.web.patient.folders import Line, line


@dataclass(frozen=True, slots=True)
class Tie:
    """One thing that a document goes with: ``href`` "" where it has no page of its own."""

    key: UUID
    name: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Filed:
    """How a document is filed, for this reader."""

    folder: Line | None
    pinned: bool
    ties: list[Tie]
    may_file: bool


def filed(record: OpenRecord, entry: EntryView) -> Filed | None:
    """None for a version that was replaced: what replaced it took its place."""
    if entry.status != APPROVED:
        return None
    number, person_id = entry.entry_no, record.person_id
    folder = shelves.of(record).of(number)
    found = links.of(record, number)
    titles = record.titles(one.entry_no for one in found)
    return Filed(
        line(person_id, folder) if folder else None,
        number in pins.of(record),
        [_tie(person_id, one, titles) for one in found],
        may_file(record),
    )


def _tie(person_id: int, one: Linked, titles: Mapping[int, str]) -> Tie:
    key = conceal(Pointer(Kind.LINK, person_id, one.link_no))
    if not one.entry_no:
        return Tie(key, _name(one), "", "")
    other = conceal(Pointer(Kind.ENTRY, person_id, one.entry_no))
    href = reverse("patient:document", args=[other])
    return Tie(key, _name(one), titles.get(one.entry_no, ""), href)


def _name(one: Linked) -> str:
    if one.item is None:
        return ""
    return str(ANSWERS.get(one.item.key, "")) if one.item.kind == PROFILE else one.item.name
