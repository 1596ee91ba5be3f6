"""Application of the notify room."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """The notify room."""

    name = "carnet.notify"
    label = "notify"

    def ready(self) -> None:
        """Register what this room does with the outbox, and what it erases."""
        from carnet.notify import consumers, erasing  # noqa: F401
