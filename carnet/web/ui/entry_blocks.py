"""Structured entries as blocks of a page: tables of measures, lists of statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from carnet.formats.cda.content_model import Entry

_FEW = 2  # facts that a row of a table bears


class Block(NamedTuple):
    """One table (`rows`), one list of statements (`items`), or a titled group (`blocks`)."""

    title: str = ""
    rows: tuple[Entry, ...] = ()
    items: tuple[Entry, ...] = ()
    blocks: tuple[Block, ...] = ()
    group: Entry | None = None

    @property
    def usual(self) -> bool:
        """Whether a row has usual values."""
        return any(row.usual for row in self.rows)

    @property
    def moments(self) -> set[tuple[str, str]]:
        """The dates of the rows."""
        return {(row.when, row.until) for row in self.rows}

    @property
    def dated(self) -> bool:
        """Whether the rows have dates that differ: one that all share is said once."""
        return len(self.moments) > 1

    @property
    def shared(self) -> Entry | None:
        """A row whose date is that of all."""
        alone = len(self.moments) == 1 and self.moments != {("", "")}
        return self.rows[0] if alone else None


def blocks(entries: Iterable[Entry]) -> list[Block]:
    """The entries in their order; neighbours of one sort share a table or a list."""
    return list(_merged(_one(entry) for entry in entries))


def _one(entry: Entry) -> Block:
    if entry.kind == "group":
        return Block(title=entry.name, blocks=tuple(blocks(entry.inner)), group=entry)
    rows = _rows(entry)
    return Block(rows=tuple(rows)) if rows else Block(items=(entry,))


def _rows(entry: Entry) -> list[Entry]:
    """The measure and those inside it as rows; nothing where one of them needs a card."""
    if entry.kind != "measure" or len(entry.details) > _FEW:
        return []
    found = [entry]
    for inner in entry.inner:
        rows = _rows(inner)
        if not rows:
            return []
        found += rows
    return found


def _merged(found: Iterator[Block]) -> Iterator[Block]:
    waiting: Block | None = None
    for block in found:
        if waiting and _alike(waiting, block):
            waiting = Block(rows=waiting.rows + block.rows, items=waiting.items + block.items)
            continue
        if waiting:
            yield _settled(waiting)
        waiting = block
    if waiting:
        yield _settled(waiting)


def _settled(block: Block) -> Block:
    """A table that would have no result is a list."""
    if block.rows and not any(row.values or row.meaning or row.state for row in block.rows):
        return Block(items=block.rows)
    return block


def _alike(one: Block, other: Block) -> bool:
    return not (one.group or other.group) and bool(one.rows) == bool(other.rows)
