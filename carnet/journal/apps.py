"""Application of the journal room."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The journal room."""

    name = "carnet.journal"
    label = "journal"
