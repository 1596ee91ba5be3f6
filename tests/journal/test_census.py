"""The census: everybody's count under one root, told by the log itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import execute, row, rows
from carnet.journal import census, chains, heads, paths, recount
from carnet.journal.chains import PLACES
from carnet.journal.events import EventKind, record
from carnet.journal.leaves import microseconds
from carnet.journal.verify import verify

DOCTOR = Actor(ActorKind.PROFESSIONAL, 3)
Sealing = Callable[[], int]
pytestmark = pytest.mark.django_db(transaction=True)


def happen(*people: int) -> None:
    for person in people:
        record(EventKind.SEARCHED, person, DOCTOR)


def root_of_everybody(counted: census.Census) -> bytes:
    *_, (level, number, _) = recount.tiles_of(heads.read_all())
    assert (level, number) == (3, 0)
    nodes = list(census.tree().nodes([7], PLACES))
    counts = heads.read_all()
    leaf = chains.leaf(7, *counts[7]) if 7 in counts else chains.NOBODY
    return paths.root_from({7: leaf}, PLACES, nodes)


def test_each_person_has_their_place(seal_all: Sealing) -> None:
    happen(1, 7, 7, 255, 256, 70_000, 2**31)
    seal_all()
    counted = census.take()
    assert counted
    assert (counted.census_no, counted.seal_no, counted.tree_size) == (1, 1, 7)
    tree, counts = census.tree(), heads.read_all()
    for person in (1, 7, 255, 256, 70_000, 2**31):
        nodes = list(tree.nodes([person], PLACES))
        leaf = chains.leaf(person, *counts[person])
        assert paths.root_from({person: leaf}, PLACES, nodes) == counted.root
        one_less = chains.leaf(person, counts[person][0] - 1, counts[person][1])
        assert paths.root_from({person: one_less}, PLACES, nodes) != counted.root
        assert paths.root_from({person + 1: leaf}, PLACES, nodes) != counted.root
    nobody = list(tree.nodes([8], PLACES))
    assert paths.root_from({8: chains.NOBODY}, PLACES, nodes=nobody) == counted.root


def test_an_event_of_the_log_tells_it(seal_all: Sealing) -> None:
    happen(7)
    seal_all()
    counted = census.take()
    assert counted
    [(person, detail)] = rows(
        "SELECT person_id, detail FROM journal_event WHERE kind = %s", [EventKind.CENSUS_TAKEN]
    )
    assert person == 0
    assert json.loads(detail) == {
        "census": 1,
        "at": microseconds(counted.at),
        "seal": 1,
        "size": 1,
        "root": counted.root.hex(),
    }
    assert seal_all() == 1
    assert verify().problems == []


def test_those_who_moved_are_counted_again(seal_all: Sealing) -> None:
    """The tiles changed little by little are those of a count from the start."""
    for people in ((1, 2, 300), (2,), (300, 65_536 * 3), tuple(range(200, 700, 3))):
        happen(*people)
        seal_all()
        counted = census.take()
        assert counted
        assert root_of_everybody(counted) == counted.root
        assert verify().problems == []
    assert row("SELECT count(*) FROM journal_census") == (4,)


def test_nothing_new_is_not_counted(seal_all: Sealing) -> None:
    assert census.take() is None
    happen(7)
    assert census.take() is None  # not sealed yet
    seal_all()
    assert census.take()
    assert census.take() is None


def test_it_is_kept_at_its_time(seal_all: Sealing) -> None:
    def keep(after: timedelta) -> int:
        happen(7)
        seal_all()
        with clock.moved(after):
            census.keep()
        found = census.latest()
        return found.census_no if found else 0

    assert keep(timedelta()) == 1
    assert keep(timedelta(minutes=59)) == 1
    assert keep(timedelta(minutes=61)) == 2
    assert keep(timedelta(minutes=61)) == 2
    assert keep(timedelta(days=-2)) == 3  # a clock set back holds nothing up
    assert verify().problems == []


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        ("UPDATE journal_census SET root = sha256(root) WHERE census_no = 2", "census 2 is not"),
        ("UPDATE journal_census SET tree_size = 1 WHERE census_no = 1", "census 1 was altered"),
        ("DELETE FROM journal_census WHERE census_no = 2", "census 2 was removed"),
        ("INSERT INTO journal_census VALUES (3, now(), 2, 3, sha256(''))", "census 3 was inserted"),
        ("DELETE FROM journal_census_tile WHERE level = 0 AND number = 1", "tile 1 of level 0"),
        ("UPDATE journal_census_tile SET hashes = substr(hashes, 33) WHERE level = 3", "level 3"),
        ("INSERT INTO journal_census_tile VALUES (0, 9, '')", "1 tiles of the census were"),
    ],
)
def test_an_edited_census_is_named(seal_all: Sealing, edit: str, told: str) -> None:
    for people in ((1, 2, 300), (2,)):
        happen(*people)
        seal_all()
        census.take()
    seal_all()
    assert verify().problems == []
    assert execute(edit) == 1
    assert told in "\n".join(verify().problems)


def test_a_head_edited_before_it_is_counted_is_named(seal_all: Sealing) -> None:
    happen(1, 2)
    seal_all()
    execute("UPDATE journal_head SET events = 5 WHERE person_id = 2")
    assert census.take()
    told = "\n".join(verify().problems)
    assert "census 1 is not what the log says at seal 1" in told
    assert "the head of person 2 was altered" in told
