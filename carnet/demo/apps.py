"""Application of the demo room."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo room."""

    name = "carnet.demo"
    label = "demo"
