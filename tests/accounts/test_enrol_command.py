from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from carnet.accounts import insured
from carnet.cli.main import main
from carnet.identity import people

HEADER, EXAMPLE = insured.template().splitlines()


@pytest.fixture
def file(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA = tmp_path
    return tmp_path / "insured.csv"


def test_the_template_is_a_header_and_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["enrol", "--template"]) == 0
    said = capsys.readouterr()
    assert said.out == insured.template()
    assert "matricule: 15 characters" in said.err


@pytest.mark.django_db
def test_it_enrols_and_counts(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("\n".join([HEADER, "cut;line", EXAMPLE]))
    assert main(["enrol", str(file)]) == 0
    said = capsys.readouterr()
    assert said.out == "enrolled=1 known=0 set-aside=1\n"
    assert "line 2: line: 17 columns expected, 2 found" in said.err
    assert people.find_by_matricule("255081416802538") is not None
    report = file.parent / "enrolment" / "insured.set-aside.csv"
    assert report.read_text() == 'line;reason\n2;"line: 17 columns expected, 2 found"\n'


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(insured.template())
    main(["enrol", str(file)])
    capsys.readouterr()
    assert main(["enrol", str(file)]) == 0
    assert capsys.readouterr().out == "enrolled=0 known=1 set-aside=0\n"


@pytest.mark.django_db
@pytest.mark.parametrize("content", ["", "nom;prenom\nA;B\n", "\x00\x01"])
def test_a_file_without_a_sound_header_is_refused(
    file: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(content)
    assert main(["enrol", str(file)]) == 1
    assert "header" in capsys.readouterr().err


def test_an_absent_file_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["enrol", str(tmp_path / "absent.csv")]) == 1
    assert "No such file" in capsys.readouterr().err


def test_no_file_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["enrol"]) == 2
    assert "FILE.csv or --template expected" in capsys.readouterr().err
