"""The letters that wait for the printer, as the accounts room wrote them."""

from __future__ import annotations

from pathlib import Path

from carnet.accounts import letters
from carnet.base import ids
from carnet.identity import people
from carnet.identity.names import spoken


def waiting() -> list[Path]:
    """The PDF files, oldest day first."""
    return sorted(letters.folder().glob("*/*.pdf"))


def recipient(path: Path) -> str:
    """Whose letter it is: the file's opaque name leads to the person; empty when it does not."""
    pointer = ids.reveal(path.stem)
    if pointer is None:
        return ""
    try:
        found = people.person(pointer.person_id)
    except LookupError:
        return ""
    return spoken(found.first_name, found.used_name or found.birth_name)


def find(name: str) -> Path | None:
    """The letter of this name (``ids.conceal``), and nothing else of the folder."""
    return next((path for path in waiting() if path.stem == name), None)
