"""Counts everybody again from the log: whether the last census, and what tells of it, are right."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from itertools import islice

from carnet.base.database import row, rows
from carnet.journal import census, heads, told
from carnet.journal import chains as chain
from carnet.journal.census import EMPTY, LEVELS, Census, Hashes, by_tile, patched
from carnet.journal.events import EventKind
from carnet.journal.merkle import root_of
from carnet.journal.tiles import WIDTH, cut

_BATCH = 256  # tiles of 8 KB
Counted = tuple[int, int, bytes]  # level, number, hashes of a tile


def check(counted: Census, chains: heads.Chains) -> Iterator[str]:
    """Name what is wrong in a census; ``chains``: those of the log up to its seal."""
    expected, total, top = tiles_of(chains), 0, b""
    while batch := list(islice(expected, _BATCH)):
        total += len(batch)
        top = batch[-1][2]
        yield from _compare(batch)
    found = row("SELECT count(*) FROM journal_census_tile")
    if found and found[0] > total:
        yield f"{found[0] - total} tiles of the census were inserted"
    if root_of(cut(top)) != bytes(counted.root):
        yield f"census {counted.census_no} is not what the log says at seal {counted.seal_no}"


def check_told() -> Iterator[str]:
    """Name each census that differs from the event that told it, or that has none."""
    kept = {
        one.census_no: one.detail()
        for one in map(Census._make, rows(f"SELECT {census.COLUMNS} FROM journal_census"))
    }
    said = dict(_events())
    for number in sorted(kept.keys() | said.keys()):
        if number not in said:
            yield f"census {number} was inserted: no event tells it"
        elif number not in kept:
            yield f"census {number} was removed"
        elif kept[number] != said[number]:
            yield f"census {number} was altered"


def tiles_of(chains: heads.Chains) -> Iterator[Counted]:
    """Every tile of a census of these chains; the last one is the top."""
    hashes: Hashes = {person: chain.leaf(person, *one) for person, one in chains.items()}
    for level in range(LEVELS):
        above: Hashes = {}
        for number, some in by_tile(sorted(hashes.items())):
            tile = patched([EMPTY[level]] * WIDTH, some)
            above[number] = root_of(tile)
            yield level, number, b"".join(tile)
        hashes = above


def _compare(batch: list[Counted]) -> Iterator[str]:
    levels, numbers, _ = zip(*batch, strict=True)
    stored = rows(
        "SELECT t.level, t.number, t.hashes FROM unnest(%s::smallint[], %s::bigint[])"
        " AS asked (level, number) JOIN journal_census_tile t USING (level, number)",
        [list(levels), list(numbers)],
        binary=True,
    )
    kept = {(level, number): bytes(hashes) for level, number, hashes in stored}
    for level, number, hashes in batch:
        if kept.get((level, number)) != hashes:
            yield f"tile {number} of level {level} of the census was altered or removed"


def _events() -> Iterator[tuple[int, dict[str, object]]]:
    for found in told.details(EventKind.CENSUS_TAKEN, "census"):
        with contextlib.suppress(ValueError, TypeError):  # altered: named as such
            yield int(found["census"]), found
