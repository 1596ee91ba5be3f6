"""What a copy is made from: a reader and what they take, asked once, when the making begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from carnet.base import clock
from carnet.identity import people
from carnet.identity.names import spoken
from carnet.portability.choice import Choice
from carnet.records import carrying
from carnet.records.carrying import Taking
from carnet.records.opened import OpenRecord


class File(NamedTuple):
    """One file of a copy: its name, its bytes in pieces, asked for when its turn comes.

    ``of_house``: what only this house can tell, or writes of the rest in its own words (history,
    pages, FHIR); all others are the record, the same bytes wherever it lives.
    """

    name: str
    pieces: Iterable[bytes]
    of_house: bool = False


@dataclass(slots=True)
class Source:
    """``opened`` is None from house to house. ``files`` and ``missing`` fill as documents leave."""

    person_id: int
    opened: OpenRecord | None
    taking: Taking
    choice: Choice
    made: datetime
    files: dict[int, str] = field(default_factory=dict)  # number in the copy: its name there
    pages: dict[int, str] = field(default_factory=dict)  # number: its readable page, if any
    missing: dict[int, str] = field(default_factory=dict)  # why its bytes are not
    proven: bool = False  # whether the file of proof is there
    told: Callable[[int], None] = lambda _done: None  # how many documents so far

    @property
    def person(self) -> people.Person:
        """Whose record it is."""
        return people.person(self.person_id)

    @property
    def name(self) -> str:
        """The same as people say it."""
        person = self.person
        return spoken(person.first_name, person.used_name or person.birth_name)

    @property
    def reader_id(self) -> int:
        """Who will read it; 0 from house to house."""
        return self.opened.facts.actor.actor_id if self.opened else 0

    @property
    def representative(self) -> bool:
        """Whether the reader may not know all: what a « connexion secrète » left, secrets."""
        return self.opened is not None and not self.opened.facts.holder

    def has(self, part: str) -> bool:
        """Whether the reader wants this part."""
        return part in self.choice.parts


Part = Callable[[Source], Iterator[File]]
_parts: list[Part] = []


def part(function: Part) -> Part:
    """Register a function that makes some files of every copy, after the documents."""
    _parts.append(function)
    return function


def parts() -> tuple[Part, ...]:
    """All that are registered, those of the rooms above too (FHIR, pages of documents)."""
    return tuple(_parts)


Reader = Callable[[Source, bytes, str], Iterator[File]]
_readers: list[Reader] = []


def reader(function: Reader) -> Reader:
    """Register what makes readable files of a document's bytes, the page first; or none at all.

    It is given the bytes and the number of the document, for names of files.
    """
    _readers.append(function)
    return function


def readers() -> tuple[Reader, ...]:
    """All that are registered."""
    return tuple(_readers)


def of_reader(opened: OpenRecord, choice: Choice = Choice()) -> Source:  # noqa: B008 - frozen
    """The copy of a reader for whom the door opened the record."""
    taking = carrying.of_reader(opened, choice.documents())
    return Source(opened.person_id, opened, taking, choice, clock.now())


def of_house(person_id: int) -> Source:
    """The whole record, from house to house: never for a person."""
    return Source(person_id, None, carrying.of_house(person_id), Choice(), clock.now())
