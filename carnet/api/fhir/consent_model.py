"""The Consent resource of FHIR R4, as much of it as an authorisation to read needs."""

from __future__ import annotations

from carnet.api.fhir.model import CodeableConcept, Element, Period, Reference, Resource


class ProvisionActor(Element):
    """Whom a provision names."""

    role: CodeableConcept | None = None
    reference: Reference | None = None


class Provision(Element):
    """What is permitted or denied, to whom, until when."""

    type: str = ""
    period: Period | None = None
    actor: list[ProvisionActor] = []


class Consent(Resource, tag="Consent"):
    """One authorisation."""

    status: str = ""
    scope: CodeableConcept | None = None
    category: list[CodeableConcept] = []
    patient: Reference | None = None
    date_time: str = ""
    policy_rule: CodeableConcept | None = None
    provision: Provision | None = None
