"""Documents in, documents out."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carnet.vault import frames, keys, readers, segments, store
from carnet.vault.problems import IntegrityProblem, KeyAbsent, KeyDestroyed, VaultProblem
from carnet.vault.store import Sealed


def read_back(person: int, sealed: Sealed) -> bytes:
    return store.get(person, sealed.segment, sealed.position, sealed.wrapped_key)


def files(data: Path) -> list[Path]:
    return sorted((data / "segments").iterdir())


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(documents=st.lists(st.binary(max_size=300_000), min_size=1, max_size=5))
def test_what_goes_in_comes_out(person: int, documents: list[bytes]) -> None:
    sealed = [store.put(person, document) for document in documents]
    assert [read_back(person, one) for one in sealed] == documents
    assert [one.size for one in sealed] == [len(document) for document in documents]


@pytest.mark.parametrize("size", [0, 1, 2**17 - 40, 2**17 - 12, 2**17, 2**17 + 1, 10_000_000])
def test_any_size(person: int, size: int) -> None:
    document = os.urandom(size)
    assert read_back(person, store.put(person, document)) == document


def test_nothing_readable_lies_on_the_disk(person: int, data: Path) -> None:
    sealed = store.put(person, b"compte rendu " * 100)
    assert b"compte rendu" not in files(data)[0].read_bytes()
    assert len(sealed.wrapped_key) == 40
    assert sealed.segment < 2**63


def test_a_person_without_key_stores_nothing(data: Path) -> None:
    with pytest.raises(KeyAbsent):
        store.put(99, b"x")
    assert not (data / "segments").exists()


def test_a_destroyed_key_ends_its_documents(person: int) -> None:
    sealed = store.put(person, b"x")
    keys.store().destroy(person)
    with pytest.raises(KeyDestroyed):
        read_back(person, sealed)
    with pytest.raises(KeyDestroyed):
        store.put(person, b"y")


def test_another_person_reads_nothing(person: int) -> None:
    sealed = store.put(person, b"x")
    keys.store().create(person + 1)
    with pytest.raises(IntegrityProblem, match=f"person {person + 1}"):
        read_back(person + 1, sealed)


def test_swapped_documents_do_not_open(person: int) -> None:
    one, two = store.put(person, b"one"), store.put(person, b"two")
    with pytest.raises(IntegrityProblem):
        store.get(person, one.segment, one.position, two.wrapped_key)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.integers(0, 12 + 100 + 16 - 1), bit=st.integers(0, 7))
def test_any_altered_bit_is_found(person: int, data: Path, place: int, bit: int) -> None:
    sealed = store.put(person, bytes(100))
    path = data / "segments" / segments.name(sealed.segment)
    with path.open("r+b") as file:
        file.seek(sealed.position + place)
        [byte] = file.read(1)
        file.seek(sealed.position + place)
        file.write(bytes([byte ^ 1 << bit]))
    with pytest.raises(IntegrityProblem):
        read_back(person, sealed)


def test_an_altered_document_with_a_right_crc_is_found(person: int, data: Path) -> None:
    sealed = store.put(person, bytes(100))
    [path] = files(data)
    payload = bytearray(path.read_bytes()[frames.HEADER_SIZE :])
    payload[3] ^= 1
    path.write_bytes(frames.header(bytes(payload)) + payload)
    with pytest.raises(IntegrityProblem, match="does not open"):
        read_back(person, sealed)


@pytest.mark.parametrize("position", [-1, 1, 10**9])
def test_a_wrong_place_is_refused(person: int, position: int) -> None:
    sealed = store.put(person, b"x")
    with pytest.raises(VaultProblem):
        store.get(person, sealed.segment, position, sealed.wrapped_key)


def test_an_absent_segment_is_told(person: int) -> None:
    sealed = store.put(person, b"x")
    with pytest.raises(IntegrityProblem, match="absent"):
        store.get(person, sealed.segment + 1, 0, sealed.wrapped_key)


@pytest.mark.parametrize("cut", [1, 12, 20, 111])
def test_a_cut_tail_costs_only_itself(person: int, data: Path, cut: int) -> None:
    kept = [store.put(person, bytes(100)) for _ in range(3)]
    last = store.put(person, bytes(100))
    [path] = files(data)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - cut)
    with pytest.raises(IntegrityProblem):
        read_back(person, last)
    assert [read_back(person, one) for one in kept] == [bytes(100)] * 3
    with path.open("rb") as file:
        assert [place for place, _ in frames.walk(file.fileno())] == [one.position for one in kept]


def test_threads_share_a_segment(person: int, data: Path) -> None:
    documents = [os.urandom(2000 + number) for number in range(200)]
    with ThreadPoolExecutor(16) as pool:
        sealed = list(pool.map(lambda document: store.put(person, document), documents))
        read = list(pool.map(lambda one: read_back(person, one), sealed))
    assert read == documents
    [path] = files(data)
    with path.open("rb") as file:
        walked = {place: len(payload) - 16 for place, payload in frames.walk(file.fileno())}
    assert walked == {one.position: one.size for one in sealed}


_OTHER_PROCESS = """
import json, os, sys
from carnet.vault import store
for number in range(50):
    sealed = store.put(int(sys.argv[1]), str(number).encode())
    print(sealed.segment, sealed.position, sealed.wrapped_key.hex())
