"""Every published document is shown, in words, with the numbers that its XML holds."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from lxml import etree

from carnet.formats.cda import content
from carnet.formats.cda.content_model import Content, Result, Section
from carnet.formats.cda.opening import open_document
from carnet.web.ui.cda import render_content

H = "{urn:hl7-org:v3}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}type"
LAB_ENTRY = "1.3.6.1.4.1.19376.1.3.1"
# Codes that are words, units or numbers of their own are no proof of a raw code.
_CODE = re.compile(r"[A-Z0-9]+[-_./][A-Z0-9_./-]+|[A-Z]{2,}_[A-Z0-9_]+|\d{6,}")


class Nowhere:
    def attachment(self, number: int) -> str:
        return f"fichier/{number}"

    def page(self, number: int, page: int) -> str:
        return f"fichier/{number}/{page}"


@functools.cache
def documents(corpus: Path) -> dict[str, tuple[bytes, Content]]:
    found = {}
    for path in sorted((corpus / "cda_fr").rglob("*.xml")):
        data = path.read_bytes()
        found[f"{path.parent.name}/{path.name}"] = (data, content.read(data))
    return found


def sections(found: list[Section]) -> Iterator[Section]:
    for section in found:
        yield section
        yield from sections(section.sections)


def rows(read: Content) -> list[Result]:
    return [r for s in sections(read.sections) for table in s.tables for r in table.rows]


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


def test_every_document_says_something(corpus: Path) -> None:
    found = documents(corpus)
    assert len(found) == 69
    for name, (_, read) in found.items():
        assert read.header.title, name
        assert read.header.authors, name
        assert read.header.subject, name
        assert read.header.written, name
        assert read.sections or read.body, name
        assert not read.truncated, name
        assert not [file.problem for file in read.attachments if file.problem], name


def test_every_document_is_shown_without_a_code(corpus: Path) -> None:
    for name, (data, read) in documents(corpus).items():
        page = text_of(render_content(read, Nowhere()))
        assert len(page) > 200, name
        told = " ".join(
            "".join(str(t) for t in e.itertext())
            for e in open_document(data).iter(f"{H}text", f"{H}title", f"{H}name", f"{H}addr")
        )
        told += " ".join(file.text for file in read.attachments)
        seen = set(re.findall(r"[^\s,;:()«»]+", page))
        codes = {
            e.get("code") or ""
            for e in open_document(data).iter()
            if e.get("code") and e.get("codeSystem")
        }
        raw = {c for c in codes & seen if _CODE.fullmatch(c) and c not in told}
        assert not raw, (name, raw)


def test_no_word_of_a_narrative_is_lost(corpus: Path) -> None:
    for name, (data, read) in documents(corpus).items():
        shown = text_of(" ".join(s.html for s in sections(read.sections)))
        seen = set(re.findall(r"\w{3,}", shown))
        for text in open_document(data).iterfind(f".//{H}section/{H}text"):
            told = set(re.findall(r"\w{3,}", " ".join(str(t) for t in text.itertext(f"{H}*"))))
            assert told <= seen, (name, told - seen)


def test_numbers_of_results_are_those_of_the_document(corpus: Path) -> None:
    total = 0
    for name, (data, read) in documents(corpus).items():
        written = _numbers_of_entries(open_document(data))
        shown = [
            Decimal(measure.value)
            for row in rows(read)
            for measure in [*row.values, *row.previous]
            if re.fullmatch(r"-?\d+(\.\d+)?", measure.value)
        ]
        assert sorted(shown) == sorted(written), name
        total += len(shown)
    assert total > 200


def _numbers_of_entries(root: etree._Element) -> list[Decimal]:
    """All PQ, INT and REAL of biology entries, and their translations, straight from the XML."""
    found = []
    for entry in root.iter(f"{H}entry"):
        if LAB_ENTRY not in {t.get("root") for t in entry.iterfind(f"{H}templateId")}:
            continue
        for value in entry.iterfind(f".//{H}observation/{H}value"):
            if (value.get(XSI) or "").rpartition(":")[2] in {"PQ", "INT", "REAL"}:
                numbers = [value, *value.iterfind(f"{H}translation")]
                found += [Decimal(n.get("value") or "") for n in numbers if n.get("value")]
    return found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("BIO-CR-BIO_2024.01_Electrophorese", ("Urée", "10.02", "high", ["8.5", "7.9"])),
        ("BIO-CR-BIO_2021.01_Auto-Presentable", ("Thyroxine libre", "7.67", "low", [])),
    ],
)
def test_a_result_as_a_biologist_reads_it(
    corpus: Path, name: str, expected: tuple[str, str, str, list[str]]
) -> None:
    found = rows(documents(corpus)[f"v3.0/{name}.xml"][1])
    row = next(r for r in found if r.analyte == expected[0])
    previous = [measure.value for measure in row.previous]
    assert (row.analyte, row.values[0].value, row.level, previous) == expected


def test_known_contradictions_are_said(corpus: Path) -> None:
    """The published glycaemia gives 3.89 as both bounds, and its text 3.89 to 6.00."""
    read = documents(corpus)["v3.0/BIO-CR-BIO_2024.01_Glycémie mole.xml"][1]
    assert rows(read)[0].doubts == ["level"]
    page = render_content(read, Nowhere())
    assert "À vérifier avec le laboratoire." in page
