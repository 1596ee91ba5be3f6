"""An authorisation as FHIR says it; a blocked one is a ``deny``."""

from __future__ import annotations

from carnet.api.fhir import dates, subjects
from carnet.api.fhir.consent_intake import MODE
from carnet.api.fhir.consent_model import Consent, Provision, ProvisionActor
from carnet.api.fhir.model import (
    CodeableConcept,
    Coding,
    Extension,
    Identifier,
    Period,
    Reference,
)
from carnet.api.fhir.naming import FINESS_SYSTEM, RPPS_SYSTEM
from carnet.base.ids import Kind, Pointer, conceal
from carnet.identity import directory
from carnet.sharing.queries import AuthorizationView

PROFESSIONAL, ORGANIZATION = 1, 2  # version of a Consent's identifier: whom it names
_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
_ROLE = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"


def pointer(person_id: int, line: AuthorizationView) -> Pointer:
    """What the identifier of a Consent points at."""
    if line.professional_id is not None:
        return Pointer(Kind.CONSENT, person_id, line.professional_id, PROFESSIONAL)
    return Pointer(Kind.CONSENT, person_id, line.organization_id or 0, ORGANIZATION)


def consent(person_id: int, line: AuthorizationView) -> Consent:
    """One authorisation."""
    period = None
    if line.until:
        period = Period(start=dates.written(line.since), end=dates.written(line.until))
    return Consent(
        id=str(conceal(pointer(person_id, line))),
        extension=[Extension(url=MODE, value_code=line.mode)],
        status="active",
        scope=CodeableConcept(coding=[Coding(system=_SCOPE, code="patient-privacy")]),
        category=[CodeableConcept(coding=[Coding(system="http://loinc.org", code="59284-0")])],
        patient=Reference(reference=subjects.address(person_id)),
        date_time=dates.written(line.since),
        policy_rule=CodeableConcept(text="Article R1111-46 du code de la santé publique"),
        provision=Provision(
            type="deny" if line.blocked else "permit",
            period=period,
            actor=[ProvisionActor(role=_role(), reference=_reference(line))],
        ),
    )


def professional(professional_id: int | None) -> Reference:
    """A professional by their RPPS."""
    found = directory.professional(professional_id) if professional_id else None
    return Reference(identifier=Identifier(system=RPPS_SYSTEM, value=found.rpps if found else ""))


def _role() -> CodeableConcept:
    return CodeableConcept(coding=[Coding(system=_ROLE, code="IRCP")])


def _reference(line: AuthorizationView) -> Reference:
    if line.professional_id is not None:
        return professional(line.professional_id)
    organization = directory.organization(line.organization_id or 0)
    value = organization.finess if organization else ""
    return Reference(identifier=Identifier(system=FINESS_SYSTEM, value=value))
