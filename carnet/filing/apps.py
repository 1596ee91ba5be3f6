"""Application of the person's own filing."""

from django.apps import AppConfig


class FilingConfig(AppConfig):
    """The room of the person's own filing."""

    name = "carnet.filing"
    label = "filing"

    def ready(self) -> None:
        """Register what this room erases."""
        from carnet.filing import erasing  # noqa: F401
