"""Application of the web/patient door."""

from django.apps import AppConfig


class PatientConfig(AppConfig):
    """The web/patient door."""

    name = "carnet.web.patient"
    label = "patient"

    def ready(self) -> None:
        """Register the pages of documents that go into copies."""
        from carnet.web.patient import copied_pages  # noqa: F401
