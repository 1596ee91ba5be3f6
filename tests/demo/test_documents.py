"""The documents: enough of them, of many types, read back as they were meant."""

from __future__ import annotations

import base64
from collections import Counter

import pytest
from lxml import etree

from carnet.demo.cda import codes, sized_document, write
from carnet.demo.cda.content import Biology, Document, Prescription
from carnet.demo.cda.kinds import kinds
from carnet.demo.nation import build
from carnet.demo.stories import SILENT, tell
from carnet.formats.cda import content, metadata, validate
from carnet.formats.cda.content_model import Section

NS = {"h": "urn:hl7-org:v3"}
BOUNDS = ("low", "high")


@pytest.fixture(scope="module")
def documents() -> tuple[Document, ...]:
    return tell(build())


@pytest.fixture(scope="module")
def samples(documents: tuple[Document, ...]) -> list[tuple[Document, bytes]]:
    """Four documents of each kind, written."""
    kept: dict[str, list[Document]] = {}
    for document in documents:
        kept.setdefault(document.kind, []).append(document)
    return [(d, write(d)) for found in kept.values() for d in found[:4]]


def test_enough_documents_of_enough_types(documents: tuple[Document, ...]) -> None:
    assert len(documents) >= 1500
    types = Counter(kinds()[d.kind].code for d in documents)
    assert len(types) >= 15
    levels = Counter(kinds()[d.kind].level for d in documents)
    assert min(levels[1], levels[3]) > 300


def test_the_same_each_time(documents: tuple[Document, ...]) -> None:
    assert tell(build()) == documents
    assert write(documents[0]) == write(documents[0])


def test_identifiers_are_unique(documents: tuple[Document, ...]) -> None:
    assert len({codes.oid(d.key) for d in documents}) == len(documents)


def test_no_document_before_birth_nor_after_today(documents: tuple[Document, ...]) -> None:
    today = build().today
    assert all(d.person.birth_date <= d.at.date() <= today for d in documents)


def test_nothing_for_a_record_that_takes_nothing(documents: tuple[Document, ...]) -> None:
    assert not [d for d in documents if d.person.state in SILENT]


def test_metadata_is_what_was_meant(samples: list[tuple[Document, bytes]]) -> None:
    for document, data in samples:
        kind = kinds()[document.kind]
        read = metadata.read(data)
        assert (read.type.code, read.format.code) == (kind.code, kind.format), document.kind
        assert read.unique_id == codes.oid(document.key)
        assert (read.title, read.language) == (document.title, "fr-FR")
        assert read.patient.matricule == document.person.matricule
        assert read.authors[0].family_name == document.author.family_name.upper()
        assert read.facility_type is not None
        assert read.practice_setting is not None


def test_the_deposit_door_finds_nothing_to_say(samples: list[tuple[Document, bytes]]) -> None:
    for document, data in samples:
        assert validate.check(data) == [], document.kind


def test_each_can_be_shown(samples: list[tuple[Document, bytes]]) -> None:
    for document, data in samples:
        shown = content.read(data)
        assert shown.sections or shown.attachments, document.kind


def test_narrative_and_entries_agree(samples: list[tuple[Document, bytes]]) -> None:
    for document, data in samples:
        for section in content.read(data).sections:
            assert _doubts(section) == [], document.title


def _doubts(section: Section) -> list[str]:
    own = [doubt for table in section.tables for row in table.rows for doubt in row.doubts]
    return own + [doubt for inside in section.sections for doubt in _doubts(inside)]


def test_the_pdf_inside_is_archivable(samples: list[tuple[Document, bytes]]) -> None:
    inside = [
        base64.b64decode(etree.fromstring(data).findtext(".//h:nonXMLBody/h:text", "", NS))
        for document, data in samples
        if kinds()[document.kind].level == 1
    ]
    assert inside
    for pdf in inside:
        assert pdf.startswith(b"%PDF-1.4")
        assert b"pdfaid:part>1<" in pdf
        assert b"pdfaid:conformance>A<" in pdf


def test_ids_of_a_document_are_unique_and_references_lead_somewhere(
    samples: list[tuple[Document, bytes]],
) -> None:
    for document, data in samples:
        root = etree.fromstring(data)
        anchors = [element.get("ID", "") for element in root.iter() if element.get("ID")]
        assert len(set(anchors)) == len(anchors), document.kind
        wanted = {found.get("value", "")[1:] for found in root.iterfind(".//h:reference", NS)}
        assert wanted <= set(anchors), document.kind


def test_results_stay_within_what_lives(documents: tuple[Document, ...]) -> None:
    limits = {"718-7": (7, 19), "4548-4": (4.5, 12), "2823-3": (3, 6), "2951-2": (130, 150),
              "14682-9": (35, 260), "6301-6": (1, 5), "53049-3": (0.5, 3)}  # fmt: skip
    for document in documents:
        if isinstance(document.content, Biology):
            for result in document.content.results:
                low, high = limits.get(result.analyte.loinc, (0, 1_000_000))
                assert low <= result.value <= high, (document.title, result)


def test_the_diabetic_has_years_of_hba1c(documents: tuple[Document, ...]) -> None:
    monique = [
        (d.at.year, r.value)
        for d in documents
        if d.person.slug == "monique" and isinstance(d.content, Biology)
        for r in d.content.results
        if r.analyte.loinc == "4548-4"
    ]
    assert len(monique) >= 20
    assert max(year for year, _ in monique) - min(year for year, _ in monique) >= 8


def test_pregnant_women_take_no_ace_inhibitor(documents: tuple[Document, ...]) -> None:
    forbidden = ("C09A", "M01A", "B01AA", "C10AA")
    for document in documents:
        if document.person.slug in {"maria", "sarah"} and isinstance(
            document.content, Prescription
        ):
            assert not [d for d in document.content.drugs if d.atc.startswith(forbidden)]


def test_a_result_out_of_range_says_so(samples: list[tuple[Document, bytes]]) -> None:
    flags: set[str] = set()
    for document, data in samples:
        if document.kind == "biology":
            root = etree.fromstring(data)
            for observation in root.iterfind(
                ".//h:entryRelationship[@typeCode='COMP']/h:observation", NS
            ):
                flag = _value(observation, "h:interpretationCode", "code")
                flags.add(flag)
                assert flag == _expected(observation)
    assert len(flags) > 1


def _expected(observation: etree._Element) -> str:
    value = float(_value(observation, "h:value"))
    low, high = (_value(observation, f".//h:observationRange//h:{side}") for side in BOUNDS)
    if low and value < float(low):
        return "L"
    return "H" if high and value > float(high) else "N"


def _value(element: etree._Element, path: str, name: str = "value") -> str:
    found = element.find(path, NS)
    return found.get(name, "") if found is not None else ""


def test_sized_documents_have_the_size_and_their_own_id() -> None:
    person = build().people[0]
    first, second = sized_document(100_000, person, 1), sized_document(100_000, person, 2)
    assert 99_000 <= len(first) <= 101_000
    assert metadata.read(first).unique_id != metadata.read(second).unique_id
    assert validate.check(first) == []
