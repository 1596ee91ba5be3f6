"""The words of a document of any kind, for the search."""

from __future__ import annotations

import contextlib
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.contents import words as plain
from carnet.formats import kinds
from carnet.formats.problems import FormatProblem
from carnet.formats.text import LONGEST
from carnet.formats.words import words
from tests.formats.cda_samples import biology, file, narrative, observation, section, structured
from tests.formats.files import text_pdf


def said(data: bytes) -> set[str]:
    return set(plain.words(words(data).text))


def test_headings_and_narrative_are_lines() -> None:
    table = "<table><tbody><tr><td>CRP</td><td>4 mg/l</td></tr><tr><td>Fer</td><td>9</td></tr>"
    found = words(narrative(f"<paragraph>Repos.</paragraph>{table}</tbody></table>", "Conduite"))
    assert found.title == "Compte rendu d'analyses"
    assert found.text.splitlines()[:4] == ["Conduite", "Repos.", "CRP 4 mg/l", "Fer 9"]


def test_inner_sections_and_marked_words_are_read_once() -> None:
    inner = section("<content>Ve<sub>2</sub></content>", "Dessous")
    text = words(structured(section("Dessus", "Haut", inner=inner))).text
    assert text.splitlines()[:4] == ["Haut", "Dessus", "Dessous", "Ve2"]


def test_entries_add_what_the_narrative_does_not_say() -> None:
    value = '<value xsi:type="PQ" value="10.02" unit="mmol/L"/>'
    entry = biology(observation(value))
    assert {"uree", "10\x1f02", "mmol"} <= said(structured(section("Voir", entries=entry)))
    text = words(structured(section("Biochimie", entries=entry))).text
    assert text.count("Biochimie") == 1


def test_people_and_places_are_found_but_not_the_person() -> None:
    found = said(narrative("Rien"))
    assert {"camparini", "laboratoire", "charmes", "biologie"} <= found
    assert not {"durand", "rose", "martin"} & found


def test_attached_files_are_read() -> None:
    rtf = rb"{\rtf1 Tension \'e9lev\'e9e}"
    assert "elevee" in said(file("text/rtf", b64encode(rtf).decode()))
    letter = text_pdf("Pneumopathie franche")
    assert "pneumopathie" in said(letter)
    assert "pneumopathie" in said(file("application/pdf", b64encode(letter).decode()))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (rb"{\rtf1 Ordonnance \'e9crite}", {"ordonnance", "ecrite"}),
        ("Résumé d’hospitalisation".encode(), {"resume", "hospitalisation"}),
        ("Résumé".encode("cp1252"), {"resume"}),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), set()),
        (b"\x00\x01\x02", set()),
        (b"", set()),
        (b"<other/>", set()),
    ],
)
def test_other_kinds(data: bytes, found: set[str]) -> None:
    assert said(data) == found


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 broken", b"<ClinicalDocument>", b"<ClinicalDocument/>"]
)
def test_broken_ones_say_so(data: bytes) -> None:
    with pytest.raises(FormatProblem):
        words(data)


def test_a_very_long_one_is_cut() -> None:
    long = "<paragraph>mot assez long</paragraph>" * 60_000
    assert len(words(narrative(long)).text) == LONGEST
    assert len(words(b"mot " * 1_000_000).text) == LONGEST


@given(st.binary(max_size=400))
def test_hostile_bytes_are_words_or_a_problem(data: bytes) -> None:
    with contextlib.suppress(FormatProblem):
        assert len(words(data).text) <= LONGEST


def test_every_published_document_says_something(corpus: Path) -> None:
    paths = sorted((corpus / "cda_fr").rglob("*.xml"))
    clinical = [path for path in paths if kinds.kind(path.read_bytes()) in kinds.CLINICAL]
    for path in clinical[::4]:
        found = words(path.read_bytes())
        assert found.title
        assert len(plain.words(found.text)) > 5, path
    assert len(clinical) > 60
