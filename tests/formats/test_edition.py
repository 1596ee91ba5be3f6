"""The edition of the readers: what they drew before one of them changed does not serve after."""

from __future__ import annotations

import shutil
from importlib import metadata
from pathlib import Path

import pytest

from carnet.formats import edition

HOUSE = Path(edition.__file__).resolve().parents[1]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the readers, that may be changed."""
    skipped = shutil.ignore_patterns("__pycache__")
    for room in edition._ROOMS:
        shutil.copytree(HOUSE / room, tmp_path / room, ignore=skipped)
    monkeypatch.setattr(edition, "__file__", str(tmp_path / "formats" / "edition.py"))
    return tmp_path


def test_the_same_readers_are_the_same_edition_elsewhere(house: Path) -> None:
    assert edition.edition.__wrapped__() == edition.edition()


@pytest.mark.parametrize("room", edition._ROOMS)
def test_any_file_that_a_reader_uses_makes_another_edition(house: Path, room: str) -> None:
    seen = {edition.edition.__wrapped__()}
    files = sorted(path for path in (house / room).rglob("*") if path.is_file())
    assert files
    for path in files:
        path.write_bytes(path.read_bytes() + b"\n")
        found = edition.edition.__wrapped__()
        assert found not in seen, path
        seen.add(found)


@pytest.mark.parametrize("library", edition._LIBRARIES)
def test_a_library_of_another_version_makes_another_edition(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an older one cleaned, with a hole mended since, must not be shown."""
    before, known = edition.edition.__wrapped__(), metadata.version
    newer = {library: f"{known(library)}.1"}
    monkeypatch.setattr(metadata, "version", lambda name: newer.get(name) or known(name))
    assert edition.edition.__wrapped__() != before


def test_a_file_that_moved_makes_another_edition(house: Path) -> None:
    before = edition.edition.__wrapped__()
    (house / "formats" / "kinds.py").rename(house / "formats" / "sorts.py")
    assert edition.edition.__wrapped__() != before
