"""Writes any document of the demonstration as CDA R2."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from carnet.demo.cda import biology, drugs, growth, letters, pdf, summary, vaccines
from carnet.demo.cda.content import Document
from carnet.demo.cda.header import header
from carnet.demo.cda.kinds import kinds
from carnet.demo.cda.section import Section, structured
from carnet.demo.cda.xml import tag

_BODIES: dict[str, Callable[[Document, Any], list[Section]]] = {
    "biology": biology.sections,
    "prescription": drugs.sections,
    "discharge": letters.discharge,
    "imaging": letters.imaging,
    "vaccinations": vaccines.sections,
    "vaccination": vaccines.sections,
    "summary": summary.sections,
    "growth": growth.sections,
}
_NAMESPACES = {
    "xmlns": "urn:hl7-org:v3",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def write(document: Document) -> bytes:
    """The whole CDA, UTF-8; the same bytes for the same document."""
    return envelope(document, body(document))


def body(document: Document) -> str:
    """The body: sections of level 3, or the PDF of level 1."""
    if kinds()[document.kind].level == 1:
        encoded = base64.b64encode(pdf.write(document)).decode()
        return tag("component", tag("nonXMLBody", tag(
            "text", encoded, mediaType="application/pdf", representation="B64")))  # fmt: skip
    sections = _BODIES[document.kind](document, document.content)
    return structured(document.key, sections)


def envelope(document: Document, inside: str) -> bytes:
    """Header and body under one root."""
    root = tag("ClinicalDocument", header(document, kinds()[document.kind]), inside, **_NAMESPACES)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()
