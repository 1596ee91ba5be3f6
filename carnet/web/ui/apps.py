"""Application of the web/ui door."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The web/ui door."""

    name = "carnet.web.ui"
    label = "ui"
