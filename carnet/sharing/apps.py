"""Application of the sharing room."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """The sharing room."""

    name = "carnet.sharing"
    label = "sharing"

    def ready(self) -> None:
        """Register what this room erases."""
        from carnet.sharing import erasing  # noqa: F401
