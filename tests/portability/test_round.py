"""Out of one house, into another, and out again: the same record, byte for byte."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from carnet.base import clock
from carnet.base.database import execute, rows
from carnet.contents import refusals
from carnet.filing import folders, links, pins, shelves
from carnet.filing.items import Item
from carnet.portability import bringing, manifest, reading
from carnet.profile import actions as profile
from carnet.profile.queries import Question
from carnet.records import actions, audit, door, keeping
from carnet.sharing import actions as sharing
from carnet.sharing import audit as rights
from carnet.sharing import emergency
from tests.portability.copying import brought, elsewhere, exported, holder, lines, opened, taken
from uichecks.world import World

_OF_HOUSE = {"made", "key", "service", "address", "of_house"}


@pytest.fixture
def lived(world: World) -> int:
    """Julie's record with something of everything that a copy carries."""
    julie = holder(world.julie)
    actions.hide(world.julie, julie, 2)
    actions.show(world.julie, julie, 2)
    actions.hide(world.julie, julie, 3)
    actions.hide_category(world.julie, julie, "BIOLOGIE")
    actions.keep_from(world.julie, julie, 4, keeping.PROFESSIONAL, world.pharmacist)
    sharing.block(world.julie, julie, professional_id=world.stranger)
    sharing.choose_administrator(world.julie, julie, world.doctor)
    emergency.choose(
        world.julie, julie, regulation=True, other_professionals=False, hidden_documents=False
    )
    profile.save(world.julie, julie, Question.HEIGHT, "168")
    profile.save(world.julie, julie, Question.TREATMENTS, none=True)
    folders.create(world.julie, julie, "Vide")
    cardiology = folders.create(world.julie, julie, "Cœur")
    folders.move(world.julie, julie, [4, 5], cardiology)
    pins.pin(world.julie, julie, [5])
    links.link(world.julie, julie, 5, 6)
    links.link(world.julie, julie, 4, 0, Item("profile", "treatments", "Traitements"))
    refusals.refuse(world.julie, julie)
    return world.julie


def content(data: bytes) -> tuple[dict[str, bytes], dict[str, object]]:
    """The files of the record, and the manifest without what is of the house and of the day."""
    archive = opened(data)
    listed = json.loads(archive.read(manifest.NAME))
    files = {one["name"]: archive.read(one["name"]) for one in listed["files"]}
    return files, {key: value for key, value in listed.items() if key not in _OF_HOUSE}


@pytest.mark.parametrize("whole", [True, False])
def test_the_second_copy_is_the_first(lived: int, tmp_path: Path, whole: bool) -> None:
    first = exported(lived, tmp_path / "first.zip", whole=whole)
    other = elsewhere(lived)
    done = brought(first, tmp_path / "in.zip")
    assert (done.person_id, done.documents, done.missing, done.unknown) == (other, 9, 0, 0)
    with clock.moved(timedelta(days=3)):
        second = exported(other, tmp_path / "second.zip", whole=whole)
    assert content(second) == content(first)


def test_what_is_brought_in_is_what_the_trace_tells(lived: int, tmp_path: Path) -> None:
    first = exported(lived, tmp_path / "first.zip")
    other = elsewhere(lived)
    brought(first, tmp_path / "in.zip")
    named = f"person {other}"
    assert [one for one in audit.check().problems if named in one] == []
    assert [one for one in rights.check().problems if named in one] == []


def test_another_house_learns_who_they_are(lived: int, tmp_path: Path) -> None:
    first = exported(lived, tmp_path / "first.zip")
    elsewhere(lived)
    before = rows("SELECT count(*) FROM identity_professional")
    (tmp_path / "in.zip").write_bytes(first)
    with reading.opened(tmp_path / "in.zip") as package:
        package.check()
        done = bringing.bring(package, trusted=False)
    assert rows("SELECT count(*) FROM identity_professional") == before
    assert done.unknown == 3  # two who agreed, one blocked: of nobody that is known here


def test_the_history_of_the_first_house_goes_on(lived: int, tmp_path: Path) -> None:
    first = exported(lived, tmp_path / "first.zip")
    other = elsewhere(lived)
    brought(first, tmp_path / "in.zip")
    second = opened(exported(other, tmp_path / "second.zip"))
    told = opened(first)
    for name in ("maison/historique.jsonl", "maison/aidants.json", "manifest.json"):
        assert second.read(f"origine/1/{name}") == told.read(name)


def test_it_goes_on_to_a_third_house(lived: int, tmp_path: Path) -> None:
    first = exported(lived, tmp_path / "1.zip")
    second_house = elsewhere(lived)
    brought(first, tmp_path / "in.zip")
    second = exported(second_house, tmp_path / "2.zip")
    third_house = elsewhere(second_house)
    brought(second, tmp_path / "in.zip")
    third = opened(exported(third_house, tmp_path / "3.zip"))
    name = "maison/historique.jsonl"
    assert third.read(f"origine/1/{name}") == opened(first).read(name)
    assert third.read(f"origine/2/{name}") == opened(second).read(name)


def test_the_holder_reads_it_there_as_here(lived: int, world: World, tmp_path: Path) -> None:
    before = door.open(lived, holder(lived)).timeline(limit=200)
    first = exported(lived, tmp_path / "first.zip")
    other = elsewhere(lived)
    brought(first, tmp_path / "in.zip")
    record = door.open(other, holder(other))
    after = record.timeline(limit=200)
    assert [one.title for one in after.entries] == [one.title for one in before.entries]
    assert record.read(1).startswith(b"<?xml")


def test_what_waits_for_its_announcement_goes_from_house_to_house_only(
    lived: int, world: World, tmp_path: Path
) -> None:
    execute(
        "UPDATE records_entry SET hidden_from_patient = TRUE WHERE person_id = %s AND entry_no = 5",
        [lived],
    )
    own = opened(taken(lived))
    of_operator = opened(exported(lived, tmp_path / "a.zip", whole=False))
    whole = opened(exported(lived, tmp_path / "b.zip", whole=True))
    counted = [len(lines(one, "donnees/documents.jsonl")) for one in (own, of_operator, whole)]
    assert counted == [8, 8, 9]
    assert [one["number"] for one in lines(own, "donnees/documents.jsonl")] == list(range(1, 9))


def test_folders_pins_and_links_are_those_of_before(lived: int, tmp_path: Path) -> None:
    first = exported(lived, tmp_path / "first.zip")
    other = elsewhere(lived)
    brought(first, tmp_path / "in.zip")
    record = door.open(other, holder(other))
    known = {one.name: one for one in shelves.of(record).folders}
    assert {"Vide", "Cœur"} <= known.keys()
    assert pins.of(record) == {5}
    assert [one.entry_no for one in links.of(record, 6)] == [5]
    assert refusals.refuses(other)
