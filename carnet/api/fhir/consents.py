"""``/fhir/Consent``: a professional declares that the person agreed to be read (TD0.3, TD0.4)."""

from __future__ import annotations

import falcon
import msgspec

from carnet.access.facts import Actor
from carnet.api.fhir import acting, answers, bundles, dates, document_search, parameters, subjects
from carnet.api.fhir.consent_model import Consent, Provision, ProvisionActor
from carnet.api.fhir.decoding import decode, read_body
from carnet.api.fhir.model import CodeableConcept, Coding, Extension, Identifier, Reference
from carnet.api.fhir.naming import FINESS_SYSTEM, IDNPS, IDNST, PDSM4DMP, RPPS_SYSTEM, base
from carnet.api.fhir.outcome import refuse
from carnet.api.oauth import scopes
from carnet.api.oauth.professional import rpps
from carnet.base.ids import Kind, Pointer, conceal
from carnet.identity import directory
from carnet.records import door
from carnet.records.problems import NotFound
from carnet.sharing import actions, queries
from carnet.sharing.queries import AuthorizationView

MODE = f"{PDSM4DMP}/dmp-consentement-mode"
MODES = ("oral", "written")
PROFESSIONAL, ORGANIZATION = 1, 2  # version of a Consent's identifier: whom it names
_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
_ROLE = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"


class Question(msgspec.Struct, frozen=True):
    """The search of the consents of one person to the actor."""

    person_id: int
    after: str | None = None


class ConsentsResource:
    """``/fhir/Consent`` and its ``_search``."""

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        """Declare the person's agreement, for oneself or for one's structure's team."""
        actor = acting.actor(request, scopes.CONSENT)
        answers.check_format(request)
        consent = decode(read_body(request), Consent)
        person_id, professional_id, organization_id = _declared(consent, actor)
        actions.record_consent(
            person_id, actor, professional_id=professional_id,
            organization_id=organization_id, mode=_mode(consent),
        )  # fmt: skip
        shown = next(
            _consent(person_id, line)
            for line in queries.authorizations(person_id)
            if (line.professional_id, line.organization_id) == (professional_id, organization_id)
        )
        answers.write(response, shown, 201)
        response.location = f"{base()}/Consent/{shown.id}"

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        """Find the standing of the actor and of their structure: never that of others."""
        actor = acting.actor(request, scopes.CONSENT)
        answers.check_format(request)
        values = parameters.of_request(request, (*document_search.PATIENT, "page"))
        asked = bundles.continued(values, Question) or Question(document_search.patient(values))
        found = [_consent(asked.person_id, line) for line in _own(asked.person_id, actor)]
        answers.write(response, bundles.searchset("Consent", asked, found, len(found)))

    def on_post_search(self, request: falcon.Request, response: falcon.Response) -> None:
        """The same with its parameters in the body."""
        self.on_get(request, response)


class ConsentResource:
    """``/fhir/Consent/{identifier}``."""

    def on_get(self, request: falcon.Request, response: falcon.Response, identifier: str) -> None:
        """Read one authorisation of the actor or of their structure."""
        actor = acting.actor(request, scopes.CONSENT)
        answers.check_format(request)
        pointer, line = _named(identifier, actor)
        answers.write(response, _consent(pointer.person_id, line))

    def on_delete(
        self, request: falcon.Request, response: falcon.Response, identifier: str
    ) -> None:
        """Withdraw one's own authorisation (SUPPRESSION)."""
        actor = acting.actor(request, scopes.CONSENT)
        pointer, line = _named(identifier, actor)
        actions.withdraw_consent(
            pointer.person_id, actor, professional_id=line.professional_id,
            organization_id=line.organization_id,
        )  # fmt: skip
        response.status = 204


def _declared(consent: Consent, actor: Actor) -> tuple[int, int | None, int | None]:
    """The person, and whom they let read: the actor when nobody is named."""
    if consent.status != "active":
        raise refuse(422, "value", "Consent.status", "active", consent.status or "nothing")
    if consent.provision and consent.provision.type not in {"", "permit"}:
        raise refuse(422, "value", "Consent.provision.type", "permit", consent.provision.type)
    if consent.patient is None:
        raise refuse(422, "required", "Consent.patient", "a reference with the INS", "nothing")
    person_id = _patient(consent.patient)
    named = consent.provision.actor if consent.provision else []
    if not named:
        return person_id, actor.actor_id, None
    if len(named) > 1:
        raise refuse(422, "value", "Consent.provision.actor", "one actor", len(named))
    return person_id, *_reader(named[0].reference, "Consent.provision.actor[0].reference")


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


def _own(person_id: int, actor: Actor) -> list[AuthorizationView]:
    mine = {(actor.actor_id, None), (None, actor.organization_id)}
    lines = queries.authorizations(person_id)
    return [line for line in lines if (line.professional_id, line.organization_id) in mine]


def _named(identifier: str, actor: Actor) -> tuple[Pointer, AuthorizationView]:
    pointer = door.resolve(identifier)
    for line in _own(pointer.person_id, actor):
        if _pointer(pointer.person_id, line) == pointer:
            return pointer, line
    raise NotFound


def _pointer(person_id: int, line: AuthorizationView) -> Pointer:
    if line.professional_id is not None:
        return Pointer(Kind.CONSENT, person_id, line.professional_id, PROFESSIONAL)
    return Pointer(Kind.CONSENT, person_id, line.organization_id or 0, ORGANIZATION)


def _consent(person_id: int, line: AuthorizationView) -> Consent:
    """One authorisation as FHIR says it; a blocked one is a ``deny``."""
    return Consent(
        id=str(conceal(_pointer(person_id, line))),
        extension=[Extension(url=MODE, value_code=line.mode)],
        status="active",
        scope=CodeableConcept(coding=[Coding(system=_SCOPE, code="patient-privacy")]),
        category=[CodeableConcept(coding=[Coding(system="http://loinc.org", code="59284-0")])],
        patient=Reference(reference=subjects.address(person_id)),
        date_time=dates.written(line.since),
        policy_rule=CodeableConcept(text="Article R1111-46 du code de la santé publique"),
        provision=Provision(
            type="deny" if line.blocked else "permit",
            actor=[ProvisionActor(role=_role(), reference=_reference(line))],
        ),
    )


def _role() -> CodeableConcept:
    return CodeableConcept(coding=[Coding(system=_ROLE, code="IRCP")])


def _reference(line: AuthorizationView) -> Reference:
    if line.professional_id is not None:
        professional = directory.professional(line.professional_id)
        value = professional.rpps if professional else ""
        return Reference(identifier=Identifier(system=RPPS_SYSTEM, value=value))
    organization = directory.organization(line.organization_id or 0)
    value = organization.finess if organization else ""
    return Reference(identifier=Identifier(system=FINESS_SYSTEM, value=value))
