"""What a file says of itself before anybody names it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.formats import noticed, sandbox
from carnet.formats.kinds import Kind
from carnet.formats.shown_model import Problem
from tests.formats.files import photograph, text_pdf


def test_a_pdf_says_its_title_its_lines_and_its_dates() -> None:
    data = text_pdf("Ordonnance", "Lyon, le 3 mars 2024", title="Ma prescription")
    found = noticed.notice(data)
    assert (found.kind, found.problem) == (Kind.PDF, Problem.NONE)
    assert found.titles[:2] == ["Ma prescription", "Ordonnance"]
    assert found.days[0] == "2024-03-03"


def test_a_photograph_says_when_it_was_taken() -> None:
    found = noticed.notice(photograph(taken="2023:11:05 18:00:00"))
    assert (found.kind, found.days) == (Kind.JPEG, ["2023-11-05"])


def test_a_text_says_its_lines() -> None:
    found = noticed.notice(b"Compte rendu\n\nFait le 14/07/2022.\n")
    assert (found.kind, found.titles[0], found.days) == (Kind.TEXT, "Compte rendu", ["2022-07-14"])


def test_a_clinical_document_says_its_header(corpus: Path) -> None:
    data = next((corpus / "cda_fr").rglob("*BIO*.xml")).read_bytes()
    found = noticed.notice(data)
    assert found.kind in {Kind.CDA, Kind.PRESENTED_CDA}
    assert found.titles
    assert found.code == "11502-2"
    assert found.days


def test_an_image_of_dicom_says_what_was_studied(corpus: Path) -> None:
    [*files] = (corpus / "pdf_dicom" / "dicom").rglob("*.dcm")
    found = [noticed.notice(path.read_bytes()) for path in files[:20]]
    assert found
    assert all(one.kind in {Kind.DICOM, Kind.KOS, Kind.OTHER} for one in found)
    assert any(one.titles and one.days for one in found)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", Problem.EMPTY),
        (text_pdf("secret", password="x"), Problem.ENCRYPTED),
        (b"%PDF-1.7 cut", Problem.BROKEN),
        (photograph()[:200], Problem.BROKEN),
        (b"\x00\x01\x02nothing known", Problem.UNKNOWN),
    ],
)
def test_what_cannot_be_opened_is_said(data: bytes, problem: Problem) -> None:
    assert sandbox.call("noticed", data).problem is problem


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("le 1er avril 2020", ["2020-04-01"]),
        ("IMG_20240312_101112.jpg", ["2024-03-12"]),
        ("31/02/2020 puis 28.02.2020", ["2020-02-28"]),
        ("né le 02/01/1980, vu le 05-06-2021", ["1980-01-02", "2021-06-05"]),
        ("12345678", []),
        ("rien", []),
    ],
)
def test_dates_of_a_text(text: str, days: list[str]) -> None:
    assert noticed.days(text) == days


@given(st.text(max_size=200))
def test_any_text_has_dates_of_the_calendar_or_none(text: str) -> None:
    assert all(len(day) == 10 for day in noticed.days(text))


@given(st.binary(max_size=300))
def test_any_bytes_are_looked_at_without_a_fault(data: bytes) -> None:
    assert noticed.notice(data).kind in Kind
