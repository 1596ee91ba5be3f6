"""Out of one house, into another, and out again: the same record, byte for byte."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from carnet.base import clock
from carnet.portability import manifest
from carnet.profile import actions as profile
from carnet.profile.queries import Question
from carnet.records import actions, keeping
from carnet.sharing import actions as sharing
from carnet.sharing import emergency
from tests.portability.copying import brought, elsewhere, exported, holder, opened
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
