"""Title, day and category proposed for a file."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.formats.kinds import Kind
from carnet.formats.noticed import Noticed
from carnet.records import titles
from carnet.records.own import TYPES
from carnet.records.proposing import Known, Proposal, propose

TODAY = date(2026, 11, 21)
ALICE = Known(("DUPONT", "MARTIN"), date(1980, 1, 2))


def proposed(name: str = "", *lines: str, **known: object) -> Proposal:
    found = Noticed(Kind.PDF, titles=list(lines), words="\n".join(lines), **known)  # type: ignore[arg-type]
    return propose(found, name, ALICE, TODAY)


@pytest.mark.parametrize(
    ("name", "lines", "title", "category"),
    [
        ("scan0001.pdf", ["Dr Durand", "ORDONNANCE"], "Ordonnance", "ORD_SOIN"),
        ("IMG_20240312.jpg", [], "", "AUTR_DOC"),
        ("irm_genou.pdf", [], "Irm genou", "RADIO_SC"),
        ("doc.pdf", ["Laboratoire des Lilas", "Résultats"], "Laboratoire des Lilas", "BIOLOGIE"),
        ("x.pdf", ["Compte rendu d’IRM"], "Compte rendu d’IRM", "RADIO_SC"),
        ("x.pdf", ["Compte-rendu opératoire"], "Compte-rendu opératoire", "CPT_REND"),
        ("x.pdf", ["Certificat médical"], "Certificat médical", "CERT_MED"),
        ("Attestation mutuelle 2026.pdf", ["Page 1"], "Attestation mutuelle 2026", "DOC_ADM"),
        ("x.pdf", ["Mes directives anticipées"], "Mes directives anticipées", "DIR_ANT"),
        ("photo.heic", ["Vaccins de 2019"], "Vaccins de 2019", "DEPISTAG"),
    ],
)
def test_what_the_file_says(name: str, lines: list[str], title: str, category: str) -> None:
    found = proposed(name, *lines)
    assert (found.title, found.category) == (title, category)


def test_a_name_or_a_number_is_no_title() -> None:
    assert proposed("dupont.pdf", "Madame Alice DUPONT").title == ""
    assert proposed("x.pdf", "Dossier 1 80 01 75 123 456 78").title == "Dossier"


def test_a_birth_date_or_a_day_to_come_is_no_date_of_a_document() -> None:
    days = ["1980-01-02", "2031-01-01", "2024-05-06", "2023-01-01"]
    assert proposed("x.pdf", days=days).day == date(2024, 5, 6)
    assert proposed("photo 2022-02-03.jpg").day == date(2022, 2, 3)
    assert proposed("x.pdf").day == TODAY


def test_the_type_of_a_clinical_document_names_its_category() -> None:
    assert proposed("x.xml", "Ordonnance", code="11502-2").category == "BIOLOGIE"
    assert proposed("x.xml", "Ordonnance", code="REMB").category == "ORD_SOIN"


@given(st.text(max_size=300), st.text(max_size=40), st.text(max_size=60))
def test_a_proposal_is_always_fit_to_be_kept(line: str, name: str, other: str) -> None:
    found = proposed(name, line, other)
    assert not found.title or titles.sound(found.title)
    assert found.category in TYPES


@pytest.mark.parametrize(
    ("title", "fit"),
    [
        ("Ordonnance du 3 mars", True),
        ("Bilan «\u00a0complet\u00a0»", True),
        ("a/b", False),
        ("50 %", False),
        ("a\u202eb", False),
        ("a\x00b", False),
        ("a\nb", False),
        ("   ", False),
        ("x" * 121, False),
    ],
)
def test_titles_that_may_be(title: str, fit: bool) -> None:
    assert titles.sound(title) is fit
