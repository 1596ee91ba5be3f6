"""``carnet values``: one JSON line a value with its source, problems beside it, no database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from carnet.cli.main import main
from tests.formats.cda_samples import biology, file, observation, section, structured

NAMES = [
    "file", "line", "path", "alsoAt", "section", "kind", "name", "code", "codeSystem", "value",
    "number", "unit", "comparator", "bound", "same", "usual", "level", "when", "until", "status",
    "negated", "detail", "doubts", "specimen", "method", "comment",
]  # fmt: skip
TEXT = '<content ID="uree">Urée</content> 10,02 (3,50 à 8)'


@pytest.fixture
def good(tmp_path: Path) -> str:
    path = tmp_path / "résultats.xml"
    path.write_bytes(structured(section(TEXT, "Biochimie", biology(observation(), observation()))))
    return str(path)


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_it_prints_one_line_a_value_with_its_source(
    good: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["values", good]) == 0
    first, second = printed(capsys)
    assert list(first) == NAMES
    assert (first["file"], first["line"], first["section"]) == (good, 20, "partie-1")
    assert first["path"].endswith("/act/entryRelationship[1]/observation")
    assert second["path"].endswith("/act/entryRelationship[2]/observation")
    assert (first["number"], first["unit"], first["level"]) == ("10.02", "mmol/L", "high")
    assert first["usual"] == {"low": "3.5", "high": "8", "text": None}
    assert (first["until"], first["status"], first["negated"]) == (None, None, False)


def test_a_bad_file_is_named_and_the_others_are_read(
    good: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "lettre.pdf"
    bad.write_bytes(b"%PDF-1.7")
    assert main(["values", str(bad), str(tmp_path / "absent.xml"), str(tmp_path), good]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 2
    assert f"{bad}: /: expected well-formed XML" in said.err
    assert "absent.xml: No such file" in said.err
    assert len(said.err.splitlines()) == 3


def test_a_document_without_values_is_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "n1.xml"
    path.write_bytes(file("application/pdf", "JVBERi0="))
    assert main(["values", str(path)]) == 0
    assert capsys.readouterr() == ("", "")


def test_it_needs_neither_database_nor_django(good: str) -> None:
    program = (
        "import sys; from carnet.cli.main import main; code = main(['values', sys.argv[1]]);"
        "sys.exit(code or 'django' in sys.modules)"
    )
    environment = {name: text for name, text in os.environ.items() if "DATABASE" not in name}
    done = subprocess.run(
        [sys.executable, "-c", program, good], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 2
