"""``carnet validate``: every problem of every file, and an exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from carnet.cli.main import main
from tests.formats.samples import cda

FLAGGED_INS = '<id root="1.2.250.1.213.1.4.10" extension="255069999999901"/>'


def written(folder: Path, document: str) -> str:
    path = folder / "document.xml"
    path.write_text(document, encoding="utf-8")
    return str(path)


def test_a_sound_document_gives_no_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", written(tmp_path, cda())]) == 0
    assert capsys.readouterr().out == ""


def test_a_warning_lets_it_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", written(tmp_path, cda(ids=FLAGGED_INS))]) == 0
    assert "warning: /ClinicalDocument/recordTarget/patientRole/id" in capsys.readouterr().out


def test_it_names_every_problem_at_once_errors_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = written(tmp_path, cda(ids=FLAGGED_INS, type_code="0", events="", confidentiality="X"))
    assert main(["validate", name]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith(f"{name}: ") for line in lines)
    kinds = [line.removeprefix(f"{name}: ").split(":")[0] for line in lines]
    assert kinds == sorted(kinds)
    assert kinds.count("error") == 4  # type, confidentiality, start of the act, setting
    assert kinds.count("warning") == 1


def test_what_is_no_cda_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", written(tmp_path, "<a/>"), str(tmp_path / "absent")]) == 1
    said = capsys.readouterr()
    assert "expected ClinicalDocument in urn:hl7-org:v3, found a" in said.out
    assert "absent" in said.err
