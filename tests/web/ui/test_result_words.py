"""Values in words: how a treatment is taken, what was given, what is said not to be."""

from __future__ import annotations

import re

import pytest

from carnet.formats.cda.values_model import DETAILS, Value
from carnet.web.ui import result_words as words
from carnet.web.ui import statement_words as statements


def plain(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text).replace("\u00a0", " ")


def test_how_a_treatment_is_taken() -> None:
    taken = [("dose", "1 – 2 comprimé(s)"), ("every", "8 h"), ("most", "4 / 1 d")]
    told = plain(statements.posology(Value("treatment", "DOLIPRANE", detail=taken)))
    assert told.endswith("toutes les 8 heures, au plus 4 par jour")


@pytest.mark.parametrize(
    ("kind", "dose", "said"),
    [
        ("treatment", "1 – 2 comprimé(s)", "1 – 2 comprimés"),
        ("treatment", "1", "1 à la fois"),
        ("vaccination", "1", "dose : 1"),
        ("vaccination", "0.5 mL", "0,5 mL"),
    ],
)
def test_a_dose_is_said_as_the_document_s_own_page_says_it(kind: str, dose: str, said: str) -> None:
    assert plain(statements.posology(Value(kind, "X", detail=[("dose", dose)]))) == said


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [("9", "ug/L", "9 µg/L"), ("2.50", "d", "2,50 d"), ("2", "d", "2 jours"),
     ("2", "{tablet}", "2 comprimés")],
)  # fmt: skip
def test_a_unit_is_said_as_the_document_s_own_page_says_it(
    value: str, unit: str, said: str
) -> None:
    assert plain(words.value(Value("result", "X", value=value, unit=unit))) == said


def test_what_else_is_told_and_what_only_tells_apart() -> None:
    detail = [
        ("rank", "2"), ("lot", "A1"), ("expires", "2027-01-31"), ("atc", "J07AM"),
        ("group", "Vaccins"),
    ]  # fmt: skip
    facts = statements.facts(Value("vaccination", "X", detail=detail))
    assert [(label, plain(text)) for label, text in facts] == [
        ("Rang", "2"), ("Numéro de lot", "A1"), ("À utiliser avant", "31 janvier 2027"),
    ]  # fmt: skip


@pytest.mark.parametrize("label", DETAILS)
def test_every_fact_has_its_words_or_none(label: str) -> None:
    of = Value("treatment", "X", detail=[(label, "5 d")])
    statements.posology(of)
    assert all(name != label for name, _text in statements.facts(of))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Value("treatment", "X", status="prescribed"), "Prescrit"),
        (Value("treatment", "X", status="stopped"), "Arrêté"),
        (Value("problem", "X", status="resolved"), "Terminé"),
        (Value("vaccination", "BCG", negated=True), "Non faite"),
        (Value("problem", "Asthme", negated=True, status="active"), "Non, pas présent"),
        (Value("allergy", "Pas d'allergie connue", negated=True), ""),
        (Value("result", "X"), ""),
    ],
)
def test_where_it_stands(value: Value, expected: str) -> None:
    assert statements.status(value) == expected


def test_what_a_medicine_is_for_by_its_class_whatever_its_code() -> None:
    known = words.known(Value("treatment", "X", "63107752", "1.2.3", detail=[("atc", "N02BE01")]))
    assert known is not None
    assert known.key == "N02BE"
    assert words.known(Value("allergy", "X", "N02BE01", "2.16.840.1.113883.6.73")) is None
    glucose = words.known(Value("result", "X", "53049-3", "2.16.840.1.113883.6.1"))
    assert glucose is not None
