"""Application of the web/patient door."""

from django.apps import AppConfig


class PatientConfig(AppConfig):
    """The web/patient door."""

    name = "carnet.web.patient"
    label = "patient"
