"""Application of the notify room."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """The notify room."""

    name = "carnet.notify"
    label = "notify"

    def ready(self) -> None:
        """Register what this room does with the outbox."""
        from carnet.notify import consumers  # noqa: F401
