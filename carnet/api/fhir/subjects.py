"""Whose record a request is about: an INS, or an identifier that this door gave."""

from __future__ import annotations

import re
from dataclasses import dataclass

from carnet.api.fhir.model import Identifier, Reference
from carnet.api.fhir.outcome import refuse
from carnet.base import ids
from carnet.base.ids import Kind, Pointer
from carnet.identity import ins, people

_FAMILY = "1.2.250.1.213.1.4."  # OIDs of the INS, the test and demonstration ones included
_LOCAL = re.compile(r"(?:.*/)?Patient/([0-9a-fA-F-]{36})(?:/_history/.*)?")


@dataclass(frozen=True, slots=True)
class Ins:
    """An INS as it was sent: the OID of its kind, and the 15 characters."""

    oid: str
    matricule: str


def token(value: str, path: str) -> Ins:
    """Read ``urn:oid:…|matricule``; 400 with what was expected, and never the value."""
    system, bar, matricule = value.partition("|")
    oid = system.strip().removeprefix("urn:oid:")
    if not bar or not oid.startswith(_FAMILY):
        expected = f"urn:oid:{ins.NIR}|matricule, or another OID of the INS"
        # Without a bar, what stands there may be the matricule: it is not repeated.
        raise refuse(400, "value", path, expected, system if bar else "no system")
    matricule = matricule.strip().upper()
    if not (matricule.isascii() and matricule.isalnum() and len(matricule) == ins.LENGTH):
        raise refuse(400, "value", path, f"a matricule of {ins.LENGTH} characters")
    return Ins(oid, matricule)


def known(who: Ins, path: str, status: int = 404) -> int:
    """The person of an INS; refused with ``status`` when the house knows no such person."""
    person_id = people.find_by_matricule(who.matricule)
    if person_id is None:
        raise refuse(
            status, "not-found", path, "the INS of a person insured here", "no such person"
        )
    return person_id


def address(person_id: int) -> str:
    """The relative address of the Patient of a person: tells nothing."""
    return f"Patient/{ids.conceal(Pointer(Kind.PERSON, person_id))}"


def local(reference: str) -> int | None:
    """The person of an address that this door gave."""
    match = _LOCAL.fullmatch(reference)
    pointer = ids.reveal(match.group(1)) if match else None
    return pointer.person_id if pointer and pointer.kind is Kind.PERSON else None


def of_reference(reference: Reference, path: str) -> Ins | int | None:
    """Whom a ``subject`` names: an INS, one of our people, or nobody that can be read alone."""
    if reference.identifier is not None:
        return of_identifier(reference.identifier, f"{path}.identifier")
    kind, query, value = reference.reference.partition("?identifier=")
    if query and kind == "Patient":
        return token(value.replace("%7C", "|").replace("%7c", "|"), f"{path}.reference")
    return local(reference.reference)


def of_identifier(identifier: Identifier, path: str) -> Ins:
    """The INS that an Identifier holds."""
    return token(f"{identifier.system}|{identifier.value}", path)
