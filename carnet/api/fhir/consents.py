"""``/fhir/Consent``: a professional declares that the person agreed to be read (TD0.3, TD0.4)."""

from __future__ import annotations

import falcon
import msgspec

from carnet.access.facts import Actor, Purpose
from carnet.api.fhir import (
    acting,
    answers,
    bundles,
    consent_intake,
    consent_view,
    document_search,
    parameters,
)
from carnet.api.fhir.consent_intake import Declared
from carnet.api.fhir.consent_model import Consent
from carnet.api.fhir.decoding import decode, read_body
from carnet.api.fhir.naming import base
from carnet.api.fhir.outcome import say
from carnet.api.oauth import scopes
from carnet.base.ids import Pointer
from carnet.records import door
from carnet.records.problems import NotFound
from carnet.sharing import actions, queries
from carnet.sharing.queries import AuthorizationView


class Question(msgspec.Struct, frozen=True):
    """The search of the consents of one person to the actor."""

    person_id: int
    after: str | None = None


class ConsentsResource:
    """``/fhir/Consent`` and its ``_search``."""

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        """Declare the person's agreement, for oneself or for one's structure's team.

        With ``deny``, the administrator blocks another professional at the person's request.
        """
        actor = acting.actor(request, scopes.CONSENT)
        answers.check_format(request)
        declared = consent_intake.read(decode(read_body(request), Consent), actor)
        _do(declared, actor)
        made = written(declared.person_id, declared.professional_id, declared.organization_id)
        answers.write(response, made, 201)
        response.location = f"{base()}/Consent/{made.id}"

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        """Find the standing of the actor and of their structure: never that of others."""
        actor = acting.actor(request, scopes.CONSENT)
        answers.check_format(request)
        values = parameters.of_request(request, (*document_search.PATIENT, "page"))
        asked = bundles.continued(values, Question) or Question(document_search.patient(values))
        lines = _own(asked.person_id, actor)
        found = [consent_view.consent(asked.person_id, line) for line in lines]
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
        answers.write(response, consent_view.consent(pointer.person_id, line))

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


def written(person_id: int, professional_id: int | None, organization_id: int | None) -> Consent:
    """The Consent of an authorisation that was just written; 409 when it was withdrawn since."""
    for line in queries.authorizations(person_id):
        if (line.professional_id, line.organization_id) == (professional_id, organization_id):
            return consent_view.consent(person_id, line)
    raise say(409, "conflict", "the consent was recorded, and withdrawn at the same moment")


def _do(declared: Declared, actor: Actor) -> None:
    named = {
        "professional_id": declared.professional_id,
        "organization_id": declared.organization_id,
    }
    if declared.deny:
        actions.block(declared.person_id, actor, **named)
    else:
        actions.record_consent(
            declared.person_id, actor, **named, mode=declared.mode, until=declared.until
        )


def _own(person_id: int, actor: Actor) -> list[AuthorizationView]:
    mine = {(actor.actor_id, None), (None, actor.organization_id)}
    lines = queries.authorizations(person_id, representative=actor.purpose is not Purpose.SECRET)
    return [line for line in lines if (line.professional_id, line.organization_id) in mine]


def _named(identifier: str, actor: Actor) -> tuple[Pointer, AuthorizationView]:
    pointer = door.resolve(identifier)
    for line in _own(pointer.person_id, actor):
        if consent_view.pointer(pointer.person_id, line) == pointer:
            return pointer, line
    raise NotFound
