"""Keys that end: destroyed, made anew, and the masters of archives."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from carnet.base.secrets import folder, secret
from carnet.vault import keys, masters, store
from carnet.vault.keyfile import FileKeyStore
from carnet.vault.problems import (
    IntegrityProblem,
    KeyAbsent,
    KeyDestroyed,
    MasterAbsent,
    MasterDestroyed,
    MasterNeeded,
)

YEAR = 2026


@pytest.fixture
def archived(person: int) -> int:
    masters.create(YEAR)
    keys.store().rewrap(person, YEAR)
    return person


def test_a_new_key_opens_nothing_of_the_destroyed_one(person: int) -> None:
    sealed = store.put(person, b"before")
    keys.store().destroy(person)
    keys.store().renew(person)
    again = store.put(person, b"after")
    assert store.get(person, again.segment, again.position, again.wrapped_key) == b"after"
    with pytest.raises(IntegrityProblem):
        store.get(person, sealed.segment, sealed.position, sealed.wrapped_key)


def test_renewing_leaves_a_living_key_alone(person: int, data: Path) -> None:
    before = keys.store().unwrap(person)
    keys.store().renew(person)
    assert keys.store().unwrap(person) == before
    with pytest.raises(KeyAbsent):
        keys.store().renew(person + 1)


def test_the_generation_counts_the_destroyed_keys(person: int, data: Path) -> None:
    path = data / "keys" / "people.keys"
    for wanted in (0, 1, 2):
        assert path.read_bytes()[person * 48 + 43] == wanted
        keys.store().rewrap(person, masters.ACTIVE)
        assert path.read_bytes()[person * 48 + 43] == wanted
        keys.store().destroy(person)
        assert not keys.store().lives(person)
        keys.store().renew(person)
        assert keys.store().lives(person)


def test_an_altered_record_is_destroyed_all_the_same(person: int, data: Path) -> None:
    path = data / "keys" / "people.keys"
    content = bytearray(path.read_bytes())
    content[person * 48] ^= 1
    path.write_bytes(content)
    keys.store().destroy(person)
    with pytest.raises(KeyDestroyed):
        keys.store().unwrap(person)


def test_a_master_that_a_key_needs_is_not_destroyed(archived: int) -> None:
    for number in (YEAR, masters.ACTIVE):
        with pytest.raises(MasterNeeded):
            masters.destroy(number)
    assert keys.store().lives(archived)
    assert keys.store().unwrap(archived)


def test_a_master_is_needed_by_the_last_of_many(data: Path) -> None:
    """The scan goes over holes and chunks, and reads the number of the master whole."""
    keys.store().create(1, 200_000, 3_000_001)
    for number in (258, 513, 2):  # the same low byte, the same high byte
        masters.create(number)
    keys.store().rewrap(3_000_001, 258)
    assert keys.store().masters() == {1, 258}


def test_destroying_a_master_ends_its_archive_for_ever(archived: int, data: Path) -> None:
    keys.store().destroy(archived)
    master = (folder() / f"vault.master.{YEAR}").read_bytes()
    masters.destroy(YEAR)
    masters.destroy(YEAR)
    assert all(master not in path.read_bytes() for path in data.rglob("*") if path.is_file())
    secret.cache_clear()
    for ask in (masters.create, masters.master):
        with pytest.raises(MasterDestroyed):
            ask(YEAR)
    assert masters.closures() == []


def test_a_cut_between_the_mark_and_the_end_is_finished(archived: int, data: Path) -> None:
    keys.store().destroy(archived)
    (folder() / f"vault.master.{YEAR}.destroyed").touch()
    with pytest.raises(MasterDestroyed):
        masters.master(YEAR)
    masters.destroy(YEAR)
    assert not (folder() / f"vault.master.{YEAR}").exists()


def test_an_old_copy_of_the_keys_is_worth_nothing_without_its_master(
    archived: int, data: Path
) -> None:
    copy = data / "copy"
    shutil.copytree(data / "keys", copy)
    assert FileKeyStore(copy).unwrap(archived)  # why the copies have a discipline of their own
    keys.store().destroy(archived)
    masters.destroy(YEAR)
    with pytest.raises(MasterAbsent):
        FileKeyStore(copy).unwrap(archived)


def test_closures_are_years(data: Path) -> None:
    keys.store()
    assert masters.closures() == []
    for year in (2027, 2026):
        masters.create(year)
    os.close(os.open(folder() / "vault.master.x", os.O_CREAT, 0o600))
    assert masters.closures() == [2026, 2027]
