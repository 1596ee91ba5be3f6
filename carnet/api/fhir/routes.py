"""The addresses of the FHIR door."""

from __future__ import annotations

import falcon

from carnet.api.fhir import (
    capability,
    communications,
    consents,
    errors,
    patients,
    presenting,
    publishing,
    reading,
)
from carnet.api.fhir.outcome import FhirProblem
from carnet.formats.problems import Busy
from carnet.records.problems import Conflict, NotFound, Refused, Withheld
from carnet.sharing.problems import SharingRefused


def add(app: falcon.App[falcon.Request, falcon.Response]) -> None:
    """Add the addresses and the answers to what goes wrong behind them."""
    app.add_route("/fhir", publishing.TransactionResource())
    app.add_route("/fhir/metadata", capability.CapabilityResource())
    for kind, several, one in (
        (
            "DocumentReference",
            reading.DocumentReferencesResource(),
            reading.DocumentReferenceResource(),
        ),
        ("List", reading.ListsResource(), reading.ListResource()),
        ("Patient", patients.PatientsResource(), patients.PatientResource()),
        ("Consent", consents.ConsentsResource(), consents.ConsentResource()),
        (
            "Communication",
            communications.CommunicationsResource(),
            communications.CommunicationResource(),
        ),
    ):
        app.add_route(f"/fhir/{kind}", several)
        app.add_route(f"/fhir/{kind}/_search", several, suffix="search")
        app.add_route(f"/fhir/{kind}/{{identifier}}", one)
    app.add_route("/fhir/Consent/$present", presenting.PresentResource())
    app.add_route("/fhir/Binary/{identifier}", reading.BinaryResource())
    app.add_error_handler(Exception, errors.unexpected)
    app.add_error_handler(falcon.HTTPError, errors.http)
    app.add_error_handler(FhirProblem, errors.problem)
    app.add_error_handler(Refused, errors.refused)
    app.add_error_handler(SharingRefused, errors.refused)
    app.add_error_handler(NotFound, errors.not_found)
    app.add_error_handler(Conflict, errors.conflict)
    app.add_error_handler(Withheld, errors.withheld)
    app.add_error_handler(Busy, errors.busy)
