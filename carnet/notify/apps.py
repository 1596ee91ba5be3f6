"""Application of the notify room."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """The notify room."""

    name = "carnet.notify"
    label = "notify"
