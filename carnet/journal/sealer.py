"""The sealer: takes what committed, extends the Merkle log, signs (law 3).

Writers take no lock. A row carries the number of its transaction; below the oldest transaction
that still runs in this database all have ended, so nothing can still appear there, however late
it committed.
A restored logical dump begins again with small transaction numbers: ``pg_resetwal --epoch`` must
put the new cluster beyond the old one before the house opens, and sealing refuses until then.
"""

from __future__ import annotations

import structlog
from django.db import transaction

from carnet.base import clock
from carnet.base.database import held, row
from carnet.journal import anchor, heads, seals, stream, tiles
from carnet.journal.anchor import LogBroken
from carnet.journal.leaves import Row, leaf
from carnet.journal.merkle import Frontier
from carnet.journal.seals import Seal

_LOCK = 0x4361726E6574  # one sealer at a time: « Carnet » in ASCII
_log = structlog.get_logger(__name__)

# A transaction of another database cannot write here. It is passed over only when, after the
# snapshot, it is seen running there; a transaction of which nothing is known holds the sealer.
_HORIZON = """
SELECT coalesce(
    (SELECT min(running::text::bigint) FROM pg_snapshot_xip(now) running
     WHERE NOT EXISTS (SELECT FROM pg_stat_activity elsewhere
                       WHERE elsewhere.backend_xid = running::xid
                         AND elsewhere.datname <> current_database())),
    pg_snapshot_xmax(now)::text::bigint), pg_snapshot_xmax(now)::text::bigint
FROM pg_current_snapshot() now
"""


def seal_once() -> int:
    """Seal every event that can be; return how many were (0: none, or another sealer runs).

    Raises ``LogBroken`` rather than sealing over a log that was cut or altered.
    """
    total, more = 0, True
    with held(_LOCK) as granted:
        while granted and more:
            sealed = _seal_chunk()
            total, more = total + sealed, sealed >= stream.CHUNK
    return total


def _seal_chunk() -> int:
    # Durable: the file outside the database must never tell of a seal that was rolled back.
    with transaction.atomic(durable=True):
        last = seals.last()
        xid_from = last.xid_to if last else stream.BEGINNING
        xid_to, found = stream.chunk(xid_from, _horizon(xid_from), _near(last))
        events, leaves = _genuine(found)
        if not events:
            return 0
        frontier = _tree_of(last)
        seal = _extend(last, frontier, (xid_from, xid_to), events, leaves)
    anchor.write(seal, frontier)
    return len(events)


def _near(last: Seal | None) -> int:
    """Where a chunk probably ends, by how many events the last seal found in its transactions."""
    if last is None or last.xid_from == stream.BEGINNING:
        return stream.END
    return last.xid_to + stream.span(last.tree_size - last.first_index, last.xid_from, last.xid_to)


def _horizon(xid_from: int) -> int:
    """The transaction below which all those of this database have ended."""
    found = row(_HORIZON)
    oldest, following = found or (0, 0)
    if following < xid_from:
        raise LogBroken(f"this cluster is at transaction {following}, sealed up to {xid_from}")
    return int(oldest)


def _genuine(found: list[Row]) -> tuple[list[Row], list[bytes]]:
    """Events whose MAC is right, once each, and their leaves; verify names the others."""
    kept: dict[bytes, Row] = {}
    for event in found:
        hashed, sound = leaf(event)
        if sound:
            kept[hashed] = event
    if len(kept) < len(found):
        _log.error("journal.forged", events=len(found) - len(kept))
    return list(kept.values()), list(kept)


def _extend(
    last: Seal | None,
    frontier: Frontier,
    span: tuple[int, int],
    events: list[Row],
    leaves: list[bytes],
) -> Seal:
    first = frontier.size
    people = [event.person_id for event in events]
    chains = heads.read(people)
    heads.advance(chains, people, leaves)
    heads.write(chains)
    frontier.extend(leaves)
    tiles.write(frontier.take_tiles())
    seal = Seal(
        last.seal_no + 1 if last else 1, clock.now(), *span, first, frontier.size,
        frontier.root(), heads.root(chains, people), last.digest() if last else seals.NO_SEAL,
        b"".join(leaves), seals.summarise(events),
    ).signed()  # fmt: skip
    seals.write(seal)
    return seal


def _tree_of(last: Seal | None) -> Frontier:
    """The tree as the last seal left it; raise ``LogBroken`` if it is not the one signed."""
    kept = anchor.read()
    if kept and seals.digest_of(kept.seal_no) != kept.digest:
        raise LogBroken(f"seal {kept.seal_no} was signed and is not in the database as it was")
    frontier = kept.frontier if kept else Frontier()
    for seal in seals.after(kept.seal_no if kept else 0):
        frontier.extend(seal.hashes())
        frontier.take_tiles()  # their seal wrote them
    if last and not (last.is_sound() and frontier.root() == last.root):
        raise LogBroken(f"seal {last.seal_no}, the last one, is not what was signed")
    return frontier
