"""Measures of a child: weight, height, head (carnet de santé, CSE-MDE)."""

from __future__ import annotations

from carnet.demo.cda import codes, narrative
from carnet.demo.cda.codes import LOINC, coded
from carnet.demo.cda.content import Document, Growth
from carnet.demo.cda.section import Section
from carnet.demo.cda.xml import tag

ORGANIZER = ("2.16.840.1.113883.10.20.1.32", "2.16.840.1.113883.10.20.1.35",
             "1.3.6.1.4.1.19376.1.5.3.1.4.13.1", "1.2.250.1.213.1.1.3.49")  # fmt: skip
MEASURE = ("2.16.840.1.113883.10.20.1.31", "1.3.6.1.4.1.19376.1.5.3.1.4.13",
           "1.3.6.1.4.1.19376.1.5.3.1.4.13.2", "1.2.250.1.213.1.1.3.50")  # fmt: skip


def sections(document: Document, content: Growth) -> list[Section]:
    """The vital signs of one visit."""
    measures = _measures(content)
    rows = (
        (label, narrative.anchored(anchor, f"{codes.french(value, decimals)} {unit}"))
        for anchor, _, label, value, decimals, unit in measures
    )
    organizer = tag("organizer",
        codes.templates(*ORGANIZER), codes.identified(f"{document.key}/growth"),
        coded("code", "85353-1", LOINC, "Signes vitaux"), tag("statusCode", code="completed"),
        tag("effectiveTime", value=codes.day(document.at)),
        *(tag("component", _observation(document, m), typeCode="COMP") for m in measures),
        classCode="CLUSTER", moodCode="EVN",
    )  # fmt: skip
    return [
        Section(
            ("2.16.840.1.113883.10.20.1.16", "1.3.6.1.4.1.19376.1.5.3.1.3.25",
             "1.3.6.1.4.1.19376.1.5.3.1.1.5.3.2", "1.2.250.1.213.1.1.2.75"),
            ("8716-3", "Signes vitaux"), "Mesures de l'enfant",
            narrative.table(("Mesure", "Valeur"), rows), (organizer,),
        )
    ]  # fmt: skip


Measure = tuple[str, str, str, float, int, str]  # anchor, LOINC, label, value, decimals, unit


def _measures(content: Growth) -> list[Measure]:
    found: list[Measure] = [
        ("poids", "29463-7", "Poids", content.weight, 0, "g"),
        ("taille", "8302-2", "Taille", content.height, 1, "cm"),
    ]
    if content.head is not None:
        found.append(("crane", "8287-5", "Périmètre crânien", content.head, 1, "cm"))
    return found


def _observation(document: Document, measure: Measure) -> str:
    anchor, loinc, label, value, decimals, unit = measure
    return tag("observation",
        codes.templates(*MEASURE), codes.identified(f"{document.key}/{loinc}"),
        coded("code", loinc, LOINC, label), codes.reference(anchor),
        tag("statusCode", code="completed"),
        tag("effectiveTime", value=codes.day(document.at)),
        tag("value", xsi_type="PQ", value=codes.number(value, decimals), unit=unit),
        classCode="OBS", moodCode="EVN",
    )  # fmt: skip
