"""Application of the person's own filing."""

from django.apps import AppConfig


class FilingConfig(AppConfig):
    """The room of the person's own filing."""

    name = "carnet.filing"
    label = "filing"
