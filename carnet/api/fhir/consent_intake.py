"""What a Consent that arrives says: of whom, whether to permit or deny, to whom, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from carnet.access.facts import Actor
from carnet.api.fhir import dates, subjects
from carnet.api.fhir.consent_model import Consent
from carnet.api.fhir.model import Reference
from carnet.api.fhir.naming import FINESS_SYSTEM, IDNPS, IDNST, PDSM4DMP, RPPS_SYSTEM
from carnet.api.fhir.outcome import refuse
from carnet.api.oauth.professional import rpps
from carnet.base import clock
from carnet.identity import directory

MODE = f"{PDSM4DMP}/dmp-consentement-mode"
MODES = ("oral", "written")
TYPES = ("permit", "deny")


@dataclass(frozen=True, slots=True)
class Declared:
    """Exactly one of the two identifiers is set: of a professional, or of a structure."""

    person_id: int
    deny: bool
    professional_id: int | None
    organization_id: int | None
    mode: str
    until: datetime | None


def read(consent: Consent, actor: Actor) -> Declared:
    """Read a Consent; FhirProblem 422 naming what it lacks. The actor, when nobody is named."""
    if consent.status != "active":
        raise refuse(422, "value", "Consent.status", "active", consent.status or "nothing")
    deny = _type(consent) == "deny"
    if consent.patient is None:
        raise refuse(422, "required", "Consent.patient", "a reference with the INS", "nothing")
    person_id = _patient(consent.patient)
    named = _named(consent, actor, deny=deny)
    until = None if deny else _until(consent)
    return Declared(person_id, deny, *named, _mode(consent), until)


def _type(consent: Consent) -> str:
    said = (consent.provision.type if consent.provision else "") or "permit"
    if said not in TYPES:
        raise refuse(422, "value", "Consent.provision.type", f"one of {', '.join(TYPES)}", said)
    return said


def _named(consent: Consent, actor: Actor, *, deny: bool) -> tuple[int | None, int | None]:
    named = consent.provision.actor if consent.provision else []
    where = "Consent.provision.actor"
    if not named and deny:
        raise refuse(422, "required", where, "who is denied", "nobody")
    if not named:
        return actor.actor_id, None
    if len(named) > 1:
        raise refuse(422, "value", where, "one actor", len(named))
    return _reader(named[0].reference, f"{where}[0].reference")


def _patient(reference: Reference) -> int:
    found = subjects.of_reference(reference, "Consent.patient")
    if found is None:
        raise refuse(422, "value", "Consent.patient", "a reference with the INS")
    where = "Consent.patient"
    return found if isinstance(found, int) else subjects.known(found, where, status=422)


def _reader(reference: Reference | None, path: str) -> tuple[int | None, int | None]:
    identifier = reference.identifier if reference else None
    if identifier is None:
        raise refuse(422, "required", path, "an identifier: RPPS or FINESS", "nothing")
    system, value = identifier.system.removeprefix("urn:oid:"), identifier.value
    if system in {RPPS_SYSTEM, IDNPS}:
        professional = directory.professional_by_rpps(rpps(value))
        if professional is not None:
            return professional.professional_id, None
    if system in {FINESS_SYSTEM, IDNST}:
        finess = value[1:] if system == IDNST else value
        organization = directory.organization_by_finess(finess)
        if organization is not None:
            return None, organization.organization_id
    raise refuse(422, "not-found", path, "an RPPS or a FINESS of the directory", system)


def _mode(consent: Consent) -> str:
    given = [one.value_code or "" for one in consent.extension if one.url == MODE] or ["oral"]
    if given[0] not in MODES:
        raise refuse(
            422, "code-invalid", "Consent.extension", f"one of {', '.join(MODES)}", given[0]
        )
    return given[0]


def _until(consent: Consent) -> datetime | None:
    """The last moment of the period; a consent that has none ends when the person says."""
    period = consent.provision.period if consent.provision else None
    if period is None or not period.end:
        return None
    where, expected = "Consent.provision.period.end", "a FHIR date or instant to come"
    try:
        _, until = dates.span(period.end)
    except (ValueError, OverflowError) as problem:
        raise refuse(422, "value", where, expected, period.end) from problem
    if until <= clock.now():
        raise refuse(422, "value", where, expected, period.end)
    return until
