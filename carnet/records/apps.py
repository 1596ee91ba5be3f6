"""Application of the records room."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The records room."""

    name = "carnet.records"
    label = "records"

    def ready(self) -> None:
        """Register what this room does with the outbox, and what it erases."""
        from carnet.records import archives, erasing  # noqa: F401
