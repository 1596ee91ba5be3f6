"""Long files: in order, whole, and of one person only."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carnet.vault import keys, longfile
from carnet.vault.longfile import PIECE
from carnet.vault.problems import IntegrityProblem, KeyDestroyed

PERSON, OTHER = 81, 82


@pytest.fixture(autouse=True)
def people() -> None:
    keys.store().create(PERSON, OTHER)
    keys.store().renew(PERSON)


def written(path: Path, *pieces: bytes) -> bytes:
    """Write these, one after the other; the wrapped key."""
    path.unlink(missing_ok=True)
    writer = longfile.Writer(path, PERSON)
    for piece in pieces:
        writer.write(piece)
    writer.finish()
    assert writer.size == sum(map(len, pieces))
    return writer.wrapped_key


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.binary(max_size=100), max_size=8))
def test_what_was_written_is_read(tmp_path: Path, pieces: list[bytes]) -> None:
    path = tmp_path / "a"
    key = written(path, *pieces)
    assert b"".join(longfile.read(path, PERSON, key)) == b"".join(pieces)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 7])
def test_at_the_edges_of_pieces(tmp_path: Path, size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    key = written(tmp_path / "a", data[:size])
    assert b"".join(longfile.read(tmp_path / "a", PERSON, key)) == data[:size]


@pytest.mark.parametrize("cut", [1, 17, PIECE + 16, PIECE + 17])
def test_a_cut_file_does_not_open(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a"
    key = written(path, bytes(2 * PIECE + 5))
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(IntegrityProblem):
        list(longfile.read(path, PERSON, key))


def test_pieces_that_changed_places_do_not_open(tmp_path: Path) -> None:
    path = tmp_path / "a"
    key = written(path, bytes(2 * PIECE + 5))
    data, step = path.read_bytes(), PIECE + 16
    path.write_bytes(data[step : 2 * step] + data[:step] + data[2 * step :])
    with pytest.raises(IntegrityProblem):
        list(longfile.read(path, PERSON, key))


def test_what_is_added_does_not_open(tmp_path: Path) -> None:
    path = tmp_path / "a"
    key = written(path, b"all of it")
    path.write_bytes(path.read_bytes() + b"more")
    with pytest.raises(IntegrityProblem):
        list(longfile.read(path, PERSON, key))


def test_not_finished_it_never_opens(tmp_path: Path) -> None:
    writer = longfile.Writer(tmp_path / "a", PERSON)
    writer.write(bytes(PIECE + 1))
    writer.close()
    with pytest.raises(IntegrityProblem):
        list(longfile.read(tmp_path / "a", PERSON, writer.wrapped_key))


def test_it_is_of_one_person(tmp_path: Path) -> None:
    key = written(tmp_path / "a", b"mine")
    with pytest.raises(IntegrityProblem):
        list(longfile.read(tmp_path / "a", OTHER, key))


def test_it_ends_with_the_key(tmp_path: Path) -> None:
    key = written(tmp_path / "a", b"mine")
    keys.store().destroy(PERSON)
    with pytest.raises(KeyDestroyed):
        list(longfile.read(tmp_path / "a", PERSON, key))
