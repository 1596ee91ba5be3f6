"""The key store in a file."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carnet.base.secrets import folder, secret
from carnet.vault import keys, masters
from carnet.vault.keyfile import FileKeyStore
from carnet.vault.problems import (
    IntegrityProblem,
    KeyAbsent,
    KeyDestroyed,
    MasterAbsent,
    VaultProblem,
)


@pytest.fixture
def store(data: Path) -> FileKeyStore:
    return FileKeyStore(data / "keys")


@pytest.fixture
def other(store: FileKeyStore, data: Path) -> FileKeyStore:
    """The same file, as another process sees it: no memory in common."""
    return FileKeyStore(data / "keys")


def test_it_keeps_a_key(store: FileKeyStore, other: FileKeyStore) -> None:
    store.create(5)
    assert len(store.unwrap(5)) == 32
    assert store.unwrap(5) == other.unwrap(5)


def test_keys_differ(store: FileKeyStore) -> None:
    store.create(*range(1, 200))
    assert len({store.unwrap(person) for person in range(1, 200)}) == 199


def test_creating_again_changes_nothing(store: FileKeyStore) -> None:
    store.create(5)
    before = store.unwrap(5)
    store.create(5, 6)
    assert store.unwrap(5) == before


def test_many_keys_cost_one_flush_and_one_write_a_run(
    store: FileKeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, flush = Mock(wraps=os.pwrite), Mock(wraps=os.fdatasync)
    monkeypatch.setattr(os, "pwrite", write)
    monkeypatch.setattr(os, "fdatasync", flush)
    store.create(*range(20, 5020), 9000)
    assert (write.call_count, flush.call_count) == (2, 1)
    assert len({store.unwrap(person) for person in (*range(20, 5020), 9000)}) == 5001


@given(st.sets(st.integers(1, 60)), st.sets(st.integers(1, 60)))
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_a_run_keeps_the_keys_that_are_there(first: set[int], second: set[int]) -> None:
    with tempfile.TemporaryDirectory() as folder_:
        store = FileKeyStore(Path(folder_))
        store.create(*first)
        before = {person: store.unwrap(person) for person in first}
        store.create(*second)
        assert {person: store.unwrap(person) for person in first} == before
        assert len({store.unwrap(person) for person in first | second}) == len(first | second)


@pytest.mark.parametrize("person_id", [0, -1, 9, 1 << 60])
def test_it_refuses_a_person_without_key(store: FileKeyStore, person_id: int) -> None:
    store.create(8, 10)
    with pytest.raises(KeyAbsent):
        store.unwrap(person_id)


def test_destruction_holds_everywhere_and_for_ever(
    store: FileKeyStore, other: FileKeyStore, data: Path
) -> None:
    store.create(5)
    other.unwrap(5)  # remembered there
    record = (data / "keys" / "people.keys").read_bytes()[5 * 48 :][:40]
    store.destroy(5)
    for seen in (store, other, FileKeyStore(data / "keys")):
        with pytest.raises(KeyDestroyed):
            seen.unwrap(5)
        with pytest.raises(KeyDestroyed):
            seen.create(5)
    assert record not in (data / "keys" / "people.keys").read_bytes()


def test_rewrapping_moves_the_key_to_another_master(store: FileKeyStore, data: Path) -> None:
    store.create(5, 6)
    key = store.unwrap(5)
    masters.create(2026)
    store.rewrap(5, 2026)
    assert FileKeyStore(data / "keys").unwrap(5) == key
    (folder() / "vault.master.2026").unlink()  # the archive of 2026 ends
    with pytest.raises(MasterAbsent):
        FileKeyStore(data / "keys").unwrap(5)
    assert FileKeyStore(data / "keys").unwrap(6)


def test_a_lost_master_is_never_remade(store: FileKeyStore, data: Path) -> None:
    store.create(5)
    (folder() / "vault.master.1").unlink()
    secret.cache_clear()
    with pytest.raises(MasterAbsent):
        FileKeyStore(data / "keys").unwrap(5)
    assert not (folder() / "vault.master.1").exists()


@settings(deadline=None, max_examples=50)
@given(byte=st.integers(0, 47), bit=st.integers(0, 7))
def test_an_altered_record_is_refused(byte: int, bit: int) -> None:
    store = keys.store()
    store.create(3)
    path = Path(os.environ["CARNET_DATA"]) / "keys" / "people.keys"
    content = bytearray(path.read_bytes())
    content[3 * 48 + byte] ^= 1 << bit
    damaged = path.parent / "damaged"
    damaged.mkdir(exist_ok=True)
    (damaged / "people.keys").write_bytes(content)
    with pytest.raises(IntegrityProblem):
        FileKeyStore(damaged).unwrap(3)


def test_swapped_records_open_nothing_of_the_other(store: FileKeyStore, data: Path) -> None:
    """A record copied onto another person's only gives the wrong key: documents stay closed."""
    from carnet.vault import store as documents

    keys.store().create(1, 2)
    sealed = documents.put(1, b"secret")
    path = data / "keys" / "people.keys"
    content = bytearray(path.read_bytes())
    content[2 * 48 : 3 * 48] = content[48 : 2 * 48]
    path.write_bytes(content)
    with pytest.raises(VaultProblem):
        documents.get(2, sealed.segment, sealed.position, sealed.wrapped_key)


def test_memory_is_bounded(store: FileKeyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("carnet.vault.keyfile._REMEMBERED", 10)
    store.create(*range(1, 101))
    for person in range(1, 101):
        store.unwrap(person)
    assert len(store._cache) == 10


def test_threads_agree_on_one_key(store: FileKeyStore) -> None:
    def work(_: int) -> bytes:
        store.create(5)
        return store.unwrap(5)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(work, range(64)))) == 1


_OTHER_PROCESS = """
import sys
from carnet.vault import keys
people = range(1, 301)
for person in people:
    keys.store().create(person)
print(*(keys.store().unwrap(person).hex() for person in people))
"""


def test_processes_agree_on_one_key() -> None:
    command = [sys.executable, "-c", _OTHER_PROCESS]
    racers = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    first, second = (racer.communicate(timeout=60)[0].split() for racer in racers)
    assert first == second
    assert len(set(first)) == 300
