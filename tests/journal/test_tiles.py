"""The log by tiles: the same hashes as the whole tree, and no edit of them unseen."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.base.database import execute, row, rows
from carnet.journal import paths, places, seals, tiles
from carnet.journal.events import EventKind, record_each
from carnet.journal.leaves import COLUMNS, Row, leaf
from carnet.journal.merkle import Tile, leaf_hash, root_of
from carnet.journal.verify import verify

HOLDER = Actor(ActorKind.PERSON, actor_id=7)
Sealing = Callable[[], int]


def happen(number: int) -> None:
    record_each(EventKind.SIGNED_IN, ((7, None) for _ in range(number)), HOLDER)


@pytest.mark.django_db(transaction=True)
def test_every_part_of_the_log_by_its_tiles(seal_all: Sealing) -> None:
    """Seals of all sizes: within a tile, over several, ending on a border."""
    for number in (1, 254, 1, 700, 3, 65, 512, 40):
        happen(number)
        seal_all()
    leaves = [leaf for seal in seals.after(0) for leaf in seal.hashes()]
    assert row("SELECT count(*) FROM journal_tile") == (len(leaves) // 256,)
    log, chance = tiles.log(), random.Random(4)
    for _ in range(60):
        size = chance.randint(1, len(leaves))
        shown = sorted(chance.sample(range(size), min(size, chance.randint(1, 5))))
        for first, count in paths.needed(shown, size):
            assert log.part(first, count) == root_of(leaves[first : first + count])
    for place in (0, 255, 256, 954, len(leaves) - 1):
        assert log.part(place, 1) == leaves[place]
    assert verify().problems == []


@pytest.mark.django_db(transaction=True)
def test_events_find_their_place(seal_all: Sealing) -> None:
    for number in (3, 1, 80):
        happen(number)
        seal_all()
    happen(2)
    events = [
        Row._make(found)
        for found in rows(
            f"SELECT {COLUMNS}, xid, mac FROM journal_event ORDER BY xid, at, nonce, mac"
        )
    ]
    asked = [(event.xid, leaf(event)[0]) for event in events]
    assert list(places.places(asked)) == [*range(84), None, None]
    assert list(places.places([(asked[0][0], leaf_hash(b"unknown"))])) == [None]
    assert list(places.places([(asked[-1][0] + 1, asked[0][1])])) == [None]


def _stored(*numbers: int) -> list[Tile]:
    return [Tile(1, number, leaf_hash(bytes([number]))) for number in numbers]


@pytest.mark.django_db
def test_a_tile_is_written_once() -> None:
    tiles.write(_stored(0, 1))
    tiles.write([Tile(1, 0, bytes(32))])
    assert list(tiles.check(_stored(0, 1))) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("edit", "told"),
    [
        ("UPDATE journal_tile SET hash = sha256(hash) WHERE number = 1", "tile 1 of level 1"),
        ("DELETE FROM journal_tile WHERE number = 0", "tile 0 of level 1"),
    ],
)  # fmt: skip
def test_an_edited_tile_is_named(edit: str, told: str) -> None:
    tiles.write(_stored(0, 1, 2))
    assert execute(edit) == 1
    [named] = tiles.check(_stored(0, 1, 2))
    assert named.startswith(f"{told} of the log was ")


@pytest.mark.django_db(transaction=True)
def test_verify_checks_the_tiles(seal_all: Sealing) -> None:
    happen(600)
    seal_all()
    execute("UPDATE journal_tile SET hash = sha256(hash) WHERE number = 1")
    execute("INSERT INTO journal_tile VALUES (1, 2, sha256(''))")
    assert verify().problems == [
        "tile 1 of level 1 of the log was altered",
        "1 tiles were inserted: the log does not reach them",
    ]
    happen(200)
    assert seal_all() == 200  # a forged tile does not stop the log: verify names it
    assert "tile 2 of level 1 of the log was altered" in verify().problems
