"""Coded terms and their French displays, from the tables in ``data/``."""

from __future__ import annotations

import msgspec


class Term(msgspec.Struct, frozen=True):
    """One coded term."""

    code: str
    system: str
    display: str


class DocumentType(Term, frozen=True):
    """A type of document, with its class and the portal's category."""

    class_code: str
    category: str


def display(system: str, code: str) -> str | None:
    """The French display of a code; ``system`` is an OID or a FHIR URL, aliases included."""
    return None


def document_type(code: str) -> DocumentType | None:
    """A type of document by its code (LOINC or TRE_A05)."""
    return None


def class_of(type_code: str) -> str:
    """The class of a type; empty when the type is unknown."""
    return ""


def profession(code: str) -> Term | None:
    """A profession by its TRE_G15 code."""
    return None


def professions() -> list[Term]:
    """All professions of TRE_G15."""
    return []


def specialty(code: str) -> Term | None:
    """A specialty (savoir-faire) by its code (SM26…)."""
    return None


def fhir_system(oid: str) -> str:
    """The FHIR URL of a code system; ``urn:oid:…`` when it has none."""
    return f"urn:oid:{oid}"


def oid_of(url: str) -> str | None:
    """The OID of a FHIR code system, aliases included; an OID is returned as it is."""
    return url.removeprefix("urn:oid:")
