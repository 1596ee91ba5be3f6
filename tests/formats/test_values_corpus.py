"""Ten published biology documents give the numbers of an oracle; all documents are read."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from carnet.formats import sandbox
from carnet.formats.cda import values
from carnet.formats.cda.content_model import Section
from carnet.formats.cda.content_sections import Body
from carnet.formats.cda.content_source import document
from carnet.formats.cda.values_model import DETAILS, KINDS, Value
from carnet.formats.cda.values_number import decimal
from tests.formats.values_oracle import DAYS, NUMBERS, WORDS


class Line(NamedTuple):
    code: str
    value: str
    unit: str
    low: str
    high: str
    level: str
    same: tuple[str, ...]
    doubts: frozenset[str]


def bounds(text: str) -> tuple[str, str]:
    low, _, high = text.partition("-")
    return (low, high) if text != "." else ("", "")


def expected(name: str) -> list[Line]:
    lines = []
    for text in filter(None, NUMBERS[name].splitlines()):
        main, same, doubts = (*text.split(" | "), ".", ".")[:3]
        code, value, unit, usual, level = main.split()
        other = same.split()
        lines.append(Line(
            code, value, unit, *bounds(usual), level.strip("."),
            (other[0], other[1], *bounds(other[2])) if same != "." else (),
            frozenset(doubts.strip(".").split()),
        ))  # fmt: skip
    return lines


def told(value: Value) -> Line:
    other = value.same[0] if value.same else None
    return Line(
        value.code, value.number or value.comparator + value.bound, value.unit,
        value.low, value.high, value.level,
        (other.number, other.unit, other.low, other.high) if other else (),
        frozenset(value.doubts),
    )  # fmt: skip


@functools.cache
def everything(corpus: Path) -> dict[str, list[Value]]:
    paths = sorted((corpus / "cda_fr").rglob("*.xml"))
    return {f"{path.parent.name}/{path.name}": values.read(path.read_bytes()) for path in paths}


def results(corpus: Path, name: str) -> list[Value]:
    return [value for value in everything(corpus)[name] if value.kind == "result"]


def test_the_oracle_is_of_ten_documents() -> None:
    assert len(NUMBERS) == 10
    assert NUMBERS.keys() == DAYS.keys()
    assert sum(len(expected(name)) for name in NUMBERS) == 145


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_equal_the_oracle(corpus: Path, name: str) -> None:
    found = [told(v) for v in results(corpus, name) if v.number or v.bound]
    assert found == expected(name)


@pytest.mark.parametrize("name", NUMBERS)
def test_words_and_days_equal_the_oracle(corpus: Path, name: str) -> None:
    found = results(corpus, name)
    words = {v.code: v.value for v in found if not (v.number or v.bound)}
    assert words == WORDS.get(name, {})
    assert {value.when for value in found} == DAYS[name]


@pytest.mark.parametrize(
    ("name", "second"),
    [
        ("v2.41/CR-BIO_2021.01_Electrophorese.xml", "Streptococcus sp."),
        ("v3.0/BIO-CR-BIO_2024.01_Electrophorese.xml", "Genus Streptococcus"),
    ],
)
def test_isolates_keep_their_microbe(corpus: Path, name: str, second: str) -> None:
    found = [value for value in results(corpus, name) if value.code == "20-8"]
    assert [dict(value.detail)["isolate"] for value in found] == ["Escherichia coli", second]
    assert all(value.specimen in value.name for value in found)


def test_every_document_is_read(corpus: Path) -> None:
    found = everything(corpus)
    assert len(found) == 69
    assert sum(map(len, found.values())) > 500


def test_every_value_has_a_name_and_its_source(corpus: Path) -> None:
    for name, found in everything(corpus).items():
        root = document((corpus / "cda_fr" / name).read_bytes())
        for value in found:
            assert value.kind in KINDS
            assert value.name
            assert value.name.lower() not in {"oui", "non"}
            assert {label for label, _ in value.detail} <= set(DETAILS)
            for line in (value.line, *value.lines):
                assert len(at(root, line)) == 1, (name, line)
            rows: list[object] = [one.sourceline for one in at(root, value.line)]
            assert rows == [value.row]


def at(root: etree._Element, line: str) -> list[etree._Element]:
    """What an XPath without prefixes finds in the namespace of HL7."""
    steps = line.removeprefix("/ClinicalDocument/").split("/")
    found = root.xpath("/".join(f"h:{step}" for step in steps), namespaces={"h": "urn:hl7-org:v3"})
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, etree._Element)]


def test_every_value_points_to_a_section_of_the_page(corpus: Path) -> None:
    for name, found in everything(corpus).items():
        if not found:
            continue
        data = (corpus / "cda_fr" / name).read_bytes()
        anchors = set(walk(Body(document(data), []).sections()))
        assert {value.section for value in found} <= anchors, name


def walk(sections: list[Section]) -> list[str]:
    return [a for one in sections for a in (one.anchor, *walk(one.sections))]


def test_numbers_are_decimal_strings(corpus: Path) -> None:
    for found in everything(corpus).values():
        for value in found:
            numbers = [value.number, value.bound, value.low, value.high]
            numbers += [text for one in value.same for text in (one.number, one.low, one.high)]
            assert all(text == decimal(text) for text in numbers)


def test_no_allergy_of_a_document_that_says_there_is_none(corpus: Path) -> None:
    model = everything(corpus)["v3.0/01_Modèles_contenus_CDA.xml"]
    allergies = [(v.name, v.negated) for v in model if v.kind == "allergy"]
    assert allergies == [
        ("Paracétamol", False), ("Pas d'allergie/hypersensibilité connue", True),
    ]  # fmt: skip
    letters = ["v3.0/LDL-SES_2022.01.xml", "v2.41/LDL-SES_2020.01.xml"]
    found = [v for name in letters for v in everything(corpus)[name] if v.kind == "allergy"]
    assert all(value.negated for value in found)


def test_the_relatives_of_the_patient_are_not_the_patient(corpus: Path) -> None:
    """The certificates of a child tell the pregnancies and the treatment of its mother."""
    found = everything(corpus)["v3.0/CSE-CS8_2025.01.xml"]
    weights = [v.number for v in found if v.code == "29463-7"]
    assert weights == ["3900"]


def test_a_child_reads_as_the_house_does(corpus: Path) -> None:
    path = corpus / "cda_fr" / "v3.0" / "IPS-FR_2024.01.xml"
    assert (
        sandbox.call("values", path.read_bytes()) == everything(corpus)["v3.0/IPS-FR_2024.01.xml"]
    )
