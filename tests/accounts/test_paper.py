"""Letters that the house writes by itself."""

import stat
from pathlib import Path
from typing import Any

from carnet.accounts import paper
from carnet.base import ids


def test_letters_of_one_second_to_one_reader_are_all_kept(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    letters = [f"about child {number}".encode() for number in range(20)]
    kept = [paper.keep(42, letter) for letter in letters]
    assert [path.read_bytes() for path in kept] == letters
    assert len(list((tmp_path / "letters").glob("*/*.pdf"))) == len(letters)
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}
    pointers = [ids.reveal(path.stem) for path in kept]
    assert {pointer and pointer.person_id for pointer in pointers} == {42}
