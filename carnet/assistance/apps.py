"""Application of the assistance room."""

from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    """The assistance room."""

    name = "carnet.assistance"
    label = "assistance"

    def ready(self) -> None:
        """Register what this room erases."""
        from carnet.assistance import erasing  # noqa: F401
