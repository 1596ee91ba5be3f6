"""Names of folders: read from what somebody typed, sealed under the person's key."""

from __future__ import annotations

from carnet.base.text import plain
from carnet.filing.problems import BadName
from carnet.vault import personal

LONGEST = 60  # characters: two lines of a phone


def read(typed: str) -> str:
    """The name on one line. Raises BadName."""
    try:
        return plain(typed, most=LONGEST, least=1)
    except ValueError as problem:
        raise BadName(str(problem)) from problem


def seal(person_id: int, folder_no: int, name: str) -> bytes:
    """What the row of the folder keeps."""
    return personal.seal(person_id, name.encode(), _bound(folder_no))


def unseal(box: personal.Box, folder_no: int, sealed: bytes) -> str:
    """The name of a folder. Raises IntegrityProblem."""
    return box.unseal(sealed, _bound(folder_no)).decode()


def _bound(folder_no: int) -> bytes:
    return f"carnet.filing.folder.1:{folder_no}".encode()
