"""Search in one open record: titles, authors, types, dates, the text inside and its values.

The visibility predicate stands in both statements, so that what is hidden from the reader is in
no hit, no count, no passage and no spelling that is understood. The one event of a search names
the entries returned, never the words asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from carnet.access.visibility import Predicate
from carnet.base.clock import LEGAL_ZONE
from carnet.base.database import rows, together
from carnet.contents.passages import Marks, Piece
from carnet.contents.unsealing import Unsealing
from carnet.contents.words import asked as words_asked
from carnet.contents.words import plain
from carnet.journal.kinds import EventKind
from carnet.records import columns, matching
from carnet.records.matching import Match, Seen
from carnet.records.opened import OpenRecord
from carnet.records.scanning import State
from carnet.records.spans import spans
from carnet.records.views import APPROVED, EntryView

PAGE = 20
# What the antivirus found infected is found by what its entry says, and shows nothing of its text.
_FROM = """
FROM records_entry e
LEFT JOIN contents_reading r ON r.person_id = e.person_id AND r.entry_no = e.entry_no
LEFT JOIN records_scan s ON s.person_id = e.person_id AND s.entry_no = e.entry_no
"""
_SAID = f"CASE WHEN s.state IS DISTINCT FROM '{State.INFECTED}' THEN r.{{}} END"
# In the order of matching.Seen. Rows: one of arrays takes PostgreSQL more than it saves us.
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
    with together():
        found = _search(record.person_id, record.visible(), asked, narrowed)
        shown = spans(hit.entry.entry_no for hit in found.hits)
        detail = {"entries": shown, "total": found.total}
        record.journal(EventKind.TEXT_SEARCHED, detail=detail)
    return found


def _search(person_id: int, visible: Predicate, asked: str, narrowed: Narrowed) -> Found:
    opened = Unsealing(person_id)
    unread, seen = _seen(person_id, visible, opened)
    match = matching.match(seen, words_asked(asked))
    kept = match.kept(narrowed.category, narrowed.year)
    start = (narrowed.page - 1) * PAGE
    numbers = [one.entry_no for one in kept[start : start + PAGE]]
    hits = _hits(person_id, visible, numbers, match, opened)
    return Found(
        hits=hits,
        total=len(kept),
        words=_as_written(match.words, hits),
        understood=match.understood,
        missing=match.missing,
        categories=match.categories(narrowed.year),
        years=match.years(narrowed.category),
        unread=unread,
    )


def _seen(person_id: int, visible: Predicate, opened: Unsealing) -> tuple[int, Seen]:
    """All that this reader may see, opened, and of how many documents the text is not read yet."""
    sql, params = visible
    told = [str(LEGAL_ZONE), person_id, APPROVED, *params]
    lines = rows(_ALL.format(visible=sql), told, binary=True)
    numbers, *facts, sealed, waits = zip(*lines, strict=True) if lines else [()] * 8
    return sum(waits), Seen._make([numbers, *facts, opened.words(numbers, sealed)])


def _hits(
    person_id: int, visible: Predicate, numbers: list[int], match: Match, opened: Unsealing
) -> tuple[Hit, ...]:
    if not numbers:
        return ()
    sql, params = visible
    told = [person_id, numbers, *params]
    lines = rows(_SHOWN.format(visible=sql), told, binary=True)
    entries = {line[1]: columns.view(line[:-1]) for line in lines}
    texts = opened.texts(list(entries), [line[-1] for line in lines])
    marks = Marks(match.words, [*texts, *(entry.title for entry in entries.values())])
    found = {
        number: _hit(entry, text, marks)
        for (number, entry), text in zip(entries.items(), texts, strict=True)
    }
    return tuple(found[number] for number in numbers if number in found)


def _hit(entry: EntryView, text: str, marks: Marks) -> Hit:
    title = tuple(marks.pieces(entry.title.strip()))
    return Hit(entry, title, tuple(map(tuple, marks.passages(text))))


def _as_written(words: Iterable[str], hits: Iterable[Hit]) -> tuple[str, ...]:
    """« hémoglobine » for « hemoglobine », where one of these writes it."""
    marked = [
        piece.text
        for hit in hits
        for line in (hit.title, *hit.passages)
        for piece in line
        if piece.marked
    ]
    written = {plain(text): text for text in reversed(dict.fromkeys(marked))}
    return tuple(written.get(word, word) for word in words)
