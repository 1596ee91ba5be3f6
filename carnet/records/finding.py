"""Search in one open record: titles, authors, types, dates, the text inside and its values.

The visibility predicate stands in both statements, so that what is hidden from the reader is in
no hit, no count, no passage and no spelling that is understood. The one event of a search names
the entries returned, never the words asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog
from django.db import transaction

from carnet.access.visibility import Predicate
from carnet.base.clock import LEGAL_ZONE
from carnet.base.database import rows
from carnet.contents import words
from carnet.contents.passages import Marks, Piece
from carnet.journal.kinds import EventKind
from carnet.records import columns, matching
from carnet.records.matching import Candidate, Match
from carnet.records.opened import OpenRecord
from carnet.records.scanning import State
from carnet.records.spans import spans
from carnet.records.views import APPROVED, EntryView
from carnet.vault.personal import Box
from carnet.vault.problems import VaultProblem

PAGE = 20
# What the antivirus found infected is found by what its entry says, and shows nothing of its text.
_FROM = """
FROM records_entry e
LEFT JOIN contents_reading r ON r.person_id = e.person_id AND r.entry_no = e.entry_no
LEFT JOIN records_scan s ON s.person_id = e.person_id AND s.entry_no = e.entry_no
"""
_SAID = f"CASE WHEN s.state IS DISTINCT FROM '{State.INFECTED}' THEN r.{{}} END"
_ALL = f"""
SELECT e.entry_no, e.title, e.author_name, e.type_code, e.category,
       e.service_start AT TIME ZONE %s, {_SAID.format("words")}, r.read_at IS NULL
{_FROM}
WHERE e.person_id = %s AND e.status = %s AND {{visible}}
"""
_SHOWN = f"""
SELECT {columns.listed("e")}, {_SAID.format("text")}
{_FROM}
WHERE e.person_id = %s AND e.entry_no = ANY(%s) AND {{visible}}
"""
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What to keep of all that is found; ``page`` counts from 1."""

    category: str = ""
    year: int = 0
    page: int = 1


@dataclass(frozen=True, slots=True)
class Hit:
    """One document found: its title and some passages, the words found marked."""

    entry: EntryView
    title: tuple[Piece, ...]
    passages: tuple[tuple[Piece, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found. Counts are of all that this reader may see."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    words: tuple[str, ...] = ()  # that were looked for, as a document found writes them
    understood: bool = False  # at least one of them for another that no document has
    missing: tuple[str, ...] = ()  # words asked of which no document has anything
    categories: Mapping[str, int] = field(default_factory=dict)
    years: Mapping[int, int] = field(default_factory=dict)  # newest first
    unread: int = 0  # documents whose text is not read yet


def search(record: OpenRecord, asked: str, narrowed: Narrowed = Narrowed()) -> Found:
    """Find documents that have all the words asked, the best first; journaled TEXT_SEARCHED."""
    with transaction.atomic():
        found = _search(record.person_id, record.visible(), asked, narrowed)
        shown = spans(hit.entry.entry_no for hit in found.hits)
        detail = {"entries": shown, "total": found.total}
        record.journal(EventKind.TEXT_SEARCHED, detail=detail)
    return found


def _search(person_id: int, visible: Predicate, asked: str, narrowed: Narrowed) -> Found:
    opened = _Opened(person_id)
    sql, params = visible
    told = [str(LEGAL_ZONE), person_id, APPROVED, *params]
    lines = rows(_ALL.format(visible=sql), told, binary=True)
    match = matching.match([_candidate(line, opened) for line in lines], words.asked(asked))
    kept = match.kept(narrowed.category, narrowed.year)
    start = (narrowed.page - 1) * PAGE
    numbers = [one.entry_no for one in kept[start : start + PAGE]]
    hits = _hits(person_id, visible, numbers, match, opened)
    return Found(
        hits=hits,
        total=len(kept),
        words=tuple(_as_written(word, hits) for word in match.words),
        understood=match.understood,
        missing=match.missing,
        categories=match.categories(narrowed.year),
        years=match.years(narrowed.category),
        unread=sum(line[-1] is not False for line in lines),
    )


def _candidate(line: tuple[Any, ...], opened: _Opened) -> Candidate:
    entry_no, title, author, type_code, category, at, sealed, _unread = line
    said = opened.read(sealed, "words", entry_no, words.unpack, b"\n")
    return Candidate(entry_no, title, author, type_code, category, at, said)


def _hits(
    person_id: int, visible: Predicate, numbers: list[int], match: Match, opened: _Opened
) -> tuple[Hit, ...]:
    if not numbers:
        return ()
    sql, params = visible
    asked = _SHOWN.format(visible=sql)
    found, marks = {}, Marks(match.words)
    for *line, sealed in rows(asked, [person_id, numbers, *params], binary=True):
        entry = columns.view(line)
        text = opened.read(sealed, "text", entry.entry_no, words.unpack_text, "")
        title = tuple(marks.pieces(entry.title.strip()))
        found[entry.entry_no] = Hit(entry, title, tuple(map(tuple, marks.passages(text))))
    return tuple(found[number] for number in numbers if number in found)


def _as_written(word: str, hits: Iterable[Hit]) -> str:
    """« hémoglobine » for « hemoglobine », where one of these writes it."""
    marked = (
        piece.text
        for hit in hits
        for line in (hit.title, *hit.passages)
        for piece in line
        if piece.marked
    )
    return next((text for text in marked if words.plain(text) == word), word)


class _Opened:
    """Opens what is sealed for one person; their key is derived when first needed, once."""

    def __init__(self, person_id: int) -> None:
        self._person_id = person_id
        self._box: Box | None = None

    def read(
        self, sealed: bytes | None, column: str, entry_no: int,
        unpack: Callable[[bytes], Any], nothing: Any,
    ) -> Any:  # fmt: skip
        """What was packed; ``nothing`` where it was not read yet, or is damaged (logged)."""
        if sealed is None:
            return nothing
        try:
            self._box = self._box or Box(self._person_id)
            return unpack(self._box.unseal(sealed, words.bound(column, entry_no)))
        except (VaultProblem, ValueError) as damage:
            _log.error("finding.unreadable", column=column, fault=type(damage).__name__)
            return nothing
