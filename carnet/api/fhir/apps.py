"""Application of the api/fhir door."""

from django.apps import AppConfig


class FhirConfig(AppConfig):
    """The api/fhir door."""

    name = "carnet.api.fhir"
    label = "fhir"

    def ready(self) -> None:
        """Register what this door writes of a copy."""
        from carnet.api.fhir import copying  # noqa: F401
