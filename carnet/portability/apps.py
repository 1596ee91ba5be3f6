"""Application of records on the move."""

from django.apps import AppConfig


class PortabilityConfig(AppConfig):
    """The room of records on the move."""

    name = "carnet.portability"
    label = "portability"

    def ready(self) -> None:
        """Register what this room erases."""
        from carnet.portability import erasing  # noqa: F401
