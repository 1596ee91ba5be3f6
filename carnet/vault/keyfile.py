"""The key store in one sparse file: a fixed record at ``person_id`` × its size, nothing else."""

from __future__ import annotations

import contextlib
import fcntl
import os
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import Path

from carnet.base.files import sync_folder
from carnet.vault import keyrecord, masters
from carnet.vault.problems import KeyAbsent, VaultProblem

_LONGEST_RUN = 10_000
_READ = keyrecord.SIZE * 20_000
_REMEMBERED = 10_000
_MOST_PEOPLE = 1 << 38  # ext4 ends a file at 16 TB


class FileKeyStore:
    """Keys of one data folder; several processes may share it.

    A write takes the lock of its record, between threads by a mutex and between processes by
    ``fcntl`` (which knows no threads, and forgets its locks when any descriptor closes: one
    descriptor lives as long as the process). Each use of a key reads its record again, one
    ``pread``, so that a destruction holds at once in every process.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / "people.keys"
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self._mutex = threading.Lock()
        self._cache: OrderedDict[int, tuple[bytes, bytes]] = OrderedDict()  # record, key
        if os.fstat(self._file).st_size == 0:
            masters.create(masters.ACTIVE)
            sync_folder(folder)

    def create(self, *people: int) -> None:
        """Make the keys that are missing, with one flush; raise ``KeyDestroyed`` on a lost one.

        People who follow one another cost one lock, one read and one write together. A key whose
        person never commits is harmless: nobody bears that number.
        """
        for first, count in _runs(people):
            with self._locked(first, count):
                self._fill(first, count)
        os.fdatasync(self._file)

    def _fill(self, first: int, count: int) -> None:
        """Write whole the records of a run, those that are there as they were."""
        size = keyrecord.SIZE
        raw = os.pread(self._file, count * size, _offset(first)).ljust(count * size, b"\0")
        if keyrecord.is_absent(raw):  # people new to the house, as nearly always
            self._write(first, b"".join(keyrecord.make(count)))
            return
        records = [raw[start : start + size] for start in range(0, len(raw), size)]
        absent = [number for number, one in enumerate(records) if keyrecord.is_absent(one)]
        for number in set(range(count)).difference(absent):
            keyrecord.read(records[number], first + number)
        for number, fresh in zip(absent, keyrecord.make(len(absent)), strict=True):
            records[number] = fresh
        if absent:
            self._write(first, b"".join(records))

    def unwrap(self, person_id: int) -> bytes:
        """Return the person's key, from memory when its record has not changed."""
        raw = self._read(person_id)
        remembered = self._cache.get(person_id)
        if remembered is not None and remembered[0] == raw:
            return remembered[1]
        self._cache.pop(person_id, None)
        key = keyrecord.unwrap(raw, person_id)
        self._remember(person_id, raw, key)
        return key

    def destroy(self, person_id: int) -> None:
        """Overwrite the person's record for ever; a person who never had a key gets none."""
        with self._locked(person_id):
            self._write(person_id, keyrecord.destroyed(self._generation(person_id)))
            os.fdatasync(self._file)
            self._cache.pop(person_id, None)

    def renew(self, person_id: int) -> None:
        """Make a new key in the place of a destroyed one; a key that lives is left as it is."""
        with self._locked(person_id):
            record = keyrecord.look(self._read(person_id), person_id)
            if record.state is keyrecord.State.DESTROYED:
                fresh = keyrecord.wrap(os.urandom(32), masters.ACTIVE, record.generation + 1)
                self._write(person_id, fresh)
                os.fdatasync(self._file)

    def lives(self, person_id: int) -> bool:
        """Whether the person has a key that was not destroyed."""
        return self._state(person_id) is keyrecord.State.ACTIVE

    def ended(self, person_id: int) -> bool:
        """Whether the person's key was destroyed: a key that is only absent was not."""
        return self._state(person_id) is keyrecord.State.DESTROYED

    def _state(self, person_id: int) -> keyrecord.State | None:
        try:
            return keyrecord.look(self._read(person_id), person_id).state
        except KeyAbsent:
            return None

    def masters(self) -> set[int]:
        """The masters that a living key needs; reads the whole file but its holes."""
        end, start = os.fstat(self._file).st_size, 0
        found: set[int] = set()
        while start < end:
            start = self._data_after(start, end)
            found |= keyrecord.masters_of(os.pread(self._file, _READ, start))
            start += _READ
        return found

    def _data_after(self, start: int, end: int) -> int:
        """The record in which the next written bytes of the file are."""
        try:
            found = os.lseek(self._file, start, os.SEEK_DATA)
        except OSError:  # only a hole is left
            return end
        return found - found % keyrecord.SIZE

    def _generation(self, person_id: int) -> int:
        try:
            return keyrecord.look(self._read(person_id), person_id).generation
        except VaultProblem:  # nothing there, or altered: it is overwritten all the same
            return 0

    def rewrap(self, person_id: int, master: int) -> None:
        """Wrap the person's key under ``master`` (made before by ``masters.create``)."""
        with self._locked(person_id):
            raw = self._read(person_id)
            key = keyrecord.unwrap(raw, person_id)
            generation = keyrecord.look(raw, person_id).generation
            self._write(person_id, keyrecord.wrap(key, master, generation))
            os.fdatasync(self._file)

    def _remember(self, person_id: int, raw: bytes, key: bytes) -> None:
        with self._mutex:
            self._cache[person_id] = (raw, key)
            while len(self._cache) > _REMEMBERED:
                self._cache.popitem(last=False)

    def _read(self, person_id: int) -> bytes:
        return os.pread(self._file, keyrecord.SIZE, _offset(person_id))

    def _write(self, person_id: int, record: bytes) -> None:
        if os.pwrite(self._file, record, _offset(person_id)) != len(record):
            raise OSError(f"the key record of person {person_id} was cut short")

    @contextlib.contextmanager
    def _locked(self, person_id: int, count: int = 1) -> Iterator[None]:
        span = (count * keyrecord.SIZE, _offset(person_id))
        with self._mutex:
            fcntl.lockf(self._file, fcntl.LOCK_EX, *span)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN, *span)


def _offset(person_id: int) -> int:
    if not 0 < person_id < _MOST_PEOPLE:
        raise KeyAbsent(f"person {person_id} cannot have a key")
    return person_id * keyrecord.SIZE


def _runs(people: Iterable[int]) -> Iterator[tuple[int, int]]:
    """People in their order, as (first, how many follow one another)."""
    first = count = 0
    for person_id in sorted(set(people)):
        if count and person_id == first + count and count < _LONGEST_RUN:
            count += 1
        else:
            if count:
                yield first, count
            first, count = person_id, 1
    if count:
        yield first, count