"""


def test_processes_never_share_a_segment(person: int, data: Path) -> None:
    command = [sys.executable, "-c", _OTHER_PROCESS, str(person)]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    for writer in writers:
        lines = writer.communicate(timeout=60)[0].decode().splitlines()
        for number, line in enumerate(lines):
            segment, position, wrapped = line.split()
            found = store.get(person, int(segment), int(position), bytes.fromhex(wrapped))
            assert found == str(number).encode()
        assert len(lines) == 50
    assert len(files(data)) == 2


def test_a_forked_child_gets_its_own_writer(data: Path) -> None:
    folder = data / "segments"
    parent, child = segments.writer(folder, os.getpid()), segments.writer(folder, os.getpid() + 1)
    assert parent is segments.writer(folder, os.getpid())
    assert parent.append(b"a")[0] != child.append(b"a")[0]


def test_segments_turn(data: Path) -> None:
    writer = segments.SegmentWriter(data / "segments", full=1000)
    places = [writer.append(bytes(300)) for _ in range(10)]
    assert len({segment for segment, _ in places}) == 3
    reader = readers.SegmentReader(data / "segments", most=1)
    assert all(reader.read(*place) == bytes(300) for place in places)


class TestFailures:
    """A disk that fails: nothing is acknowledged, and the next segment is a new one."""

    def test_flush(self, person: int, monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
        store.put(person, b"before")
        with monkeypatch.context() as patch:
            patch.setattr("os.fdatasync", _fail)
            with pytest.raises(OSError, match="no more"):
                store.put(person, b"x")
        sealed = store.put(person, b"y")
        assert read_back(person, sealed) == b"y"
        assert len(files(data)) == 2

    def test_waiters_learn_it(self, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        writer = segments.SegmentWriter(data / "segments")
        writer.append(b"first")
        monkeypatch.setattr("os.fdatasync", _fail)

        def outcome(_: int) -> str:
            try:
                writer.append(b"x")
            except OSError:
                return "refused"
            return "acknowledged"

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(outcome, range(40))) == {"refused"}

    def test_short_write(self, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        writer = segments.SegmentWriter(data / "segments")
        first = writer.append(b"first")
        with monkeypatch.context() as patch:
            patch.setattr("os.writev", lambda file, parts: os.write(file, parts[0]))
            with pytest.raises(OSError, match="cut short"):
                writer.append(b"second")
        third = writer.append(b"third")
        assert third[0] != first[0]
        assert readers.SegmentReader(data / "segments").read(*third) == b"third"


def _fail(_: int) -> None:
    raise OSError("no more disk")
