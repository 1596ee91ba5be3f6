"""What arrives is hostile: each wrong file is refused in words, and leaves nothing behind."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from carnet.base.database import rows
from carnet.portability import manifest, origins
from carnet.portability.problems import BadFile, NotBroughtIn
from carnet.records import actions
from carnet.records.actions import Reason
from carnet.records.states import SYSTEM
from tests.portability.copying import brought, elsewhere, exported
from tests.portability.forging import Change, changed, facts, files, line, packed, signed
from uichecks.world import World

DOCUMENTS, RECORD = "donnees/documents.jsonl", "donnees/carnet.json"
CARERS = "maison/soignants.json"
TABLES = (
    "records_entry", "records_submission", "records_entry_version", "records_kept_from",
    "sharing_authorization", "profile_answer", "portability_origin", "contents_reading",
    "journal_event",
)  # fmt: skip


@pytest.fixture
def copy(world: World, tmp_path: Path) -> bytes:
    return exported(world.julie, tmp_path / "copy.zip")


@pytest.fixture
def other(world: World, copy: bytes) -> int:
    """The other house, where the record is empty."""
    return elsewhere(world.julie)


def counts() -> list[int]:
    """How much there is of everything."""
    return [rows(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES]


def refused(data: bytes, path: Path, words: str, person_id: int | None = None) -> None:
    """It is refused, with these words, and nothing is there that was not before."""
    before, kept = counts(), set(origins.folder().glob("*"))
    with pytest.raises((BadFile, NotBroughtIn), match=words):
        brought(data, path / "in.zip", person_id)
    assert counts() == before
    assert set(origins.folder().glob("*")) == kept


def document(data: bytes) -> str:
    """The name of an original."""
    return next(name for name in files(data) if name.startswith("documents/"))


ZIPS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda _: b"", "not a ZIP"),
    "another file": (lambda _: b"%PDF-1.7 and so on", "not a ZIP"),
    "cut": (lambda data: data[: len(data) // 2], "not a whole ZIP"),
    "cut at its end": (lambda data: data[:-30], "not a whole ZIP"),
    "no manifest": (lambda data: packed({"a": b""}), "manifest.json is absent"),
    "a manifest that is none": (lambda _: packed({manifest.NAME: b"{}"}), "not the file of a copy"),
    "a manifest that is no JSON": (lambda _: packed({manifest.NAME: b"{"}), "manifest.json"),
    "a deep manifest": (lambda _: packed({manifest.NAME: b"[" * 100_000}), "manifest.json"),
    "another version": (lambda data: signed(files(data), version=2), "version 2"),
    "another format": (lambda data: signed(files(data), format="x"), "not the file of a copy"),
    "one more file": (lambda data: packed(files(data) | {"x": b""}), "not in the manifest"),
    "a name twice": (lambda data: packed([*files(data).items(), ("INDEX.html", b"")]), "twice"),
    "no signature": (
        lambda data: packed({k: v for k, v in files(data).items() if k != manifest.SIGNATURE}),
        "signature.json is absent",
    ),
    "another manifest": (
        lambda data: packed(files(data) | {manifest.NAME: files(data)[manifest.NAME] + b" "}),
        "wrong signature",
    ),
    "one file less": (
        lambda data: packed({k: v for k, v in files(data).items() if k != document(data)}),
        "absent",
    ),
    "another content": (
        lambda data: packed(files(data) | {document(data): files(data)[document(data)][::-1]}),
        "not what the manifest says",
    ),
    "a longer content": (
        lambda data: packed(files(data) | {document(data): b"x" * 10}), "bytes expected",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ZIPS)
def test_a_file_that_is_no_copy(copy: bytes, other: int, tmp_path: Path, case: str) -> None:
    change, words = ZIPS[case]
    refused(change(copy), tmp_path, words)


@pytest.mark.parametrize(
    "name", ["../a", "/a", "a/../b", "a\\b", "c:/a", "a//b", "./a", "a\x07b", "dossier/", "a" * 300]
)
def test_a_name_that_leads_elsewhere(copy: bytes, other: int, tmp_path: Path, name: str) -> None:
    refused(packed(files(copy) | {name: b""}), tmp_path, "not the name of a file")


def test_a_bomb(copy: bytes, other: int, tmp_path: Path) -> None:
    bomb = packed(files(copy) | {"pages/x.html": bytes(80_000_000)})
    assert len(bomb) < 400_000
    refused(bomb, tmp_path, "unpack to")


def test_a_size_that_lies(copy: bytes, other: int, tmp_path: Path) -> None:
    contents = files(copy)
    name = document(copy)
    data = bytearray(signed(contents))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo(name).file_size
    at = data.rindex(size.to_bytes(4, "little"))  # of the central directory
    data[at : at + 4] = (size - 1).to_bytes(4, "little")
    refused(bytes(data), tmp_path, "bytes expected|cannot be read")


LINES: dict[str, tuple[Change, str]] = {
    "a number": (line(2, number=7), "line 2: number 7"),
    "a lot": (line(2, lot=99), "lot 99"),
    "a category": (line(1, category="X"), "unknown category"),
    "a confidentiality": (line(1, confidentiality="X"), "unknown category or confid"),
    "no version": (line(1, versions=[]), "no version"),
    "a replacement": (line(1, replaces=1), "names document 1"),
    "a replacement that is nowhere": (line(1, replaces=99), "names document 99"),
    "a header": (line(1, header={}), "header"),
    "another uniqueId": (line(1, unique_id="1.2.3"), "another uniqueId"),
    "another digest": (line(1, sha256="0" * 64), "not the one that it describes"),
    "another SHA-1": (line(1, sha1="0" * 40), "SHA-1"),
    "no JSON": (lambda content: content[1:], "line 1"),
    "a type": (line(1, size="big"), "line 1: Expected"),
    "a title that is too long": (line(1, title="x" * 300), "database refuses"),
    "a title with a NUL": (line(1, title="a\0b"), "database refuses|NUL"),
    "a moment without its zone": (line(1, created_at="2026-01-01T00:00:00"), "line 1"),
    "a day that is none": (line(1, service_start="2026-13-01T00:00:00Z"), "line 1"),
    "a last line that is cut": (lambda content: content.rstrip(b"\n"), "cut"),
}


@pytest.mark.parametrize("case", LINES)
def test_a_document_told_wrong(copy: bytes, other: int, tmp_path: Path, case: str) -> None:
    change, words = LINES[case]
    refused(changed(copy, DOCUMENTS, change), tmp_path, words)


def test_a_deleted_document(copy: bytes, other: int, tmp_path: Path) -> None:
    versions = [{"since": "2026-01-01T00:00:00Z", "status": 4}]
    refused(changed(copy, DOCUMENTS, line(1, versions=versions)), tmp_path, "status")


def test_two_documents_of_one_file(copy: bytes, other: int, tmp_path: Path) -> None:
    first = document(copy)
    refused(changed(copy, DOCUMENTS, line(2, file=first)), tmp_path, "same file")


def test_nobody_of_this_house(copy: bytes, other: int, tmp_path: Path) -> None:
    wrong = changed(copy, RECORD, facts(matricule="190031234567890"))
    refused(wrong, tmp_path, "nobody here has the matricule")


def test_somebody_else(copy: bytes, world: World, other: int, tmp_path: Path) -> None:
    refused(copy, tmp_path, "somebody else than person", person_id=world.laura)


@pytest.mark.parametrize("trait", [{"birth_date": "1950-01-01"}, {"oid": "1.2.3"}])
def test_another_identity(copy: bytes, other: int, tmp_path: Path, trait: dict[str, str]) -> None:
    refused(changed(copy, RECORD, facts(**trait)), tmp_path, "another identity")


def first(kind: str, /, **changes: object) -> Change:
    """Change the first of a list."""

    def change(content: bytes) -> bytes:
        told = json.loads(content)
        (told[kind] if kind else told)[0].update(changes)
        return json.dumps(told).encode()

    return change


RIGHTS: dict[str, tuple[str, Change, str]] = {
    "an effect": (RECORD, first("authorizations", effect="x"), "authorizations"),
    "a mode": (RECORD, first("authorizations", mode="x"), "authorizations"),
    "an end without its zone": (
        RECORD, first("authorizations", until="2099-01-01T00:00:00"), "authorizations",
    ),
    "a block that ends": (
        RECORD, first("authorizations", effect="blocked", until="2099-01-01T00:00:00Z"), "a block",
    ),
    "a professional": (CARERS, first("", rpps="123", finess=""), "soignants.json"),
    "a structure": (CARERS, first("", rpps="", finess="123"), "soignants.json"),
}  # fmt: skip


@pytest.mark.parametrize(("question", "value"), [("height", "tall"), ("history", "x" * 4000)])
def test_an_answer_that_is_none(
    copy: bytes, other: int, tmp_path: Path, question: str, value: str
) -> None:
    answer = {"question": question, "answered_at": "2026-01-01T00:00:00Z", "value": value}

    def change(content: bytes) -> bytes:
        answers = [answer | {"by_patient": True, "none": False}]
        return json.dumps(json.loads(content) | {"answers": answers}).encode()

    refused(changed(copy, RECORD, change), tmp_path, "an answer that is none")


@pytest.mark.parametrize("case", RIGHTS)
def test_a_right_told_wrong(copy: bytes, other: int, tmp_path: Path, case: str) -> None:
    name, change, words = RIGHTS[case]
    refused(changed(copy, name, change), tmp_path, words)


def test_a_document_of_somebody_else(copy: bytes, world: World, other: int, tmp_path: Path) -> None:
    laura = exported(world.laura, tmp_path / "laura.zip")
    theirs = files(laura)[DOCUMENTS].splitlines()[0]
    header = json.loads(theirs)["header"]
    wrong = changed(copy, DOCUMENTS, line(1, header=header))
    refused(wrong, tmp_path, "somebody else")


def test_a_record_that_is_not_empty(copy: bytes, world: World, tmp_path: Path) -> None:
    refused(copy, tmp_path, "not empty")  # of this very house


def test_a_record_that_is_not_open(copy: bytes, other: int, tmp_path: Path) -> None:
    actions.suspend(other, SYSTEM, Reason.MALFUNCTION)
    refused(copy, tmp_path, "not open: suspended")


def test_the_same_copy_again_changes_nothing(copy: bytes, other: int, tmp_path: Path) -> None:
    assert brought(copy, tmp_path / "in.zip").documents == 9
    before = counts()
    done = brought(copy, tmp_path / "in.zip")
    assert (done.again, done.documents) == (True, 0)
    assert counts() == before
