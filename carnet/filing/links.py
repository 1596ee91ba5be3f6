"""Links between a document and another, or something that one says, such as an allergy.

A link is shown to whoever sees both ends, and told in the trace of the end that fewer may see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from carnet.access.decide import decide
from carnet.access.facts import Action, Actor
from carnet.base import clock
from carnet.base.database import column, execute, rows
from carnet.filing import asking, items
from carnet.filing.items import Item
from carnet.filing.problems import TooMany
from carnet.journal.events import EventKind, record
from carnet.records import among, door
from carnet.records.asking import Permitted
from carnet.records.opened import OpenRecord
from carnet.records.problems import NotFound
from carnet.vault import personal

MOST = 30  # of one document
_NEXT = "SELECT coalesce(max(link_no), 0) + 1 FROM filing_link WHERE person_id = %s"
_OF_ENTRY = """
SELECT link_no, entry_no, other_no, item FROM filing_link
WHERE person_id = %s AND (entry_no = %s OR other_no = %s) ORDER BY since, link_no
"""
_LINK = """
INSERT INTO filing_link (person_id, link_no, entry_no, other_no, item, since)
VALUES (%s, %s, %s, %s, %s, %s)
"""
_UNLINK = "DELETE FROM filing_link WHERE person_id = %s AND link_no = %s"


@dataclass(frozen=True, slots=True)
class Linked:
    """What one document goes with: ``entry_no`` (0: none), by ``item`` where one was chosen.

    ``says``: the document at the other end says the item; else this one does.
    """

    link_no: int
    entry_no: int
    item: Item | None
    says: bool


def of(record: OpenRecord, entry_no: int) -> list[Linked]:
    """What a document that this reader sees goes with, as far as they see it."""
    if not asking.of_family(record):
        return []
    found = rows(_OF_ENTRY, [record.person_id, entry_no, entry_no])
    box = personal.Box(record.person_id) if found else None
    seen = among.current(record, {number for line in found for number in line[1:3]})
    if box is None or entry_no not in seen:
        return []
    links = _links(box, entry_no, found)
    return [
        one
        for one in links
        if one.entry_no in seen or (not one.entry_no and may_read_answers(record))
    ]


def _links(box: personal.Box, entry_no: int, found: list[tuple[int, ...]]) -> Iterator[Linked]:
    for link_no, one, other, sealed in found:
        item = items.unseal(box, link_no, sealed)  # type: ignore[arg-type]
        yield Linked(link_no, other if one == entry_no else one, item, one == entry_no)


def may_read_answers(record: OpenRecord) -> bool:
    """Whether this reader may read the profile."""
    return decide(replace(record.facts, action=Action.PROFILE, document=None)).allowed


def link(
    person_id: int, actor: Actor, entry_no: int, other_no: int, item: Item | None = None
) -> None:
    """Link a document with another, by an item that the other one says where one is given.

    ``other_no`` 0: the item is of the profile. One that is linked already stays as it is.
    Raises TooMany, Refused, NotFound; ValueError for a document with itself.
    """
    if entry_no == other_no and item is None:
        raise ValueError("a document is not linked with itself")
    there = of(door.open(person_id, actor), entry_no)
    if any((one.entry_no, one.item) == (other_no, item) for one in there):
        return
    if len(there) >= MOST:
        raise TooMany(MOST)

    def write(permitted: Permitted) -> None:
        number = column(_NEXT, [person_id])[0]
        sealed = items.seal(person_id, number, item)
        execute(_LINK, [person_id, number, entry_no, other_no, sealed, clock.now()])
        _tell(EventKind.DOCUMENT_LINKED, person_id, actor, permitted)

    ends = [number for number in dict.fromkeys((entry_no, other_no)) if number]
    asking.documents(person_id, actor, ends, write)


def unlink(person_id: int, actor: Actor, entry_no: int, link_no: int) -> None:
    """Undo a link of a document. Raises NotFound for one that this reader does not see, Refused."""
    there = of(door.open(person_id, actor), entry_no)
    found = next((one for one in there if one.link_no == link_no), None)
    if found is None:
        raise NotFound

    def write(permitted: Permitted) -> None:
        if execute(_UNLINK, [person_id, link_no]):
            _tell(EventKind.DOCUMENT_UNLINKED, person_id, actor, permitted)

    ends = [number for number in dict.fromkeys((entry_no, found.entry_no)) if number]
    asking.documents(person_id, actor, ends, write)


def _tell(kind: EventKind, person_id: int, actor: Actor, permitted: Permitted) -> None:
    """One event, about the end that its person or who represents them may not see."""
    entry_no = max(permitted, key=lambda number: _kept(permitted, number))
    record(kind, person_id, actor, entry_no=entry_no, decision=permitted[entry_no])


def _kept(permitted: Permitted, entry_no: int) -> bool:
    about = permitted[entry_no].facts.document
    return bool(about and (about.hidden_from_representatives or about.hidden_from_patient))
