"""Application of records on the move."""

from django.apps import AppConfig


class PortabilityConfig(AppConfig):
    """The room of records on the move."""

    name = "carnet.portability"
    label = "portability"
