"""People and structures of a document's header, as contained resources."""

from __future__ import annotations

from typing import Any

from carnet.api.fhir import naming
from carnet.api.fhir.model import Reference
from carnet.formats.cda.model import Author, Code, Identifier, Patient
from carnet.nomenclature import terms

_RPPS_LENGTH = 11


def author(written: Author, name: str) -> dict[str, Any]:
    """A Device, or a PractitionerRole that says who and from where; ``name`` is its local id."""
    if written.device and not written.family_name:
        return _device(written, name)
    role: dict[str, Any] = {"resourceType": "PractitionerRole", "id": name}
    if written.identifier:
        role["identifier"] = identifiers(written.identifier)
    person = " ".join(filter(None, (written.title, written.given_name, written.family_name)))
    if person:
        role["practitioner"] = {"display": person}
    if written.organization or written.organization_name:
        role["organization"] = organization(written.organization, written.organization_name)
    if written.role:
        role["code"] = [_concept(written.role)]
    if written.specialty:
        role["specialty"] = [_concept(written.specialty)]
    return role


def organization(identifier: Identifier | None, name: str) -> dict[str, Any]:
    """A structure, known by its identifier."""
    shown: dict[str, Any] = {"display": name} if name else {}
    if identifier:
        shown["identifier"] = identifiers(identifier)[0]
    return shown


def contained_organization(identifier: Identifier | None, title: str, name: str) -> dict[str, Any]:
    """A structure as a contained resource."""
    found: dict[str, Any] = {"resourceType": "Organization", "id": name}
    if identifier:
        found["identifier"] = identifiers(identifier)
    if title:
        found["name"] = title
    return found


def source_patient(patient: Patient, name: str) -> dict[str, Any]:
    """The person as the producer knew them, never updated since (sourcePatientInfo)."""
    found: dict[str, Any] = {"resourceType": "Patient", "id": name}
    if patient.matricule:
        found["identifier"] = [{"system": f"urn:oid:{patient.oid}", "value": patient.matricule}]
    names = {"use": "official", "family": patient.birth_name, "given": patient.given_names.split()}
    found["name"] = [{key: value for key, value in names.items() if value}]
    gender = {"F": "female", "M": "male", "U": "unknown"}.get(patient.sex)
    if gender:
        found["gender"] = gender
    if len(patient.birth_date) >= 8:  # noqa: PLR2004 - YYYYMMDD
        day = patient.birth_date
        found["birthDate"] = f"{day[:4]}-{day[4:6]}-{day[6:8]}"
    return found


def identifiers(identifier: Identifier) -> list[dict[str, str]]:
    """A national identifier, and the RPPS or FINESS that it holds."""
    if not identifier.extension:
        return [{"system": naming.URI, "value": f"urn:oid:{identifier.root}"}]
    value = identifier.extension
    found = [{"system": f"urn:oid:{identifier.root}", "value": value}]
    if identifier.root == naming.IDNPS and value[:1] == "8" and len(value) == _RPPS_LENGTH + 1:
        found.append({"system": naming.RPPS_SYSTEM, "value": value[1:]})
    if identifier.root == naming.IDNST and value[:1] == "1":
        found.append({"system": naming.FINESS_SYSTEM, "value": value[1:]})
    return found


def local(name: str) -> Reference:
    """A link to a contained resource."""
    return Reference(reference=f"#{name}")


def _device(written: Author, name: str) -> dict[str, Any]:
    found: dict[str, Any] = {"resourceType": "Device", "id": name}
    found["deviceName"] = [{"name": written.device, "type": "user-friendly-name"}]
    if written.identifier:
        found["identifier"] = identifiers(written.identifier)
    return found


def _concept(code: Code) -> dict[str, Any]:
    system, display = terms.fhir_system(code.system), terms.display(code.system, code.code)
    coding = {"system": system, "code": code.code, "display": display or code.display}
    return {"coding": [{key: value for key, value in coding.items() if value}]}
