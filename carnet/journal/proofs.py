"""Writes the file of proof of one person, piece by piece (docs/proof-file.md says its format)."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.conf import settings

from carnet.base import clock
from carnet.journal import (
    census,
    chains,
    material,
    paths,
    seals,
    signing,
    statements,
    tiles,
)
from carnet.journal.checking import COMPLETE, EVENT, FORMAT, PARTIAL, VERSION
from carnet.journal.leaves import Row, leaf_bytes, microseconds
from carnet.journal.material import Line, Material, NotYet, Openness
from carnet.journal.places import places
from carnet.journal.seals import Seal

Tell = Callable[[Sequence[Row]], list[dict[str, str]]]  # the words of each event
_BATCH = 200
_DOWNLOADS = 5  # the growth since so many files downloaded before
_PATIENCE, _PAUSE = 5.0, 0.25  # seconds: the sealer comes each second


def person(
    person_id: int,
    head: Seal,
    openness: Callable[[Row], Openness],
    tell: Tell,
    *,
    complete: bool = True,
) -> Iterator[str]:
    """The file that proves a person's events, in pieces. NotYet, Broken (before the first piece).

    ``complete``: with the census, so that nothing can be missing; else (for who may not know all)
    each event alone is proven.
    """
    found = material.gather(person_id, head, openness, complete=complete)
    return _pieces(found, tell, complete=complete)


def ready_head(*, complete: bool = True) -> Seal:
    """The head that a file may have, as soon as the last census is sealed. NotYet after a while."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            return material.ready_head(complete=complete)
        except NotYet:
            if time.monotonic() > deadline:
                raise
        time.sleep(_PAUSE)


def of_leaf(leaf: bytes, xid: int) -> dict[str, Any]:
    """The proof that one leaf is in the log, without its content; NotYet before its seal."""
    head = material.ready_head(complete=False)
    place = next(places([(xid, leaf)]), None)
    if place is None or place >= head.tree_size:
        raise NotYet("no seal holds this event")
    return _beginning(EVENT, head) | {
        "events": [{"hash": leaf.hex(), "place": place}],
        "nodes": _hex(tiles.log().nodes([place], head.tree_size)),
    }


def growth(old: int, new: int) -> list[str]:
    """The consistency proof between two sizes, in hexadecimal."""
    return _hex(paths.growth(old, new, tiles.log().part))


def signed_head(seal: Seal) -> dict[str, str]:
    """A head as files hold it."""
    return {"statement": seal.statement().hex(), "signature": bytes(seal.signature).hex()}


def _pieces(found: Material, tell: Tell, *, complete: bool) -> Iterator[str]:
    lines, waiting = found.lines, found.waiting
    if not complete:
        lines, waiting = (
            [one for one in some if one.openness is not Openness.KEPT] for some in (lines, waiting)
        )
    beginning = _beginning(COMPLETE if complete else PARTIAL, found.head)
    beginning |= {"person": found.person_id}
    if complete:
        beginning |= {"standing": _standing(found), "census": _census(found)}
    yield json.dumps(beginning, ensure_ascii=False)[:-1]
    yield from _list("events", (_sealed(*pair) for pair in _told(lines, tell)))
    yield from _list("waiting", (_promised(*pair) for pair in _told(waiting, tell)))
    yield from _list("nodes", (node.hex() for node in _nodes(found, lines)))
    yield from _list("witnesses", _witnesses(found))
    yield from _list("before", _before(found))
    yield "}\n"


def _beginning(scope: str, head: Seal) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "scope": scope,
        "service": settings.SERVICE_NAME,
        "address": settings.BASE_URL,
        "made": clock.now().isoformat(timespec="seconds"),
        "key": signing.public_key().hex(),
        "head": signed_head(head),
    }


def _list(name: str, items: Iterable[object]) -> Iterator[str]:
    yield f',\n"{name}":['
    for number, item in enumerate(items):
        yield (",\n" if number else "\n") + json.dumps(item, ensure_ascii=False)
    yield "]"


def _told(lines: Iterable[Line], tell: Tell) -> Iterator[tuple[Line, dict[str, str]]]:
    """Each line with its words; those that are kept have none."""
    waiting = iter(lines)
    while batch := list(islice(waiting, _BATCH)):
        words = iter(tell([line.row for line in batch if line.row]))
        yield from ((line, next(words) if line.row else {}) for line in batch)


def _sealed(line: Line, words: dict[str, str]) -> dict[str, Any]:
    place = {} if line.openness is Openness.KEPT else {"place": line.place}
    return _shown(line) | place | words


def _promised(line: Line, words: dict[str, str]) -> dict[str, Any]:
    at = microseconds(clock.now())
    signature = signing.sign(statements.receipt(at, line.hash))
    return _shown(line) | {"at": at, "signature": signature.hex()} | words


def _shown(line: Line) -> dict[str, Any]:
    if line.openness is Openness.OPEN and line.row:
        return {"leaf": leaf_bytes(line.row).hex()}
    return {"hash": line.hash.hex()}


def _standing(found: Material) -> str:
    chain = chains.head(line.hash for line in [*found.lines, *found.waiting])
    counts = (len(found.lines), len(found.waiting), found.head.tree_size)
    return signing.sign(statements.standing(found.person_id, *counts, chain)).hex()


def _census(found: Material) -> dict[str, Any]:
    nodes = census.tree().nodes([found.person_id], chains.PLACES)
    told = found.told and _shown(found.told) | {"place": found.told.place}
    return {"events": found.counted, "event": told, "nodes": _hex(nodes)}


def _nodes(found: Material, lines: Iterable[Line]) -> Iterator[bytes]:
    shown = {line.place for line in lines if line.openness is not Openness.KEPT}
    if found.told:
        shown.add(found.told.place)
    known = sorted(place for place in shown if place is not None)
    return tiles.log().nodes(known, found.head.tree_size) if known else iter(())


def _witnesses(found: Material) -> Iterator[dict[str, Any]]:
    for one in found.cosignatures:
        seal = seals.numbered(one.seal_no)
        if seal is not None:
            yield {
                "name": one.witness, "key": bytes(one.key).hex(), "at": microseconds(one.at),
                "signature": bytes(one.signature).hex(), "head": signed_head(seal),
                "growth": growth(seal.tree_size, found.head.tree_size),
            }  # fmt: skip


def _before(found: Material) -> Iterator[dict[str, Any]]:
    for size in found.downloads[-_DOWNLOADS:]:
        yield {"size": size, "growth": growth(size, found.head.tree_size)}


def _hex(nodes: Iterable[bytes]) -> list[str]:
    return [node.hex() for node in nodes]
