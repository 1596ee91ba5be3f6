"""Application of the ground floor."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Holds the outbox."""

    name = "carnet.base"
    label = "base"
