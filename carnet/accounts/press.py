"""The files of a batch of letters: the PDF, and a manifest without any identity or code."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from carnet.accounts import fields, letters
from carnet.accounts.addressees import Addressee
from carnet.base import ids
from carnet.base.files import sync_folder

THREADS = os.cpu_count() or 1
_PART = ".part"
_KINDS = (".pdf", ".csv")
COLUMNS = ("file", "first_page", "pages", "reference")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One letter to print: to whom, and its code in clear."""

    addressee: Addressee
    code: str

    @property
    def letter(self) -> letters.Letter:
        """The letter with its code."""
        return replace(self.addressee.letter, code=self.code)


@dataclass(frozen=True, slots=True)
class File:
    """A batch on the disk, under a name that nobody reads yet."""

    folder: Path
    name: str
    people: list[int]
    pages: int


def prepare(folder: Path) -> None:
    """Make the folder, for this account only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def mend(folder: Path, recorded: Callable[[str], bool]) -> None:
    """Finish what a cut left: name the batches that are recorded, drop the codes of the others."""
    for part in sorted(folder.glob(f"*{_PART}")):
        whole = part.with_suffix("")
        if recorded(whole.stem):
            part.rename(whole)
        else:
            part.unlink()
    sync_folder(folder)


def drawable(letter: letters.Letter) -> bool:
    """Whether every sign of the letter can be printed."""
    return all(map(fields.drawable, (letter.recipient, letter.address, letter.town, letter.child)))


def compose(folder: Path, name: str, sheets: Sequence[Sheet]) -> File:
    """Write the letters and their manifest aside, durably."""
    printable = letters.compose_many([one.letter for one in sheets])
    file = File(folder, name, [one.addressee.person_id for one in sheets], printable.pages)
    for kind, content in zip(
        _KINDS, (printable.pdf, _manifest(file, printable.first_pages)), strict=True
    ):
        _write(_aside(file, kind), content)
    sync_folder(folder)
    return file


def release(file: File) -> None:
    """Give the files of a recorded batch their names."""
    for kind in _KINDS:
        aside = _aside(file, kind)
        aside.rename(aside.with_suffix(""))
    sync_folder(file.folder)


def discard(file: File) -> None:
    """Drop a batch that was not recorded: its codes open nothing."""
    for kind in _KINDS:
        _aside(file, kind).unlink()


def purge(folder: Path, before: datetime) -> int:
    """Delete the letters printed before that moment, codes and all; manifests stay."""
    old = [path for path in _letters(folder) if path.stat().st_mtime < before.timestamp()]
    for path in old:
        path.unlink()
    sync_folder(folder)
    return len(old)


def references(manifest: Path) -> list[int]:
    """The people of a manifest; ``ValueError`` when it is not one of ours."""
    with manifest.open(newline="", encoding="ascii") as file:
        lines = csv.DictReader(file, delimiter=";")
        found = [ids.reveal(line.get("reference") or "") for line in lines]
    if not found or any(one is None or one.kind is not ids.Kind.PERSON for one in found):
        raise ValueError("not a manifest of letters")
    return [one.person_id for one in found if one is not None]


def _letters(folder: Path) -> Iterator[Path]:
    """The PDF files that stand beside a manifest: ours, and nothing else of the folder."""
    return (path for path in folder.glob("*.pdf") if path.with_suffix(".csv").exists())


def _manifest(file: File, first_pages: list[int]) -> bytes:
    """One line a letter; the reference is opaque (``ids.conceal``)."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    ends = [*first_pages[1:], file.pages + 1]
    for person_id, first, after in zip(file.people, first_pages, ends, strict=True):
        reference = ids.conceal(ids.Pointer(ids.Kind.PERSON, person_id))
        writer.writerow((f"{file.name}.pdf", first, after - first, reference))
    return text.getvalue().encode("ascii")


def _aside(file: File, kind: str) -> Path:
    return file.folder / f"{file.name}{kind}{_PART}"


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
