"""One coded term, its French display, and the names of its code system."""

from __future__ import annotations

import msgspec

from carnet.nomenclature import tables


class Term(msgspec.Struct, frozen=True):
    """One coded term; ``system`` is an OID."""

    code: str
    system: str
    display: str


def display(system: str, code: str) -> str | None:
    """The French display of a code; ``system`` is an OID or a FHIR URL, aliases included."""
    oid = oid_of(system)
    return tables.displays().get((oid, code)) if oid else None


def term(system: str, code: str) -> Term | None:
    """The term of a known code; None otherwise."""
    oid = oid_of(system)
    words = tables.displays().get((oid, code)) if oid else None
    return Term(code, oid, words) if oid and words else None


def in_value_set(name: str, system: str, code: str) -> bool:
    """Whether a JDV (J01, J02, J04, J08) holds a code."""
    return (oid_of(system), code) in tables.value_set(name)


def fhir_system(oid: str) -> str:
    """The FHIR address of a code system; ``urn:oid:…`` when it has none."""
    return tables.systems().get(oid, f"urn:oid:{oid}")


def oid_of(system: str) -> str | None:
    """The OID of a code system given as an OID, ``urn:oid:…`` or a FHIR address."""
    if system.startswith("http"):
        return tables.oids().get(system)
    return system.removeprefix("urn:oid:") or None
