"""Application of the api/fhir door."""

from django.apps import AppConfig


class FhirConfig(AppConfig):
    """The api/fhir door."""

    name = "carnet.api.fhir"
    label = "fhir"
