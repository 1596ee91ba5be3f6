"""``/fhir/Communication``: what the acting professional is to be told (R1111-48 CSP)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import falcon
import msgspec
from django.utils.translation import gettext as _

from carnet.api.fhir import acting, answers, bundles, dates, parameters, subjects
from carnet.api.fhir.consent_view import professional
from carnet.api.fhir.model import CodeableConcept, Coding, Element, Identifier, Reference, Resource
from carnet.api.oauth import scopes
from carnet.identity import directory, people
from carnet.identity.names import spoken
from carnet.notify import professionals
from carnet.notify.professionals import ForProfessional
from carnet.records.problems import NotFound

KNOWN = ("sent", "_count", "page")
_CATEGORY = "http://terminology.hl7.org/CodeSystem/communication-category"


class Payload(Element):
    """The words."""

    content_string: str = ""


class Communication(Resource, tag="Communication"):
    """One notice for a professional."""

    status: str = ""
    category: list[CodeableConcept] = []
    topic: CodeableConcept | None = None
    subject: Reference | None = None
    sent: str = ""
    recipient: list[Reference] = []
    payload: list[Payload] = []


class Question(msgspec.Struct, frozen=True):
    """The search of one's own notices: ``since`` when some date is asked."""

    since: datetime | None
    count: int
    after: str | None = None


class CommunicationsResource:
    """``/fhir/Communication`` and its ``_search``."""

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        """The newest first; ``sent=ge…`` keeps those that came since."""
        actor = acting.actor(request, scopes.NOTICES)
        answers.check_format(request)
        values = parameters.of_request(request, KNOWN)
        asked = bundles.continued(values, Question) or Question(
            parameters.span(values, "sent").since, parameters.count(values)
        )
        found = professionals.fetch(actor, since=asked.since, limit=asked.count)
        shown = [_shown(one) for one in found]
        answers.write(response, bundles.searchset("Communication", asked, shown, len(shown)))

    def on_post_search(self, request: falcon.Request, response: falcon.Response) -> None:
        """The same with its parameters in the body."""
        self.on_get(request, response)


class CommunicationResource:
    """``/fhir/Communication/{identifier}``."""

    def on_get(self, request: falcon.Request, response: falcon.Response, identifier: str) -> None:
        """One of one's own notices."""
        actor = acting.actor(request, scopes.NOTICES)
        answers.check_format(request)
        try:
            wanted = UUID(identifier)
        except ValueError as forged:
            raise NotFound from forged
        for one in professionals.fetch(actor, notice_id=wanted):
            answers.write(response, _shown(one))
            return
        raise NotFound


def _shown(one: ForProfessional) -> Communication:
    oid, matricule = people.matricule(one.person_id)
    return Communication(
        id=str(one.notice_id),
        status="completed",
        category=[CodeableConcept(coding=[Coding(system=_CATEGORY, code="notification")])],
        topic=CodeableConcept(text=one.kind),
        subject=Reference(
            reference=subjects.address(one.person_id),
            identifier=Identifier(system=f"urn:oid:{oid}", value=matricule),
        ),
        sent=dates.written(one.at),
        recipient=[professional(one.professional_id)],
        payload=[Payload(content_string=_words(one))],
    )


def _words(one: ForProfessional) -> str:
    """Who entered, from where: the reason is the patient's to tell."""
    who = directory.professional(one.actor_professional_id or 0)
    name = spoken(who.given_name, who.family_name, who.title) if who else _("un professionnel")
    place = directory.organization(one.organization_id or 0)
    said = _("Le carnet de ce patient a été ouvert en urgence par %(who)s, %(place)s.")
    return said % {"who": name, "place": place.name if place else _("structure inconnue")}
