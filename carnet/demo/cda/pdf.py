"""The PDF/A-1a inside N1 documents, set by typst (16 ms a page, no system library)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

from carnet.demo.cda.biology import before, bounds
from carnet.demo.cda.codes import french
from carnet.demo.cda.content import Biology, Document, Part, Text


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(Path(__file__).with_name("page.typ"), ignore_system_fonts=True)


def write(document: Document) -> bytes:
    """The document as a tagged PDF/A-1a; the same bytes each time."""
    facts = json.dumps(_facts(document), ensure_ascii=False)
    printed = _compiler().compile(
        sys_inputs={"facts": facts},
        format="pdf",
        pdf_standards=["a-1a"],
        timestamp=int(document.at.timestamp()),
    )
    assert isinstance(printed, bytes)  # noqa: S101 - a PDF is one file, whatever its pages
    return printed


def _facts(document: Document) -> dict[str, Any]:
    return {
        **_patient(document),
        **_author(document),
        "title": document.title,
        "parts": [_part(part) for part in parts(document)],
    }


def _patient(document: Document) -> dict[str, Any]:
    person = document.person
    number = person.matricule
    groups = (number[0], number[1:3], number[3:5], number[5:7], number[7:10], number[10:13])
    return {
        "patient": f"{person.first_name} {(person.used_name or person.birth_name).upper()}",
        "e": "e" if person.sex == "F" else "",
        "born": f"{person.birth_date:%d/%m/%Y}",
        "birthplace": person.birth_place.name,
        "matricule": " ".join((*groups, number[13:])),
        "home": f"{person.address}, {person.home.postal_code} {person.home.name}",
    }


def _author(document: Document) -> dict[str, Any]:
    who, at = document.author, document.at
    place = who.organization
    return {
        "author": who.full_name,
        "profession": who.display,
        "rpps": who.rpps,
        "structure": place.name,
        "street": place.address,
        "city": f"{place.postal_code} {place.city}",
        "phone": " ".join(place.phone[i : i + 2] for i in range(0, 10, 2)),
        "finess": place.finess,
        "place": place.city,
        "date": f"{at:%d/%m/%Y}",
        "year": at.year,
        "month": at.month,
        "day": at.day,
    }


def parts(document: Document) -> tuple[Part, ...]:
    """The parts to print, whatever the content."""
    content = document.content
    if isinstance(content, Biology):
        return (_results(content), *([Part("", "", (content.comment,))] if content.comment else ()))
    if not isinstance(content, Text):
        raise TypeError("only letters and laboratory reports are written as PDF")
    return content.parts


def _results(content: Biology) -> Part:
    rows = tuple(
        (r.analyte.label, f"{french(r.value, r.analyte.decimals)} {r.analyte.shown_unit}",
         bounds(r), before(r))
        for r in content.results
    )  # fmt: skip
    heads = ("Examen", "Résultat", "Valeurs de référence", "Antériorité")
    return Part("results", "Résultats", rows=rows, heads=heads)


def _part(part: Part) -> dict[str, Any]:
    return {
        "title": part.title,
        "lines": list(part.lines),
        "rows": [list(row) for row in part.rows],
        "heads": list(part.heads),
    }
