"""Application of the journal room."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class JournalConfig(AppConfig):
    """The journal room."""

    name = "carnet.journal"
    label = "journal"

    def ready(self) -> None:
        """A migration, or a flush, may have emptied the tables: forget what was in them."""
        post_migrate.connect(_forget, sender=self)


def _forget(**_: Any) -> None:
    from carnet.journal import contexts

    contexts.forget()
