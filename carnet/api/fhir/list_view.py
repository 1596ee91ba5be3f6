"""One lot as a List of code submissionset (PDSm, MHD 4.2)."""

from __future__ import annotations

from typing import Any

from carnet.api.fhir import dates, naming, subjects
from carnet.api.fhir.model import (
    CodeableConcept,
    Coding,
    Extension,
    Identifier,
    ListEntry,
    ListResource,
    Meta,
    Reference,
)
from carnet.base.ids import Kind, Pointer, conceal
from carnet.identity import directory
from carnet.records.views import SubmissionView

PROFILE = f"{naming.PDSM}/pdsm-submissionset-comprehensive"
CONTENT_TYPES = "1.2.250.1.213.2.2"  # TRE_R209


def submission_set(lot: SubmissionView) -> ListResource:
    """Show one lot, with those of its entries that the reader may see."""
    return ListResource(
        id=str(lot.submission_uuid),
        meta=Meta(version_id="1", last_updated=dates.written(lot.submitted_at), profile=[PROFILE]),
        contained=_contained(lot),
        extension=_extensions(lot),
        identifier=[naming.unique_id(lot.unique_id), naming.entry_uuid(lot.submission_uuid)],
        status="current",
        mode="working",
        title=lot.title,
        code=CodeableConcept(coding=[Coding(system=naming.MHD_LISTS, code="submissionset")]),
        subject=Reference(reference=subjects.address(lot.person_id)),
        date=dates.written(lot.submitted_at),
        source=Reference(reference="#source") if _contained(lot) else None,
        entry=[_member(lot.person_id, *member) for member in lot.entries],
    )


def _member(person_id: int, entry_no: int, version: int) -> ListEntry:
    entry = conceal(Pointer(Kind.ENTRY, person_id, entry_no, version))
    return ListEntry(item=Reference(reference=f"DocumentReference/{entry}"))


def _extensions(lot: SubmissionView) -> list[Extension]:
    source = Identifier(system=naming.URI, value=lot.source_id) if lot.source_id else _finess(lot)
    found = [Extension(url=f"{naming.MHD}/ihe-sourceId", value_identifier=source)]
    if lot.content_type_code:
        concept = CodeableConcept(coding=[naming.coding(CONTENT_TYPES, lot.content_type_code)])
        found.append(
            Extension(url=f"{naming.MHD}/ihe-designationType", value_codeable_concept=concept)
        )
    return found


def _finess(lot: SubmissionView) -> Identifier:
    structure = directory.organization(lot.organization_id) if lot.organization_id else None
    value = f"1{structure.finess}" if structure else "unknown"
    return Identifier(system=f"urn:oid:{naming.IDNST}", value=value)


def _contained(lot: SubmissionView) -> list[dict[str, Any]]:
    """Who deposited: the professional named, and the structure."""
    source: dict[str, Any] = {"resourceType": "PractitionerRole", "id": "source"}
    person = directory.professional(lot.professional_id) if lot.professional_id else None
    structure = directory.organization(lot.organization_id) if lot.organization_id else None
    if person is not None:
        source["identifier"] = [{"system": naming.RPPS_SYSTEM, "value": person.rpps}]
        source["practitioner"] = {"display": f"{person.given_name} {person.family_name}"}
    if structure is not None:
        finess = {"system": naming.FINESS_SYSTEM, "value": structure.finess}
        source["organization"] = {"identifier": finess, "display": structure.name}
    return [source] if person or structure else []
