"""``/fhir/Patient``: whether a record exists, is open, and may be read (TD0.2)."""

from __future__ import annotations

import falcon
import msgspec

from carnet.access.facts import Actor
from carnet.api.fhir import acting, answers, bundles, dates, parameters, subjects
from carnet.api.fhir.model import Extension, Identifier, Patient
from carnet.api.fhir.naming import PDSM4DMP
from carnet.api.fhir.outcome import Issue
from carnet.api.fhir.parameters import one
from carnet.api.fhir.subjects import Ins
from carnet.api.oauth import scopes
from carnet.base.ids import Kind
from carnet.identity import people
from carnet.records import door
from carnet.records.problems import NotFound

CLOSING = f"{PDSM4DMP}/dmp-fermeture"
TREATING_DOCTOR = f"{PDSM4DMP}/dmp-medecin-traitant"
READING = f"{PDSM4DMP}/dmp-autorisation"


class Question(msgspec.Struct, frozen=True):
    """The search of one person; its link names them by our identifier only."""

    person_id: int
    after: str | None = None


class PatientsResource:
    """``/fhir/Patient`` and its ``_search``."""

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        """Find the record of an INS; no entry when there is none."""
        actor = acting.actor(request, *scopes.OF_RECORD)
        answers.check_format(request)
        values = parameters.of_request(request, ("identifier", "page"))
        followed = bundles.continued(values, Question)
        if followed is not None:
            person_id: int | None = followed.person_id
        else:
            who = subjects.token(one(values, "identifier"), "identifier")
            person_id = people.find_by_matricule(who.matricule)
        asked = Question(person_id or 0)
        found, issues = _status(person_id, actor) if person_id else ([], [])
        bundle = bundles.searchset("Patient", asked, found, len(found), issues=issues)
        answers.write(response, bundle)

    def on_post_search(self, request: falcon.Request, response: falcon.Response) -> None:
        """The same with the INS in the body, where no log sees it."""
        self.on_get(request, response)


class PatientResource:
    """``/fhir/Patient/{identifier}``."""

    def on_get(self, request: falcon.Request, response: falcon.Response, identifier: str) -> None:
        """Read the state of one record by the identifier that this door gave."""
        actor = acting.actor(request, *scopes.OF_RECORD)
        answers.check_format(request)
        pointer = door.resolve(identifier)
        if pointer.kind is not Kind.PERSON:
            raise NotFound
        found, _ = _status(pointer.person_id, actor)
        if not found:
            raise NotFound
        answers.write(response, found[0])


def _status(person_id: int, actor: Actor) -> tuple[list[Patient], list[Issue]]:
    status = door.status(person_id, actor)
    if not status.exists:
        return [], []
    who = Ins(*people.matricule(person_id))
    reason = Issue(severity="information", code="informational", diagnostics=status.reading.reason)
    return [_patient(person_id, who, status)], [reason]


def _patient(person_id: int, who: Ins, status: door.Status) -> Patient:
    """The identifier, the state, and what the actor may do; no trait: the software has them."""
    extensions = [
        Extension(url=TREATING_DOCTOR, value_boolean=status.treating_doctor),
        Extension(
            url=READING,
            extension=[
                Extension(url="consultation", value_boolean=status.reading.allowed),
                Extension(url="alimentation", value_boolean=status.depositing.allowed),
            ],
        ),
    ]
    if not status.open:
        extensions.append(_closing(status))
    return Patient(
        id=subjects.address(person_id).removeprefix("Patient/"),
        extension=extensions,
        identifier=[Identifier(use="official", system=f"urn:oid:{who.oid}", value=who.matricule)],
        active=status.open,
    )


def _closing(status: door.Status) -> Extension:
    told = [Extension(url="motifFermeture", value_code=status.state)]
    if status.closed_at:
        moment = dates.written(status.closed_at)
        told.append(Extension(url="dateFermeture", value_date_time=moment))
    if status.closing_reason:
        told.append(Extension(url="raisonFermeture", value_string=status.closing_reason))
    return Extension(url=CLOSING, extension=told)
