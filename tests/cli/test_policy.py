"""``carnet policy``: the matrix printed and imported, one decision taken apart."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from carnet.access import importing, matrix
from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.cli import house
from carnet.cli.main import main
from carnet.identity import directory
from carnet.journal.kinds import EventKind
from carnet.journal.presenter import present
from carnet.journal.queries import history
from carnet.journal.verify import verify
from carnet.records import door
from carnet.records.actions import create_record
from tests.records.world import HOLDER, PERSON, consent, document, put

CSV = (
    "profession,type,can_read,status,source\nG15_60,11502-2,1,sourced,arrêté\nG15_10,11502-2,0,,x\n"
)


@pytest.fixture(autouse=True)
def _house(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The house is open already, with a data folder of its own for what is imported."""

    @contextlib.contextmanager
    def opened() -> Iterator[None]:
        yield

    monkeypatch.setattr(house, "opened", opened)
    monkeypatch.setattr(house, "load_rooms", lambda: None)
    monkeypatch.setattr(matrix, "data_folder", lambda name: tmp_path / name)
    monkeypatch.setattr("carnet.access.importing.data_folder", lambda name: tmp_path / name)
    matrix.forget()
    yield
    matrix.forget()


@pytest.fixture
def doctor(db: None) -> int:
    create_record(PERSON, "active")
    clinic = directory.add_organization("750000010", "Clinique du Lac", "SA01")
    return directory.add_professional(
        "10000000017", "Durand", "Paul", "G15_10", title="DR", organization_id=clinic
    )


