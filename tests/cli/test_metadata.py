"""``carnet metadata``: one JSON line a document, errors beside it, no database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from carnet.cli.main import main
from tests.formats.samples import cda

NAMES = [
    "file", "uniqueId", "typeCode", "classCode", "formatCode", "title", "languageCode",
    "creationTime", "serviceStartTime", "serviceStopTime", "hash", "size", "patient", "authors",
    "legalAuthenticator", "facilityType", "practiceSetting", "confidentiality", "eventCodes",
    "replaces",
]  # fmt: skip


@pytest.fixture
def good(tmp_path: Path) -> str:
    path = tmp_path / "compte rendu é.xml"
    path.write_text(cda(), encoding="utf-8")
    return str(path)


def test_it_prints_one_line_with_the_promised_names(
    good: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["metadata", good, good]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == second
    found = json.loads(first)
    assert list(found)[: len(NAMES)] == NAMES
    assert found["file"] == good
    assert found["typeCode"] == {
        "code": "11488-4", "system": "2.16.840.1.113883.6.1", "display": "Consultation",
    }  # fmt: skip
    assert found["patient"] == {"oid": "1.2.250.1.213.1.4.10", "matricule": "255069999999934"}
    assert found["serviceStopTime"] is None
    assert found["replaces"] is None


def test_a_bad_file_is_named_and_the_others_are_read(
    good: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_text(cda(type_code="0"), encoding="utf-8")
    assert main(["metadata", str(bad), str(tmp_path / "absent.xml"), str(tmp_path), good]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1
    assert f"{bad}: /ClinicalDocument/code/@code: expected a document type" in said.err
    assert "found 0 (" in said.err
    assert "absent.xml" in said.err


def test_it_needs_neither_database_nor_django(good: str) -> None:
    program = (
        "import sys; from carnet.cli.main import main; code = main(['metadata', sys.argv[1]]);"
        "sys.exit(code or 'django' in sys.modules)"
    )
    environment = {name: text for name, text in os.environ.items() if "DATABASE" not in name}
    done = subprocess.run(
        [sys.executable, "-c", program, good], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
