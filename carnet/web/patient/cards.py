"""One document as a list shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from carnet.base.clock import LEGAL_ZONE
from carnet.nomenclature import terms
from carnet.records.views import EntryView
from carnet.web.patient.caregivers import professional
from carnet.web.ui import dates, displays


@dataclass(frozen=True, slots=True)
class Reading:
    """Who read a document last, and where all its readings are told; ``who`` "": nobody else."""

    who: str
    at: datetime | None
    href: str


@dataclass(frozen=True, slots=True)
class Card:
    """Words of one document; ``href`` holds an opaque identifier only."""

    title: str
    href: str
    day: datetime
    author: str
    category: str
    new: bool
    hidden: bool
    key: str = ""  # what a form that names it sends: as opaque as ``href``
    pinned: bool = False
    reading: Reading | None = None  # by somebody else, the last one; home shows it

    @property
    def about(self) -> str:
        """Tells apart two documents of one title."""
        return f"{dates.words(self.day.astimezone(LEGAL_ZONE))}, {self.author}"


def cards(
    entries: Iterable[EntryView],
    new: frozenset[int] = frozenset(),
    pinned: frozenset[int] = frozenset(),
) -> list[Card]:
    """Cards of ``entries``; those whose number is in ``new`` were not read yet."""
    return [
        card(entry, new=entry.entry_no in new, pinned=entry.entry_no in pinned) for entry in entries
    ]


def card(entry: EntryView, *, new: bool = False, pinned: bool = False) -> Card:
    """The card of one document."""
    return Card(
        title=title(entry),
        href=reverse("patient:document", args=[entry.logical_id]),
        day=entry.service_start,
        author=_author(entry),
        category=displays.category(entry.category),
        new=new,
        hidden=entry.hidden_from_professionals,
        key=str(entry.logical_id),
        pinned=pinned,
    )


def _author(entry: EntryView) -> str:
    """The author as the directory names them, else as the document does."""
    known = entry.author_professional_id
    return professional(known).name if known else entry.author_name


def title(entry: EntryView) -> str:
    """The title that the author gave, else the name of the type."""
    known = terms.document_type(entry.type_code)
    return entry.title.strip() or (known.display if known else displays.category(entry.category))