def explained(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    assert main(["policy", "explain", *options]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def kept(tmp_path: Path, text: str, *options: str) -> int:
    file = tmp_path / "annexe.csv"
    file.write_text(text, encoding="utf-8")
    return main(["policy", "matrix", "--import", str(file), *options])


def test_imports_at_the_same_instant_are_numbered_apart() -> None:
    cells, today = importing.read(CSV.encode()), clock.today()
    with ThreadPoolExecutor(8) as operators:
        kept = operators.map(lambda _: importing.keep(cells, today, today).number, range(24))
    assert sorted(kept) == list(range(1, 25))
    assert matrix.in_force(today) == 24


def test_a_decision_from_facts_given(capsys: pytest.CaptureFixture[str]) -> None:
    reading = ("--profession", "G15_60", "--consent", "--type", "11502-2")
    told = explained(capsys, *reading)
    assert (told["allowed"], told["rule"], told["code"]) == (True, 56, "AUTHORISED")
    assert told["for_patient"] == "Autorisé par vous."
    assert {"rule": 44, "code": "NO_CONSENT", "lacks": ["-any_consent"]} in told["passed_over"]
    hidden = explained(capsys, *reading, "--hidden-from-professionals")
    assert (hidden["allowed"], hidden["rule"]) == (False, 51)
    assert hidden["for_reader"] == "Document introuvable."


def test_a_rule_about_documents_is_passed_over_without_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = explained(capsys, "--profession", "G15_60", "--consent", "--action", "search")
    passed = {one["code"]: one["lacks"] for one in told["passed_over"]}
    assert passed["HIDDEN"] == ["about_document"]
    assert passed["DELEGATE"] == ["delegate"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--record-closed",), "RECORD_NOT_OPEN"),
        (("--purpose", "break_glass"), "NO_REASON"),
        (("--purpose", "break_glass", "--reason", "Malaise"), "BREAK_GLASS"),
        (("--purpose", "emergency_regulation", "--regulation-opposed"), "REGULATION_OPPOSED"),
        (("--purpose", "secret"), "NOT_A_MINOR"),
        (("--action", "block", "--consent", "--administrator"), "ADMINISTRATOR_BLOCKS"),
        (("--actor", "person", "--delegate", "--action", "share"), "NOT_FOR_A_DELEGATE"),
        (
            ("--actor", "person", "--delegate", "--categories", "all", "--type", "11502-2"),
            "DELEGATE",
        ),
        (("--consent", "--type", "11502-2", "--kept-from-reader"), "KEPT_FROM"),
        (("--consent", "--type", "11502-2", "--author", "--kept-from-reader"), "AUTHOR"),
        (("--consent", "--type", "11502-2", "--deleted"), "DELETED"),
        (("--consent", "--absent"), "NO_SUCH_DOCUMENT"),
    ],
)
def test_each_fact_has_its_option(
    options: tuple[str, ...], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert explained(capsys, "--profession", "G15_10", *options)["code"] == code


@pytest.mark.parametrize(
    ("options", "note"),
    [
        (
            ("--profession", "médecin", "--type", "11502-2"),
            "no row of the matrix is for « médecin »",
        ),
        (("--profession", "G15_10", "--type", "biologie"), "no type of document is « biologie »"),
        (("--profession", "G15_10", "--matrix", "9"), "there is no matrix 9"),
        (("--profession", "G15_10", "--type", "11502-2"), ""),
    ],
)
def test_what_the_matrix_does_not_know_is_noted(
    options: tuple[str, ...], note: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["policy", "explain", "--consent", *options]) == 0
    said = capsys.readouterr().err
    assert note in said if note else said == ""


def test_a_decision_about_a_real_record_is_told_to_the_person(
    doctor: int, capsys: pytest.CaptureFixture[str]
) -> None:
    put(document(1))
    asked = ("--person", str(PERSON), "--professional", str(doctor), "--entry")
    assert explained(capsys, *asked, "1")["code"] == "NO_CONSENT"
    consent(Actor(ActorKind.PROFESSIONAL, doctor, 0, "G15_10"))
    told = explained(capsys, *asked, "1")
    assert (told["code"], told["consent"]) == ("AUTHORISED", f"oral {clock.today()}")
    assert explained(capsys, *asked, "9")["code"] == "NO_SUCH_DOCUMENT"
    event, _ = door.open(PERSON, HOLDER).history()[0]
    assert event.kind is EventKind.DECISION_EXPLAINED
    assert "Durand" in present(event, reader_id=PERSON).sentence
    assert len([e for e in history(PERSON) if e.kind is EventKind.DECISION_EXPLAINED]) == 3


def test_a_decision_about_a_person_who_asks(
    doctor: int, capsys: pytest.CaptureFixture[str]
) -> None:
    told = explained(capsys, "--person", str(PERSON), "--reader", str(PERSON))
    assert told["code"] == "HOLDER"


def test_half_a_record_is_bad_usage(doctor: int) -> None:
    assert main(["policy", "explain", "--person", str(PERSON)]) == 2
    assert main(["policy", "explain", "--professional", str(doctor)]) == 2
    unknown = ["--person", str(PERSON), "--professional", "999999"]
    assert main(["policy", "explain", *unknown]) == 1


def test_the_matrix_is_printed_as_it_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "matrix", "--csv"]) == 0
    assert capsys.readouterr().out == matrix.FILE.read_text(encoding="utf-8")
    assert main(["policy", "matrix"]) == 0
    assert capsys.readouterr().out == "matrix 0: ships with Carnet, 46 professions, in force\n"
    assert main(["policy", "matrix", "--csv", "--number", "4"]) == 1


@pytest.mark.django_db
def test_what_is_printed_may_be_imported_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kept(tmp_path, matrix.FILE.read_text(encoding="utf-8")) == 0
    assert "5888 cells, 1765 may read: 46 professions × 128 types" in capsys.readouterr().out
    assert main(["policy", "matrix", "--csv"]) == 0
    assert capsys.readouterr().out == matrix.FILE.read_text(encoding="utf-8")
    assert main(["policy", "matrix"]) == 0
    assert f"matrix 1: from {clock.today()}, 46 professions, in force" in capsys.readouterr().out


