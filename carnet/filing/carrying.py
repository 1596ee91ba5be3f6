"""How documents are filed, on its way out of a house or into one (carnet.portability).

Documents are named by their place in the copy; folders and links are counted anew. What is brought
in writes no line: the event of the record says that it came with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from carnet.base.database import column, execute, rows
from carnet.base.shapes import Moment
from carnet.filing import items, names
from carnet.filing.items import Item
from carnet.vault import personal

_FOLDERS = """
SELECT folder_no, name, made_by, since FROM filing_folder
WHERE person_id = %s AND ended_at IS NULL ORDER BY folder_no
"""
_PLACED = """
SELECT entry_no, folder_no, since FROM filing_placed WHERE person_id = %s ORDER BY entry_no
"""
_PINS = "SELECT entry_no, since FROM filing_pin WHERE person_id = %s ORDER BY entry_no"
_LINKS = """
SELECT link_no, entry_no, other_no, item, since FROM filing_link
WHERE person_id = %s ORDER BY link_no
"""
_LAST = {
    "folder": "SELECT coalesce(max(folder_no), 0) FROM filing_folder WHERE person_id = %s",
    "link": "SELECT coalesce(max(link_no), 0) FROM filing_link WHERE person_id = %s",
}
_BRING = {
    "folder": "INSERT INTO filing_folder (person_id, folder_no, name, made_by, since)"
    " VALUES (%s, %s, %s, %s, %s)",
    "placed": "INSERT INTO filing_placed (person_id, entry_no, folder_no, since)"
    " VALUES (%s, %s, %s, %s)",
    "pin": "INSERT INTO filing_pin (person_id, entry_no, since) VALUES (%s, %s, %s)",
    "link": "INSERT INTO filing_link (person_id, link_no, entry_no, other_no, item, since)"
    " VALUES (%s, %s, %s, %s, %s, %s)",
}
_ELSEWHERE = 0  # who made a folder, when it was not the holder: a person of another house


class Folder(msgspec.Struct, frozen=True):
    """One folder; ``number`` is its place among those of the copy."""

    number: int
    name: str
    by_patient: bool
    since: Moment


class Placed(msgspec.Struct, frozen=True):
    """A document in a folder."""

    document: int
    folder: int
    since: Moment


class Pin(msgspec.Struct, frozen=True):
    """A document at the head of the list."""

    document: int
    since: Moment


class Link(msgspec.Struct, frozen=True):
    """A document and what it goes with; ``other`` None: an answer of the profile."""

    document: int
    other: int | None
    item: Item | None
    since: Moment


class Filing(msgspec.Struct, frozen=True):
    """All of it."""

    folders: list[Folder] = []
    placed: list[Placed] = []
    pins: list[Pin] = []
    links: list[Link] = []


def filing(person_id: int, numbers: Mapping[int, int], reader_id: int | None = None) -> Filing:
    """How the documents of a copy are filed; ``numbers``: the place of each entry in it.

    ``reader_id``: who represents the person, and sees a folder only that they made, or that holds
    something of the copy. For whom the door let in before.
    """
    box = personal.Box(person_id)
    placed = [one for one in rows(_PLACED, [person_id]) if one[0] in numbers]
    held = {folder_no for _entry, folder_no, _since in placed}
    seen = [
        one
        for one in rows(_FOLDERS, [person_id])
        if reader_id is None or one[0] in held or one[2] == reader_id
    ]
    places = {folder_no: place for place, (folder_no, *_rest) in enumerate(seen, 1)}
    return Filing(
        [
            Folder(places[no], names.unseal(box, no, sealed), made_by == person_id, since)
            for no, sealed, made_by, since in seen
        ],
        [Placed(numbers[entry], places[folder], since) for entry, folder, since in placed],
        [Pin(numbers[no], since) for no, since in rows(_PINS, [person_id]) if no in numbers],
        [link for link in _links(person_id, box, numbers) if link is not None],
    )


def _links(person_id: int, box: personal.Box, numbers: Mapping[int, int]) -> list[Link | None]:
    return [
        Link(numbers[one], numbers.get(other), items.unseal(box, no, sealed), since)
        if one in numbers and (other in numbers or not other)
        else None
        for no, one, other, sealed, since in rows(_LINKS, [person_id])
    ]


def bring(person_id: int, brought: Filing, entry: Callable[[int], int | None]) -> None:
    """Write it beside what is there, in the current transaction; ``entry`` numbers a document.

    What is said of a document that did not come is left out.
    """
    before = _last(person_id, "folder")
    for folder in brought.folders:
        number = before + folder.number
        sealed = names.seal(person_id, number, folder.name)
        made_by = person_id if folder.by_patient else _ELSEWHERE
        execute(_BRING["folder"], [person_id, number, sealed, made_by, folder.since])
    known = {folder.number for folder in brought.folders}
    for placed in brought.placed:
        if (no := entry(placed.document)) and placed.folder in known:
            execute(_BRING["placed"], [person_id, no, before + placed.folder, placed.since])
    for pin in brought.pins:
        if no := entry(pin.document):
            execute(_BRING["pin"], [person_id, no, pin.since])
    _bring_links(person_id, brought.links, entry)


def _bring_links(person_id: int, links: list[Link], entry: Callable[[int], int | None]) -> None:
    before = _last(person_id, "link")
    for number, link in enumerate(links, before + 1):
        other = 0 if link.other is None else entry(link.other)
        if (no := entry(link.document)) and other is not None:
            sealed = items.seal(person_id, number, link.item)
            execute(_BRING["link"], [person_id, number, no, other, sealed, link.since])


def _last(person_id: int, what: str) -> int:
    return int(column(_LAST[what], [person_id])[0])
