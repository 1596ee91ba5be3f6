"""Application of the sharing room."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """The sharing room."""

    name = "carnet.sharing"
    label = "sharing"