@pytest.mark.django_db
def test_an_import_is_in_force_from_its_day(tmp_path: Path) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    assert kept(tmp_path, CSV, "--from", str(tomorrow)) == 0
    assert (matrix.in_force(clock.today()), matrix.in_force(tomorrow)) == (0, 1)
    assert matrix.readable_types("G15_60", "", 1) == {"11502-2"}
    assert matrix.readable_types("G15_10", "", 1) == frozenset()
    assert matrix.professions(1) == ("G15_60", "G15_10")


@pytest.mark.django_db
def test_an_import_is_told_by_the_trace_with_its_digest(tmp_path: Path) -> None:
    kept(tmp_path, CSV)
    [event] = history(0)
    assert (event.kind, event.detail["matrix"]) == (EventKind.MATRIX_IMPORTED, 1)
    assert len(event.detail["sha256"]) == 64


def named() -> list[str]:
    return [words for words in verify().problems if words.startswith("matrix-")]


@pytest.mark.django_db
def test_an_import_that_is_not_what_the_trace_tells_is_named(tmp_path: Path) -> None:
    kept(tmp_path, CSV)
    assert named() == []
    (imported,) = matrix.imports()
    imported.path.write_text(CSV.replace("G15_10,11502-2,0", "G15_10,11502-2,1"))
    assert named() == [f"{imported.path.name} was altered since its import"]
    beside = imported.path.rename(imported.path.with_name("matrix-2-2026-01-01.csv"))
    matrix.forget()
    assert named() == [
        f"{imported.path.name} is absent: it was imported",
        f"{beside.name} was inserted: no import tells of it",
    ]


def test_doors_follow_the_matrix_in_force(
    doctor: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(document(1, type_code="11502-2"))
    actor = Actor(ActorKind.PROFESSIONAL, doctor, 0, "G15_10")
    consent(actor)
    assert door.open(PERSON, actor).timeline().total == 1
    kept(tmp_path, CSV)
    opened = door.open(PERSON, actor)
    assert opened.timeline().total == 0
    assert opened.decision.version == 103
    capsys.readouterr()
    told = explained(capsys, "--profession", "G15_10", "--consent", "--type", "11502-2")
    assert (told["code"], told["version"]) == ("NOT_FOR_PROFESSION", 103)
    before = explained(
        capsys, "--profession", "G15_10", "--consent", "--type", "11502-2", "--matrix", "0"
    )
    assert (before["code"], before["version"]) == ("AUTHORISED", 3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("profession,type\n", "line 1: no column can_read"),
        ("", "line 1: no column profession, type, can_read"),
        (CSV.replace("G15_60", "G99_99"), "line 2: unknown profession 'G99_99'"),
        (CSV.replace("11502-2", "0-0", 1), "line 2: unknown type of document '0-0'"),
        (CSV.replace(",1,", ",yes,"), "line 2: can_read is 0 or 1, not 'yes'"),
        (CSV.replace("sourced", "certain"), "line 2: status is sourced or proposed"),
        (CSV.replace("arrêté", ""), "line 2: a sourced cell names its source"),
        (CSV + "G15_60,11502-2,0,sourced,x\n", "line 4: the same cell as line 2"),
        (CSV.replace(",1,", ",0,"), "no cell lets anybody read anything"),
        (CSV + "\0", "a character nul"),
        (CSV + "Z,1,1,1,1\n" * 40, "more"),
    ],
)
def test_a_bad_matrix_is_refused_line_by_line(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kept(tmp_path, text) == 1
    assert said in capsys.readouterr().err
    assert matrix.imports() == ()


def test_a_matrix_does_not_change_the_past(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kept(tmp_path, CSV, "--from", str(clock.today() - timedelta(days=1))) == 1
    assert "does not change the past" in capsys.readouterr().err


def test_what_is_no_text_or_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xff\xfe")
    assert main(["policy", "matrix", "--import", str(tmp_path / "a.csv")]) == 1
    assert main(["policy", "matrix", "--import", str(tmp_path / "absent.csv")]) == 2
    assert "byte 0 is not UTF-8" in capsys.readouterr().err
